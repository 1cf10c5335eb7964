// One WebSocket to another server, over TLS or, on this machine, without: text in, text out. Beside net_io.cpp the only
// file that instantiates streams, since Boost.Beast's WebSocket wants to own the one below it.
//
// Threads: lives on the io thread. One read, one write and one close may be under way at the same time. Errors come
// back as values.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/result.hpp>
#include <chrono>
#include <memory>
#include <string>

namespace waymark {

struct web_socket_address {
    std::string host, port;
    std::string path;  ///< with the query, which may be a secret: never logged
    bool secure = true;
};

struct web_socket_limits {
    std::chrono::milliseconds connect_within{10'000};  ///< from the lookup of the name to the end of the handshake
    /// As long as nothing comes from the peer: a ping after half of it, and the end after all of it.
    std::chrono::milliseconds silence{10'000};
    std::chrono::milliseconds pinged_within{30'000};  ///< the peer's own pings come at least so often
    std::chrono::milliseconds write_within{5'000};
    std::size_t longest_message = 1024 * 1024;
};

class web_socket {
  public:
    virtual ~web_socket() = default;
    /// The next text. After the peer's goodbye boost::beast::websocket::error::closed; without one, whatever the
    /// network says; boost::asio::error::timed_out when the peer was silent for too long.
    [[nodiscard]] virtual boost::asio::awaitable<boost::system::result<std::string>> read() = 0;
    [[nodiscard]] virtual boost::asio::awaitable<boost::system::error_code> write(std::string text) = 0;
    /// Says goodbye and waits for the peer's, not for long. What is being read ends with an error.
    [[nodiscard]] virtual boost::asio::awaitable<void> close() = 0;
    /// Ends the connection at once, without a word. Fine at any time.
    virtual void drop() = 0;
};

/// Connects and shakes hands. `tls` must outlive the socket.
[[nodiscard]] boost::asio::awaitable<boost::system::result<std::unique_ptr<web_socket>>> open_web_socket(
    web_socket_address to, boost::asio::ssl::context& tls, web_socket_limits limits);

}  // namespace waymark
