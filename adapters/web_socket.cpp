#include "adapters/web_socket.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "adapters/net_io.hpp"
#include "adapters/tls_client.hpp"

namespace waymark {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using boost::system::result;

namespace {

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);

error_code plain_words(error_code ec) {
    return ec == beast::error::timeout ? error_code(asio::error::timed_out) : ec;
}

/// `Stream` is what lies below: TCP, or TLS over it.
template <class Stream>
class socket_over final : public web_socket {
  public:
    template <class... Below>
    socket_over(const web_socket_limits& limits, asio::any_io_executor io, Below&&... below)
        : limits_(limits), ws_(std::forward<Below>(below)...), unpinged_(io), unwritten_(io) {}
    ~socket_over() override { drop(); }

    asio::awaitable<error_code> shake_hands(web_socket_address to) {
        auto& lowest = beast::get_lowest_layer(ws_);
        if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
            if (const auto ec = expect_host(ws_.next_layer(), to.host)) co_return ec;
            lowest.expires_after(limits_.connect_within);
            auto [ec] = co_await ws_.next_layer().async_handshake(asio::ssl::stream_base::client, as_value);
            if (ec) co_return plain_words(ec);
        }
        lowest.expires_never();  // from here on the WebSocket keeps the time
        websocket::stream_base::timeout patience{};
        patience.handshake_timeout = limits_.connect_within;
        patience.idle_timeout = limits_.silence;
        patience.keep_alive_pings = true;
        ws_.set_option(patience);
        ws_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
            request.set(beast::http::field::user_agent, "waymark/" WAYMARK_VERSION);
        }));
        ws_.read_message_max(limits_.longest_message);
        const auto host = to.host.find(':') == std::string::npos ? to.host : "[" + to.host + "]";
        const auto authority = host + ":" + to.port;
        auto [ec] = co_await ws_.async_handshake(authority, to.path, as_value);
        if (ec) co_return plain_words(ec);
        ws_.text(true);
        ws_.control_callback([this](websocket::frame_type kind, auto) {
            if (kind == websocket::frame_type::ping) wait_for_next_ping();
        });
        wait_for_next_ping();
        co_return error_code{};
    }

    asio::awaitable<result<std::string>> read() override {
        beast::flat_buffer buffer;
        auto [ec, size] = co_await ws_.async_read(buffer, as_value);
        if (ec) co_return late_ ? error_code(asio::error::timed_out) : plain_words(ec);
        co_return beast::buffers_to_string(buffer.data());
    }

    asio::awaitable<error_code> write(std::string text) override {
        end_in(limits_.write_within, unwritten_);
        auto [ec, size] = co_await ws_.async_write(asio::buffer(text), as_value);
        unwritten_.cancel();
        co_return late_ ? error_code(asio::error::timed_out) : plain_words(ec);
    }

    asio::awaitable<void> close() override {
        const auto ended = co_await ws_.async_close(websocket::close_code::normal, as_value);
        (void)ended;  // gone either way
        drop();
    }

    void drop() override {
        unpinged_.cancel();
        unwritten_.cancel();
        beast::get_lowest_layer(ws_).close();
    }

  private:
    void wait_for_next_ping() { end_in(limits_.pinged_within, unpinged_); }

    /// Everything that waits ends with an error then. Each timer belongs to this object, so its handler runs before
    /// that is gone, or is told that it was cancelled.
    void end_in(std::chrono::milliseconds patience, asio::steady_timer& timer) {
        timer.expires_after(patience);
        timer.async_wait([this, alive = std::weak_ptr(alive_)](error_code ec) {
            if (ec || alive.expired()) return;
            late_ = true;
            drop();
        });
    }

    web_socket_limits limits_;
    websocket::stream<Stream> ws_;
    asio::steady_timer unpinged_, unwritten_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    bool late_ = false;
};

template <class Stream, class... Below>
asio::awaitable<result<std::unique_ptr<web_socket>>> shaken(web_socket_address to, web_socket_limits limits,
                                                            Below&&... below) {
    auto io = co_await asio::this_coro::executor;
    auto made = std::make_unique<socket_over<Stream>>(limits, io, std::forward<Below>(below)...);
    const auto ec = co_await made->shake_hands(std::move(to));
    if (ec) co_return ec;
    co_return std::unique_ptr<web_socket>(std::move(made));
}

}  // namespace

asio::awaitable<result<std::unique_ptr<web_socket>>> open_web_socket(web_socket_address to, asio::ssl::context& tls,
                                                                     web_socket_limits limits) {
    auto connected = co_await connect(to.host, to.port, nullptr, within(limits.connect_within));
    if (!connected) co_return connected.error();
    auto socket = std::move(connected->socket());
    if (to.secure) {
        auto out = co_await shaken<beast::ssl_stream<beast::tcp_stream>>(std::move(to), limits, std::move(socket), tls);
        co_return out;
    }
    auto out = co_await shaken<beast::tcp_stream>(std::move(to), limits, std::move(socket));
    co_return out;
}

}  // namespace waymark
