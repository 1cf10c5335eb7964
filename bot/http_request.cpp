// One request of a connection: its head, its body, its answer.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/beast/http/status.hpp>
#include <optional>

#include "bot/http_server.hpp"
#include "bot/logging.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

constexpr std::size_t piece = 4096;        // most requests fit
constexpr std::size_t usual_answer = 160;  // with its head
constexpr auto write_patience = std::chrono::seconds(15);

std::string_view header_of(const void* of, std::string_view name) {
    return static_cast<const http_head*>(of)->get(name);
}

std::string head_text(const http_reply& reply, bool keep_alive) {
    const auto reason = http::obsolete_reason(static_cast<http::status>(reply.status));
    std::string out;
    out.reserve(usual_answer + reply.body.size());
    out.append("HTTP/1.1 ").append(std::to_string(reply.status)).append(" ").append(reason.data(), reason.size());
    out.append("\r\nContent-Length: ").append(std::to_string(reply.body.size()));
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

/// What a peer is answered; 0 when there is nothing wrong, or nobody left to answer.
unsigned status_of(const error_code& ec) {
    if (ec == http::error::body_limit) return 413;
    if (ec == http::error::header_limit) return 431;
    if (ec == asio::error::timed_out) return 408;
    return ec.category() == make_error_code(http::error::bad_method).category() ? 400 : 0;
}

}  // namespace

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
        searched = bytes.size();
        auto got = one.stream.read_now(buffer.prepare(piece));
        if (got.has_error() && got.error() == asio::error::would_block) {
            if (!limit) limit.emplace(one.stream, where_.limits.head_patience);
            got = co_await one.stream.read_some(buffer.prepare(piece), until);
        }
        if (!got) co_return limit ? limit->instead_of(got.error()) : got.error();
        buffer.commit(*got);
    }
}

asio::awaitable<http_server::after> http_server::serve_one(session& one, read_buffer& buffer) {
    incoming in;
    auto ec = co_await wait_for_head(one, buffer, in.head_size);
    unsigned refused = status_of(ec);
    if (ec && !refused) co_return after::close;  // the peer left
    if (!refused) refused = parse_head(view_of(buffer).substr(0, in.head_size), where_.limits.head, in.head);
    if (!refused) refused = handler_.refuse(in.head.method, in.head.target);
    const auto length = in.head.content_length.value_or(0);
    if (!refused && length > where_.limits.body_bytes) refused = 413;
    if (!refused && (in.head.chunked || buffer.size() < in.head_size + length)) {
        ec = co_await read_rest(one, buffer, in);
        refused = status_of(ec);
        if (ec && !refused) co_return after::close;
    }
    if (refused) {  // what is left of the request stays unread, so the connection cannot be used any more
        handler_.answered(refused);
        http_reply no(refused);
        const auto then = co_await answer(one, std::move(no), false, false);
        (void)then;
        co_return after::close;
    }
    if (!in.head.chunked) in.body = view_of(buffer).substr(in.head_size, length);
    const auto then = co_await respond(one, in);
    if (!in.head.chunked) buffer.consume(in.head_size + length);
    co_return then;
}

asio::awaitable<error_code> http_server::read_rest(session& one, read_buffer& buffer, incoming& into) {
    if (into.head.expects_continue && buffer.size() == into.head_size) {
        const auto ec = co_await one.stream.write_all("HTTP/1.1 100 Continue\r\n\r\n", within(write_patience));
        if (ec) co_return ec;
    }
    const auto until = within(where_.limits.body_patience + grace);
    const patience limit(one.stream, where_.limits.body_patience);
    if (into.head.chunked) {
        const auto ec = co_await read_chunks(one, buffer, into);
        co_return limit.instead_of(ec);
    }
    const auto whole = into.head_size + *into.head.content_length;
    while (buffer.size() < whole) {
        const auto got = co_await one.stream.read_some(buffer.prepare(std::max(piece, whole - buffer.size())), until);
        if (!got) co_return limit.instead_of(got.error());
        buffer.commit(*got);
    }
    // the bytes may have moved: the views have to be taken again, and what was fine is fine
    (void)parse_head(view_of(buffer).substr(0, into.head_size), where_.limits.head, into.head);
    co_return error_code();
}

asio::awaitable<error_code> http_server::read_chunks(session& one, read_buffer& buffer, incoming& into) {
    into.head_text = view_of(buffer).substr(0, into.head_size);
    (void)parse_head(into.head_text, where_.limits.head, into.head);  // was fine, and has moved
    auto& parser = into.chunks.emplace();
    parser.header_limit(static_cast<std::uint32_t>(where_.limits.head.bytes));
    parser.body_limit(where_.limits.body_bytes);
    const auto until = within(where_.limits.body_patience + grace);
    auto ec = co_await read_head(one.stream, buffer, parser, until);
    if (!ec) ec = co_await read_body(one.stream, buffer, parser, until);
    into.body = parser.get().body();
    co_return ec;
}

asio::awaitable<http_server::after> http_server::respond(session& one, const incoming& from) {
    webhook_request request;
    request.method = from.head.method;
    request.target = from.head.target;
    request.body = from.body;
    request.header = &header_of;
    request.headers = &from.head;
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
    const bool keep = from.head.keep_alive && !draining_;
    const auto then = co_await answer(one, std::move(reply), keep, from.head.method == "HEAD");
    co_return then;
}

asio::awaitable<http_server::after> http_server::answer(session& one, http_reply reply, bool keep_alive,
                                                        bool head_only) {
    auto bytes = head_text(reply, keep_alive);
    if (!head_only) bytes += reply.body;
    const auto sent = one.stream.write_now(bytes);
    error_code ec;
    if (sent < bytes.size())
        ec = co_await one.stream.write_all(std::string_view(bytes).substr(sent), within(write_patience));
    co_return ec || !keep_alive ? after::close : after::keep;
}

}  // namespace waymark
