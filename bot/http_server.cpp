#include "bot/http_server.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/status.hpp>
#include <optional>
#include <stdexcept>

#include "bot/logging.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

constexpr std::size_t piece = 4096;  // most requests fit
constexpr auto write_patience = std::chrono::seconds(15);
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

std::string_view header_of(const void* of, std::string_view name) {
    const auto& fields = *static_cast<const http::request<http::string_body>*>(of);
    const auto value = fields[boost::beast::string_view(name.data(), name.size())];
    return {value.data(), value.size()};
}

std::string head_text(const http_reply& reply, bool keep_alive) {
    const auto reason = http::obsolete_reason(static_cast<http::status>(reply.status));
    std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " ";
    out.append(reason.data(), reason.size());
    out += "\r\nContent-Length: " + std::to_string(reply.body.size());
    if (!reply.content_type.empty()) out += "\r\nContent-Type: " + reply.content_type;
    for (const auto& [name, value] : reply.headers) out += "\r\n" + name + ": " + value;
    if (!keep_alive) out += "\r\nConnection: close";
    out += "\r\n\r\n";
    return out;
}

/// Ends a stream's reads when the time is over, and leaves the stream open, so that 408 can still be said; the
/// stream's own deadline comes later and closes it. Armed only where a first read was not enough.
class patience {
  public:
    patience(net_stream& stream, std::chrono::milliseconds length) : timer_(stream.get_executor(), length) {
        timer_.async_wait([state = state_, &stream](const error_code& ec) {
            if (ec || state->over) return;
            state->passed = true;
            error_code ignored;
            stream.socket().cancel(ignored);
        });
    }
    patience(const patience&) = delete;
    patience& operator=(const patience&) = delete;
    ~patience() { state_->over = true; }
    [[nodiscard]] error_code instead_of(const error_code& ec) const {
        return ec && state_->passed ? error_code(asio::error::timed_out) : ec;
    }

  private:
    struct state {
        bool passed = false, over = false;
    };
    std::shared_ptr<state> state_ = std::make_shared<state>();
    asio::steady_timer timer_;
};
constexpr auto grace = std::chrono::seconds(5);  // between the two deadlines

std::string_view view_of(const read_buffer& buffer) {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

unsigned status_of(const error_code& ec) {
    if (ec == http::error::body_limit) return 413;
    if (ec == http::error::header_limit) return 431;
    if (ec == asio::error::timed_out) return 408;
    return ec.category() == make_error_code(http::error::bad_method).category() ? 400 : 0;
}

}  // namespace

http_server::http_server(asio::any_io_executor io, task_group& tasks, http_listen where, http_handler& handler)
    : io_(io),
      tasks_(tasks),
      where_(std::move(where)),
      handler_(handler),
      tls_(tls_from(where_)),
      acceptor_(listen_at(io, where_)),
      port_(acceptor_.local_endpoint().port()) {}

void http_server::start() {
    tasks_.spawn("accept", accept_all());
}

void http_server::drain() {
    draining_ = true;
    error_code ignored;
    acceptor_.close(ignored);
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
        const auto ec = co_await await_first_bytes(one.stream, begun, within(where_.limits.idle_patience));
        if (ec) co_return;
        one.busy = true;
        {
            read_buffer buffer;
            begin_with(buffer, begun);
            // a client may have sent the next request already: then there is no rest in between
            do next = co_await serve_one(one, buffer);
            while (next == after::keep && buffer.size() > 0 && !draining_);
        }
        one.busy = false;
    }
    const auto ended = co_await one.stream.shutdown(within(std::chrono::seconds(2)));
    (void)ended;  // gone either way
}

asio::awaitable<error_code> http_server::wait_for_head(session& one, read_buffer& buffer, std::size_t& size) {
    const auto until = within(where_.limits.head_patience + grace);
    std::optional<patience> limit;
    std::size_t searched = 0;
    for (;;) {
        const auto bytes = view_of(buffer);
        const auto end = bytes.find("\r\n\r\n", searched > 3 ? searched - 3 : 0);
        if (end != bytes.npos) {
            size = end + 4;
            co_return size > where_.limits.head.bytes ? error_code(http::error::header_limit) : error_code();
        }
        if (bytes.size() >= where_.limits.head.bytes) co_return error_code(http::error::header_limit);
        // an empty line with bare line feeds would never be found: say so instead of waiting for the deadline
        if (bytes.find("\n\n") != bytes.npos) co_return error_code(http::error::bad_line_ending);
        if (!limit && (searched > 0 || one.stream.is_quiet())) limit.emplace(one.stream, where_.limits.head_patience);
        searched = bytes.size();
        auto got = co_await one.stream.read_some(buffer.prepare(piece), until);
        if (!got) co_return limit ? limit->instead_of(got.error()) : got.error();
        buffer.commit(*got);
    }
}

asio::awaitable<http_server::after> http_server::serve_one(session& one, read_buffer& buffer) {
    std::size_t head_size = 0;
    auto ec = co_await wait_for_head(one, buffer, head_size);
    unsigned refused = ec ? status_of(ec) : refuse_head(view_of(buffer).substr(0, head_size), where_.limits.head);
    if (ec && refused == 0) co_return after::close;  // the peer left
    request_parser parser;
    if (!refused) {
        parser.header_limit(static_cast<std::uint32_t>(where_.limits.head.bytes));
        parser.body_limit(where_.limits.body_bytes);
        ec = co_await read_head(one.stream, buffer, parser, within(where_.limits.head_patience));
        if (ec) refused = status_of(ec);
        if (ec && !refused) co_return after::close;
    }
    auto& message = parser.get();
    webhook_request request;
    if (!refused) {
        const auto method = message.method_string();
        const auto target = message.target();
        request.method = {method.data(), method.size()};
        request.target = {target.data(), target.size()};
        refused = handler_.refuse(request.method, request.target);
        if (!refused && parser.content_length() && *parser.content_length() > where_.limits.body_bytes) refused = 413;
    }
    if (!refused && !parser.is_done()) {
        if (message[http::field::expect] == "100-continue" && buffer.size() == 0) {
            ec = co_await one.stream.write_all("HTTP/1.1 100 Continue\r\n\r\n", within(write_patience));
            if (ec) co_return after::close;
        }
        std::optional<patience> limit;
        if (buffer.size() < parser.content_length_remaining().value_or(1))
            limit.emplace(one.stream, where_.limits.body_patience);
        ec = co_await read_body(one.stream, buffer, parser, within(where_.limits.body_patience + grace));
        if (limit) ec = limit->instead_of(ec);
        if (ec) refused = status_of(ec);
        if (ec && !refused) co_return after::close;
    }
    if (refused) {  // what is left of the request stays unread, so the connection cannot be used any more
        handler_.answered(refused);
        http_reply no(refused);
        const auto then = co_await answer(one, std::move(no), false, false);
        (void)then;
        co_return after::close;
    }
    request.body = message.body();
    request.header = &header_of;
    request.headers = &message;
    http_reply reply(500);
    try {
        reply = co_await handler_.handle(request);
    } catch (const boost::system::system_error& what) {
        if (what.code() == asio::error::operation_aborted) throw;
        spdlog::error("{}: a request could not be answered: {}", where_.name, kind_of(what));
    } catch (const std::exception& what) {
        spdlog::error("{}: a request could not be answered: {}", where_.name, kind_of(what));
    }
    handler_.answered(reply.status);
    const bool keep = message.keep_alive() && !draining_;
    const bool head_only = message.method() == http::verb::head;
    const auto then = co_await answer(one, std::move(reply), keep, head_only);
    co_return then;
}

asio::awaitable<http_server::after> http_server::answer(session& one, http_reply reply, bool keep_alive,
                                                        bool head_only) {
    auto bytes = head_text(reply, keep_alive);
    if (!head_only) bytes += reply.body;
    const auto ec = co_await one.stream.write_all(bytes, within(write_patience));
    co_return ec || !keep_alive ? after::close : after::keep;
}

}  // namespace waymark
