// Socket Mode: what happens in Slack comes over WebSockets that we open ourselves, so that nobody need reach us.
// Several are open at the same time, and a new one is open before an old one is closed.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/net_io.hpp"
#include "adapters/slack/envelope.hpp"
#include "adapters/slack/socket_settings.hpp"
#include "adapters/slack/web_api.hpp"

namespace waymark::slack {

class socket_mode {
  public:
    /// Understands a verified request, as it would come over HTTP.
    using understand = std::function<webhook_reply(std::string_view path, std::string_view body)>;

    /// `client` must outlive it. Throws std::runtime_error when the CA file cannot be read.
    socket_mode(socket_settings settings, http_client& client, const std::string& api, const std::string& ca_file,
                std::function<instant()> now, understand read);
    ~socket_mode();
    socket_mode(const socket_mode&) = delete;
    socket_mode& operator=(const socket_mode&) = delete;

    void hand_events_to(event_door& door) { door_ = &door; }
    /// Whether Slack takes the app token.
    [[nodiscard]] boost::asio::awaitable<std::optional<check_problem>> check();
    /// Keeps the sockets open until it is cancelled, or Slack says that it is of no use any more.
    [[nodiscard]] boost::asio::awaitable<void> run();

  private:
    struct link;
    using shared_link = std::shared_ptr<link>;
    using clock = std::chrono::steady_clock;

    // the one who watches
    void begin_one();
    void look_after_deadlines();
    [[nodiscard]] net_deadline next_look() const;
    [[nodiscard]] int missing() const;
    [[nodiscard]] bool may_begin() const;
    [[nodiscard]] boost::asio::awaitable<void> end_all();
    void spawn(shared_link one, boost::asio::awaitable<void> work);
    void look_again();

    // one socket
    [[nodiscard]] boost::asio::awaitable<void> live(shared_link one);
    [[nodiscard]] boost::asio::awaitable<std::optional<web_socket_address>> new_address();
    [[nodiscard]] boost::asio::awaitable<void> take(shared_link one, envelope what);
    [[nodiscard]] boost::asio::awaitable<void> say_goodbye(shared_link one);
    void said_hello(link& one, int connections);
    void told_to_leave(link& one, const std::string& reason);
    [[nodiscard]] bool has_lived(const link& one) const;
    void ended(const link& one);
    void wait_at_least(std::chrono::milliseconds pause);
    /// For good: an admin has to do something.
    void finish(std::string words);

    socket_settings settings_;
    web_api api_;
    std::string base_;
    std::unique_ptr<boost::asio::ssl::context> tls_;
    understand read_;
    event_door* door_ = nullptr;
    std::list<shared_link> links_;
    std::optional<boost::asio::steady_timer> watch_;
    net_deadline next_try_{};
    int failures_ = 0;
    int under_way_ = 0;  ///< coroutines
    bool finished_ = false, stopping_ = false;
    bool said_too_many_ = false, said_others_ = false;
    std::mt19937 dice_;
};

}  // namespace waymark::slack
