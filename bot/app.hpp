// The whole service: owns the store's thread, adapters, runners and listeners, starts them in order and stops them in
// order. What it needs is made ready before (startup.hpp); nothing here reads files.
//
// Threads: lives on the io thread; the store lives on its own.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/account_holds.hpp"
#include "bot/account_watch.hpp"
#include "bot/admin/pages.hpp"
#include "bot/hold_watch.hpp"
#include "bot/inbox.hpp"
#include "bot/outbox_runner.hpp"
#include "bot/page_runner.hpp"
#include "bot/profile_runner.hpp"
#include "bot/startup.hpp"
#include "bot/storage_upkeep.hpp"
#include "bot/store_thread_door.hpp"
#include "bot/stored_notes.hpp"
#include "bot/timer_runner.hpp"
#include "bot/turn_runner.hpp"
#include "bot/zone_watch.hpp"

namespace waymark {

struct app_settings {
    http_listen webhooks, admin;
    std::string database;  ///< where it is, for /readyz
    key_place keys{};
    int smallest_group = 5;
    std::string reports_url;  ///< where reports are published; empty = nowhere
    std::size_t queued_events = 10'000;
    int disk_floor_mib = 64;
    std::uint64_t seed = 1;  ///< spreads retries
};

class app {
  public:
    /// `time` must outlive the app.
    app(boost::asio::any_io_executor io, app_settings settings, ready_to_start from,
        std::vector<std::unique_ptr<adapter>> platforms, clock& time);
    ~app();
    app(const app&) = delete;
    app& operator=(const app&) = delete;

    /// Checks the platforms' credentials, listens, and begins to work. Empty when it serves; else why not, in words.
    [[nodiscard]] boost::asio::awaitable<std::optional<std::string>> start();
    /// Takes nothing new, finishes what is in hand, cancels what does not finish within 6 s, closes the store. False
    /// when something did not end.
    [[nodiscard]] boost::asio::awaitable<bool> stop();

    [[nodiscard]] unsigned short port() const { return server_ ? server_->port() : 0; }
    [[nodiscard]] unsigned short admin_port() const { return admin_server_ ? admin_server_->port() : 0; }

    /// What /readyz and /metrics show.
    [[nodiscard]] process_health health() const;
    [[nodiscard]] boost::asio::awaitable<measurements> measure();

  private:
    [[nodiscard]] turn_runner::listeners turns_tell();
    [[nodiscard]] outbox_runner::listeners outbox_tells();
    [[nodiscard]] inbox::listeners inbox_tells();
    [[nodiscard]] zone_watch::listeners zones_tell();
    [[nodiscard]] boost::asio::awaitable<void> tell_of_closed(address at);
    void holds_changed(bool released);
    void hold_programme(const hold_wanted& what);
    [[nodiscard]] admin_pages::sources pages_ask();

    /// Why a listener cannot be opened, in words.
    [[nodiscard]] std::optional<std::string> listen();
    void begin_work();
    void alarm(const std::string& what);

    boost::asio::any_io_executor io_;
    app_settings settings_;
    clock& time_;
    script_book book_;
    std::optional<instant> restored_;
    std::vector<std::unique_ptr<adapter>> platforms_;
    instant started_;

    std::map<std::string, std::uint64_t> alarms_;
    std::chrono::steady_clock::time_point limited_until_{};  ///< the platform holds deliveries back
    bool draining_ = false;

    task_group background_;  ///< what may be cut at any moment: watching, tidying, looking people up
    task_group tasks_;
    task_group admin_tasks_;  ///< ends last, so that /readyz can say that we are stopping
    store_thread_door door_;
    stored_notes notes_;
    storage_upkeep upkeep_;
    account_watch accounts_;
    turn_runner turns_;
    timer_runner timers_;
    outbox_runner outbox_;
    profile_runner profiles_;
    zone_watch zones_;
    hold_watch holds_;
    account_holds account_holds_;
    page_runner page_runner_;
    routes table_;
    inbox inbox_;
    std::vector<std::unique_ptr<inbox_door>> doors_;  ///< one for each platform
    admin_pages pages_;
    std::unique_ptr<http_server> server_, admin_server_;  ///< from listen() on
};

}  // namespace waymark
