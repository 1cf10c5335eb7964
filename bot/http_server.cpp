#include "bot/http_server.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

#include "bot/logging.hpp"

namespace waymark {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto accept_pause = std::chrono::milliseconds(100);

std::unique_ptr<asio::ssl::context> tls_from(const http_listen& where) {
    if (where.cert_file.empty() && where.key_file.empty()) return nullptr;
    auto out = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    error_code ec;
    out->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                         asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                     ec);
    if (!ec) out->use_certificate_chain_file(where.cert_file, ec);
    if (ec) throw std::runtime_error("the certificate " + where.cert_file + " cannot be used: " + ec.message());
    out->use_private_key_file(where.key_file, asio::ssl::context::pem, ec);
    if (ec) throw std::runtime_error("the key " + where.key_file + " cannot be used: " + ec.message());
    return out;
}

tcp::acceptor listen_at(const asio::any_io_executor& io, const http_listen& where) {
    const auto fail = [&](const error_code& why) {
        throw std::runtime_error("cannot listen on " + where.host + ":" + std::to_string(where.port) + ": " +
                                 why.message());
    };
    error_code ec;
    const auto address = asio::ip::make_address(where.host, ec);
    if (ec) fail(ec);
    tcp::acceptor out(io);
    const tcp::endpoint endpoint(address, where.port);
    out.open(endpoint.protocol(), ec);
    if (!ec) out.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) out.bind(endpoint, ec);
    if (!ec) out.listen(asio::socket_base::max_listen_connections, ec);
    if (ec) fail(ec);
    return out;
}

}  // namespace

http_server::http_server(asio::any_io_executor io, task_group& tasks, http_listen where, http_handler& handler)
    : io_(io),
      tasks_(tasks),
      where_(std::move(where)),
      handler_(handler),
      tls_(tls_from(where_)),
      acceptor_(listen_at(io, where_)),
      port_(acceptor_.local_endpoint().port()),
      rest_ends_(io) {}

void http_server::start() {
    tasks_.spawn("accept", accept_all());
    tasks_.spawn("resting connections", watch_resting());
}

void http_server::drain() {
    draining_ = true;
    error_code ignored;
    acceptor_.close(ignored);
    rest_ends_.cancel();
    for (auto* one : sessions_)
        if (!one->busy) one->stream.close();
}

asio::awaitable<void> http_server::accept_all() {
    asio::steady_timer pause(io_);
    const auto token = asio::as_tuple(asio::use_awaitable);
    while (!draining_) {
        auto [ec, socket] = co_await acceptor_.async_accept(token);
        if (ec == asio::error::operation_aborted || draining_) co_return;
        if (ec) {  // out of descriptors, most likely: the ones in use come back, a busy loop would not help
            spdlog::warn("{}: cannot accept a connection: {}", where_.name, ec.message());
            pause.expires_after(accept_pause);
            const auto waited = co_await pause.async_wait(token);
            (void)waited;  // a cancelled wait ends the task at the next co_await
            continue;
        }
        if (sessions_.size() >= where_.limits.connections) continue;  // closed by the socket's end
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        if (tls_)
            tasks_.spawn("connection", serve(net_stream(std::move(socket), *tls_)));
        else
            tasks_.spawn("connection", serve(net_stream(std::move(socket))));
    }
}

asio::awaitable<void> http_server::serve(net_stream opened) {
    session one(std::move(opened));
    struct listed {
        std::set<session*>& in;
        session* who;
        ~listed() { in.erase(who); }
    } const on_return{sessions_, &one};
    sessions_.insert(&one);
    if (tls_) {
        const auto ec = co_await one.stream.accept_handshake(within(where_.limits.head_patience));
        if (ec) co_return;
    }
    auto next = after::keep;
    while (next == after::keep && !draining_) {
        first_bytes begun;
        const auto ec = co_await rest(one, begun);
        if (ec) co_return;
        one.busy = true;
        {
            read_buffer buffer;
            begin_with(buffer, begun);
            next = co_await serve_one(one, buffer);
            while (next == after::keep && buffer.size() > 0 && !draining_) {
                // the next request is here already: it takes its turn after everybody else's
                co_await asio::post(io_, asio::use_awaitable);
                next = co_await serve_one(one, buffer);
            }
        }
        one.busy = false;
    }
    const auto ended = co_await one.stream.shutdown(within(std::chrono::seconds(2)));
    (void)ended;  // gone either way
}

asio::awaitable<error_code> http_server::rest(session& one, first_bytes& begun) {
    struct place_in_rest {
        std::list<session*>&list, &own;
        std::list<session*>::iterator at;
        ~place_in_rest() { own.splice(own.end(), list, at); }
    };
    one.rests_until = within(where_.limits.idle_patience);
    const place_in_rest until_return{resting_, one.place, one.place.begin()};
    resting_.splice(resting_.end(), one.place);
    if (rest_ends_.expiry() > one.rests_until) rest_ends_.expires_at(one.rests_until);  // wakes the one who watches
    if (tls_) co_return co_await await_first_bytes(one.stream, begun, one.rests_until);
    co_return co_await one.stream.wait_readable();
}

asio::awaitable<void> http_server::watch_resting() {
    const auto token = asio::as_tuple(asio::use_awaitable);
    while (!draining_) {
        const auto now = std::chrono::steady_clock::now();
        for (auto* one : resting_) {
            if (one->rests_until > now) break;
            one->stream.close();  // it leaves the list by itself, later
        }
        rest_ends_.expires_at(net_deadline::max());
        for (auto* one : resting_) {
            if (!one->stream.is_open()) continue;
            rest_ends_.expires_at(one->rests_until);
            break;
        }
        const auto waited = co_await rest_ends_.async_wait(token);
        (void)waited;  // either way it is time to look
    }
}

}  // namespace waymark
