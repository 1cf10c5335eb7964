// Answers HTTP/1.1 on one address: limits, deadlines, keep-alive, TLS when it has a certificate. What a request means
// is its handler's business. A connection at rest holds no buffer.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/http_io.hpp"
#include "bot/http_framing.hpp"
#include "bot/task_group.hpp"

namespace waymark {

struct http_reply {
    http_reply() = default;
    explicit http_reply(unsigned code, std::string type = {}, std::string text = {})
        : status(code), content_type(std::move(type)), body(std::move(text)) {}
    unsigned status = 200;
    std::string content_type;  ///< empty = no body
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers{};
};

class http_handler {
  public:
    virtual ~http_handler() = default;
    /// Looks at the request line alone, before a body is read: 0 to go on, 404 or 405 to refuse.
    [[nodiscard]] virtual unsigned refuse(std::string_view method, std::string_view target) const = 0;
    /// Never called for what `refuse` refused. An exception is a bug: it is logged, and answered 500.
    [[nodiscard]] virtual boost::asio::awaitable<http_reply> handle(const webhook_request& request) = 0;
    /// For the counters: a request was answered, or refused before it came to `handle`.
    virtual void answered(unsigned status) { (void)status; }
};

struct http_limits {
    head_limits head{};
    std::size_t body_bytes = 1024 * 1024;
    std::size_t connections = 8192;
    std::chrono::milliseconds head_patience{10'000};
    std::chrono::milliseconds body_patience{15'000};
    std::chrono::milliseconds idle_patience{30'000};
};

struct http_listen {
    std::string name;  ///< for logs: "http", "admin"
    std::string host = "127.0.0.1";
    unsigned short port = 0;          ///< 0 = any free one; ask http_server::port()
    std::string cert_file, key_file;  ///< both or none
    http_limits limits{};
};

class http_server {
  public:
    /// `handler` and `tasks` must outlive the server. Throws std::runtime_error, in words, when it cannot listen there
    /// or a certificate cannot be used.
    http_server(boost::asio::any_io_executor io, task_group& tasks, http_listen where, http_handler& handler);
    http_server(const http_server&) = delete;
    http_server& operator=(const http_server&) = delete;

    void start();
    /// No new connections; those at rest are closed, those with a request are closed after its answer.
    void drain();
    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] std::size_t connections() const { return sessions_.size(); }

  private:
    struct session {
        explicit session(net_stream opened) : stream(std::move(opened)) { place.push_back(this); }
        net_stream stream;
        bool busy = false;
        net_deadline rests_until{};
        std::list<session*> place;  ///< itself; while it rests, it stands in `resting_` instead
    };
    enum class after { keep, close };
    /// A request on its way in. Its views point into the connection's buffer, or at what is kept here.
    struct incoming {
        http_head head{};
        std::size_t head_size = 0;
        std::string_view body{};
        std::string head_text{};                 ///< of a chunked request, whose bytes the parser uses up
        std::optional<request_parser> chunks{};  ///< holds its body
    };

    boost::asio::awaitable<void> accept_all();
    boost::asio::awaitable<void> serve(net_stream opened);
    /// Waits for the beginning of the next request without holding a buffer.
    boost::asio::awaitable<error_code> rest(session& one, first_bytes& begun);
    /// Closes connections that have rested too long. Sleeps until the next of them could be.
    boost::asio::awaitable<void> watch_resting();
    /// One request, from its first bytes to the end of the answer.
    boost::asio::awaitable<after> serve_one(session& one, read_buffer& buffer);
    boost::asio::awaitable<error_code> wait_for_head(session& one, read_buffer& buffer, std::size_t& size);
    /// Reads the body, or what of it is not there yet.
    boost::asio::awaitable<error_code> read_rest(session& one, read_buffer& buffer, incoming& into);
    boost::asio::awaitable<error_code> read_chunks(session& one, read_buffer& buffer, incoming& into);
    boost::asio::awaitable<after> respond(session& one, const incoming& from);
    boost::asio::awaitable<after> answer(session& one, http_reply reply, bool keep_alive, bool head_only);

    boost::asio::any_io_executor io_;
    task_group& tasks_;
    http_listen where_;
    http_handler& handler_;
    std::unique_ptr<boost::asio::ssl::context> tls_;
    boost::asio::ip::tcp::acceptor acceptor_;
    unsigned short port_ = 0;
    std::set<session*> sessions_;
    std::list<session*> resting_;  ///< in the order in which their time ends
    boost::asio::steady_timer rest_ends_;
    bool draining_ = false;
};

}  // namespace waymark
