// A verified request becomes stored events, and only then an answer. When nothing can be stored the platform is asked
// to come again, before memory grows.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bot/clock.hpp"
#include "bot/http_server.hpp"
#include "bot/routes.hpp"
#include "bot/store_door.hpp"

namespace waymark {

struct inbox_counts {
    std::map<std::string, std::uint64_t, std::less<>> by_kind;  ///< what requests turned out to be
    std::map<unsigned, std::uint64_t> by_status;
    std::uint64_t stored = 0, repeated = 0, refused_full = 0, refused_storage = 0;
};

/// Lives on the io thread.
class inbox final : public http_handler {
  public:
    struct listeners {
        std::function<void()> events_wait{};                         ///< something new is stored
        std::function<void(const address&)> heard_from{};            ///< a verified event's sender
        std::function<void(const std::string& counted_as)> alarm{};  ///< someone should look
        std::function<void(const boost::system::error_code&)> storage_failed{};
    };
    /// All must outlive it. `most_waiting` requests wait here, or jobs at the store's door, and new events are refused.
    inbox(store_door& door, clock& time, const routes& table, std::size_t most_waiting, listeners tell);
    ~inbox() override;

    [[nodiscard]] unsigned refuse(std::string_view method, std::string_view target) const override;
    [[nodiscard]] boost::asio::awaitable<http_reply> handle(const webhook_request& request) override;
    void answered(unsigned status) override { ++counts_.by_status[status]; }
    /// What a request to `by` has turned out to be, whichever way it came: stored, and what to answer then.
    [[nodiscard]] boost::asio::awaitable<http_reply> take(adapter& by, webhook_reply understood);
    [[nodiscard]] const inbox_counts& counts() const { return counts_; }

  private:
    /// A request's events and notes on their way to the store, and how its coroutine goes on.
    struct stored_later;
    struct batch;
    [[nodiscard]] static boost::asio::awaitable<boost::system::error_code> first_of(webhook_reply& understood);
    [[nodiscard]] bool is_full() const;
    [[nodiscard]] http_reply refused(const boost::system::error_code& why);
    [[nodiscard]] http_reply unkept(const boost::system::error_code& why, webhook_reply understood);
    [[nodiscard]] boost::asio::awaitable<boost::system::error_code> keep(std::vector<inbound_event> events,
                                                                         std::vector<platform_note> notes, instant now,
                                                                         bool& is_new);
    /// Hands over what waits, one batch at a time: what comes meanwhile shares the next commit and the way there.
    void store_waiting();
    void stored(const batch& done, const boost::system::error_code& ec);

    store_door& door_;
    clock& time_;
    const routes& table_;
    std::size_t most_waiting_;
    listeners tell_;
    inbox_counts counts_;
    std::vector<std::unique_ptr<stored_later>> waiting_;
    std::size_t in_hand_ = 0;  ///< requests in the batches that are being stored
    std::size_t batches_ = 0;
};

/// For an adapter that fetches its events itself.
class inbox_door final : public event_door {
  public:
    /// Both must outlive it.
    inbox_door(inbox& into, adapter& by) : into_(into), by_(by) {}
    [[nodiscard]] boost::asio::awaitable<answer> take(webhook_reply reply) override {
        auto done = co_await into_.take(by_, std::move(reply));
        co_return answer{done.status, std::move(done.body)};
    }

  private:
    inbox& into_;
    adapter& by_;
};

}  // namespace waymark
