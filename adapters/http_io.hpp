// HTTP/1.1 messages read from a net_stream with limits, and their heads written as text.
//
// Set header_limit and body_limit on the parser first; what exceeds them is http::error::header_limit or body_limit.
// The buffer may be created when the first byte is there and dropped when the message is done (see first_bytes).
#pragma once

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "adapters/net_io.hpp"

namespace waymark {

using read_buffer = boost::beast::flat_buffer;
using request_parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
using response_parser = boost::beast::http::response_parser<boost::beast::http::string_body>;

/// What a connection at rest keeps instead of a buffer.
struct first_bytes {
    std::array<char, 64> data{};
    std::size_t size = 0;
};

/// Waits for the beginning of the next request without holding a buffer. A peer that leaves is asio::error::eof.
[[nodiscard]] boost::asio::awaitable<error_code> await_first_bytes(net_stream& stream, first_bytes& into,
                                                                   net_deadline until);
/// Moves them to where parsing starts.
void begin_with(read_buffer& buffer, first_bytes& bytes);

/// Reads until the head is complete. Bytes after it stay in `buffer`.
[[nodiscard]] boost::asio::awaitable<error_code> read_head(net_stream& stream, read_buffer& buffer,
                                                           request_parser& parser, net_deadline until);
/// Reads until the body is complete. Bytes after it (a pipelined request) stay in `buffer`.
[[nodiscard]] boost::asio::awaitable<error_code> read_body(net_stream& stream, read_buffer& buffer,
                                                           request_parser& parser, net_deadline until);
/// Reads a whole answer. `any` tells whether a single byte of it came.
[[nodiscard]] boost::asio::awaitable<error_code> read_answer(net_stream& stream, read_buffer& buffer,
                                                             response_parser& parser, net_deadline until, bool& any);

}  // namespace waymark
