// One connection, plain or TLS, behind plain functions: the only place where Asio's and OpenSSL's streams are
// instantiated, so that every other file compiles quickly.
//
// Threads: a stream belongs to one strand. Every wait has a deadline; when it passes, the connection is closed and the
// answer is boost::asio::error::timed_out. Errors come back as values; nothing here throws for what a peer may do.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/result.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace waymark {

using boost::system::error_code;
using net_deadline = std::chrono::steady_clock::time_point;

/// `length` from now.
[[nodiscard]] inline net_deadline within(std::chrono::steady_clock::duration length) {
    return std::chrono::steady_clock::now() + length;
}

class net_stream {
  public:
    /// Takes an open socket; speaks plainly.
    explicit net_stream(boost::asio::ip::tcp::socket socket);
    /// Takes an open socket; speaks TLS once shaken hands. `tls` must outlive the stream.
    net_stream(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls);
    net_stream(net_stream&&) noexcept;
    net_stream& operator=(net_stream&&) noexcept;
    ~net_stream();

    /// Server side of the TLS handshake; nothing to do on a plain stream.
    [[nodiscard]] boost::asio::awaitable<error_code> accept_handshake(net_deadline until);
    /// Client side: sends the host's name (SNI) and insists that the certificate is good and for this host.
    [[nodiscard]] boost::asio::awaitable<error_code> connect_handshake(std::string host, net_deadline until);
    /// Reads what is there, at least one byte. End of stream is boost::asio::error::eof.
    [[nodiscard]] boost::asio::awaitable<boost::system::result<std::size_t>> read_some(boost::asio::mutable_buffer into,
                                                                                       net_deadline until);
    /// Waits until there is something to read, or the peer has left: without a deadline, and without a buffer. On a TLS
    /// stream it says operation_not_supported: what is there may be half a record.
    [[nodiscard]] boost::asio::awaitable<error_code> wait_readable();
    /// Reads what is there now; would_block when that is nothing, and always on a TLS stream.
    [[nodiscard]] boost::system::result<std::size_t> read_now(boost::asio::mutable_buffer into);
    /// Writes what fits now and says how much that was: none on a TLS stream. Errors come with the next write_all.
    [[nodiscard]] std::size_t write_now(std::string_view bytes);
    /// Writes all of `bytes`, which must stay alive until then.
    [[nodiscard]] boost::asio::awaitable<error_code> write_all(std::string_view bytes, net_deadline until);
    /// Says goodbye (TLS), then closes our direction. The peer's own goodbye is not waited for.
    [[nodiscard]] boost::asio::awaitable<error_code> shutdown(net_deadline until);
    /// Ends the connection at once; pending operations finish with an error. Fine at any time.
    void close();

    [[nodiscard]] bool is_open() const;
    /// A keep-alive connection at rest that has bytes to read, or was closed by the peer, is of no more use to a
    /// client.
    [[nodiscard]] bool is_quiet();
    [[nodiscard]] boost::asio::any_io_executor get_executor() const;
    [[nodiscard]] boost::asio::ip::tcp::socket& socket();

  private:
    struct body;
    std::unique_ptr<body> body_;
};

/// Looks a name up and connects to the first address that answers. The stream is plain, TLS when `tls` is not null.
[[nodiscard]] boost::asio::awaitable<boost::system::result<net_stream>> connect(std::string host, std::string port,
                                                                                boost::asio::ssl::context* tls,
                                                                                net_deadline until);

}  // namespace waymark
