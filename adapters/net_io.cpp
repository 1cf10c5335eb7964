#include "adapters/net_io.hpp"

#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <cerrno>
#include <optional>
#include <tuple>
#include <variant>

#include "adapters/tls_client.hpp"

namespace waymark {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using boost::beast::tcp_stream;
using tls_stream = boost::beast::ssl_stream<tcp_stream>;
using asio::ip::tcp;
using boost::system::result;

namespace {

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);

/// Beast says beast::error::timeout; everybody else knows Asio's word for it.
error_code plain_words(error_code ec) {
    return ec == boost::beast::error::timeout ? error_code(asio::error::timed_out) : ec;
}

}  // namespace

struct net_stream::body {
    explicit body(tcp::socket socket) : stream(std::in_place_type<tcp_stream>, std::move(socket)) {}
    body(tcp::socket socket, ssl::context& tls) : stream(std::in_place_type<tls_stream>, std::move(socket), tls) {}

    [[nodiscard]] tls_stream* secure() { return std::get_if<tls_stream>(&stream); }
    [[nodiscard]] tcp_stream& lowest() {
        if (auto* tls = secure()) return tls->next_layer();
        return std::get<tcp_stream>(stream);
    }

    std::variant<tcp_stream, tls_stream> stream;
};

net_stream::net_stream(tcp::socket socket) : body_(std::make_unique<body>(std::move(socket))) {}
net_stream::net_stream(tcp::socket socket, ssl::context& tls) : body_(std::make_unique<body>(std::move(socket), tls)) {}
net_stream::net_stream(net_stream&&) noexcept = default;
net_stream& net_stream::operator=(net_stream&&) noexcept = default;
net_stream::~net_stream() = default;

asio::awaitable<error_code> net_stream::accept_handshake(net_deadline until) {
    auto* tls = body_->secure();
    if (!tls) co_return error_code{};
    body_->lowest().expires_at(until);
    auto [ec] = co_await tls->async_handshake(ssl::stream_base::server, as_value);
    co_return plain_words(ec);
}

asio::awaitable<error_code> net_stream::connect_handshake(std::string host, net_deadline until) {
    auto* tls = body_->secure();
    if (!tls) co_return error_code{};
    if (const auto ec = expect_host(*tls, host)) co_return ec;
    body_->lowest().expires_at(until);
    auto [shaken] = co_await tls->async_handshake(ssl::stream_base::client, as_value);
    co_return plain_words(shaken);
}

asio::awaitable<result<std::size_t>> net_stream::read_some(asio::mutable_buffer into, net_deadline until) {
    body_->lowest().expires_at(until);
    if (auto* tls = body_->secure()) {
        auto [ec, read] = co_await tls->async_read_some(into, as_value);
        // A peer that ends TLS without a goodbye has still only ended: lengths are checked one layer up.
        if (ec == ssl::error::stream_truncated) co_return error_code(asio::error::eof);
        if (ec) co_return plain_words(ec);
        co_return read;
    }
    auto [ec, read] = co_await std::get<tcp_stream>(body_->stream).async_read_some(into, as_value);
    if (ec) co_return plain_words(ec);
    co_return read;
}

asio::awaitable<error_code> net_stream::wait_readable() {
    if (body_->secure() != nullptr) co_return error_code(asio::error::operation_not_supported);
    auto [ec] = co_await socket().async_wait(tcp::socket::wait_read, as_value);
    co_return ec;
}

result<std::size_t> net_stream::read_now(asio::mutable_buffer into) {
    if (!is_open() || body_->secure() != nullptr) return error_code(asio::error::would_block);
    const auto got = ::recv(socket().native_handle(), into.data(), into.size(), MSG_DONTWAIT);
    if (got > 0) return static_cast<std::size_t>(got);
    if (got == 0) return error_code(asio::error::eof);
    if (errno == EAGAIN || errno == EINTR) return error_code(asio::error::would_block);
    return error_code(errno, boost::system::system_category());
}

std::size_t net_stream::write_now(std::string_view bytes) {
    if (!is_open() || body_->secure() != nullptr) return 0;
    const auto sent = ::send(socket().native_handle(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

asio::awaitable<error_code> net_stream::write_all(std::string_view bytes, net_deadline until) {
    body_->lowest().expires_at(until);
    const auto buffer = asio::buffer(bytes.data(), bytes.size());
    if (auto* tls = body_->secure()) {
        auto [ec, written] = co_await asio::async_write(*tls, buffer, as_value);
        co_return plain_words(ec);
    }
    auto [ec, written] = co_await asio::async_write(std::get<tcp_stream>(body_->stream), buffer, as_value);
    co_return plain_words(ec);
}

asio::awaitable<error_code> net_stream::shutdown(net_deadline until) {
    error_code ec;
    if (auto* tls = body_->secure()) {
        body_->lowest().expires_at(until);
        // One way: our goodbye is sent by the first step already, and closing the socket need not wait for theirs.
        SSL_set_shutdown(tls->native_handle(), SSL_RECEIVED_SHUTDOWN);
        auto [said] = co_await tls->async_shutdown(as_value);
        ec = plain_words(said);
    }
    error_code ignored;
    body_->lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
    co_return ec;
}

void net_stream::close() {
    if (body_) body_->lowest().close();
}

bool net_stream::is_open() const {
    return body_ && body_->lowest().socket().is_open();
}

bool net_stream::is_quiet() {
    if (!is_open()) return false;
    char byte = 0;
    const auto got = ::recv(socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

asio::any_io_executor net_stream::get_executor() const {
    return body_->lowest().get_executor();
}

tcp::socket& net_stream::socket() {
    return body_->lowest().socket();
}

namespace {

/// A lookup cannot be interrupted by cancelling it, so it is raced against the deadline.
asio::awaitable<result<tcp::resolver::results_type>> look_up(std::string host, std::string port, net_deadline until) {
    const auto executor = co_await asio::this_coro::executor;
    tcp::resolver resolver(executor);
    asio::steady_timer timer(executor, until);
    auto [order, resolve_ec, found, timer_ec] =
        co_await asio::experimental::make_parallel_group(resolver.async_resolve(host, port, asio::deferred),
                                                         timer.async_wait(asio::deferred))
            .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    if (order[0] == 1) co_return error_code(asio::error::timed_out);
    if (resolve_ec) co_return resolve_ec;
    co_return found;
}

}  // namespace

asio::awaitable<result<net_stream>> connect(std::string host, std::string port, ssl::context* tls, net_deadline until) {
    auto found = co_await look_up(std::move(host), std::move(port), until);
    if (!found) co_return found.error();
    const auto executor = co_await asio::this_coro::executor;
    tcp_stream stream(executor);
    stream.expires_at(until);
    auto [ec, endpoint] = co_await stream.async_connect(*found, as_value);
    if (ec) co_return plain_words(ec);
    auto socket = stream.release_socket();
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    if (tls) co_return net_stream(std::move(socket), *tls);
    co_return net_stream(std::move(socket));
}

}  // namespace waymark
