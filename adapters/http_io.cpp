#include "adapters/http_io.hpp"

#include <cstring>

namespace waymark {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::size_t piece = 4096;  // most requests fit; larger ones come in pieces of this

/// Parses what is there and reads more until `finished`.
template <class Parser, class Finished>
asio::awaitable<error_code> read_until(net_stream& stream, read_buffer& buffer, Parser& parser, net_deadline until,
                                       Finished finished, bool* any) {
    for (;;) {
        error_code ec;
        while (!finished(parser) && buffer.size() > 0) {
            const auto used = parser.put(buffer.data(), ec);
            buffer.consume(used);
            if (ec == http::error::need_more) break;
            if (ec) co_return ec;
        }
        if (finished(parser)) co_return error_code{};
        auto got = co_await stream.read_some(buffer.prepare(piece), until);
        if (!got) {
            if (got.error() != asio::error::eof || !parser.got_some()) co_return got.error();
            parser.put_eof(ec);  // an answer without a length ends with the connection
            if (ec) co_return ec;
            if (finished(parser)) co_return error_code{};
            co_return error_code(asio::error::eof);
        }
        if (any) *any = true;
        buffer.commit(*got);
    }
}

}  // namespace

asio::awaitable<error_code> await_first_bytes(net_stream& stream, first_bytes& into, net_deadline until) {
    auto got = co_await stream.read_some(asio::buffer(into.data), until);
    if (!got) co_return got.error();
    into.size = *got;
    co_return error_code{};
}

void begin_with(read_buffer& buffer, first_bytes& bytes) {
    if (bytes.size == 0) return;
    const auto space = buffer.prepare(bytes.size);
    std::memcpy(space.data(), bytes.data.data(), bytes.size);
    buffer.commit(bytes.size);
    bytes.size = 0;
}

asio::awaitable<error_code> read_head(net_stream& stream, read_buffer& buffer, request_parser& parser,
                                      net_deadline until) {
    parser.eager(false);
    const auto finished = [](const request_parser& p) { return p.is_header_done(); };
    return read_until(stream, buffer, parser, until, finished, nullptr);
}

asio::awaitable<error_code> read_body(net_stream& stream, read_buffer& buffer, request_parser& parser,
                                      net_deadline until) {
    parser.eager(true);
    const auto finished = [](const request_parser& p) { return p.is_done(); };
    return read_until(stream, buffer, parser, until, finished, nullptr);
}

asio::awaitable<error_code> read_answer(net_stream& stream, read_buffer& buffer, response_parser& parser,
                                        net_deadline until, bool& any) {
    parser.eager(true);
    const auto finished = [](const response_parser& p) { return p.is_done(); };
    return read_until(stream, buffer, parser, until, finished, &any);
}

}  // namespace waymark
