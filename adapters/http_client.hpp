// Asks other servers over HTTP/1.1: pooled connections, deadlines, certificates checked. Behind an interface, so that
// tests answer in its place.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark {

struct http_request {
    http_request(std::string verb, std::string address) : method(std::move(verb)), url(std::move(address)) {}
    std::string method;
    std::string url;  ///< https, or http to this very machine
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    bool repeatable = false;  ///< doing it twice does no harm: may be sent again when a pooled connection died
    std::chrono::milliseconds patience{15'000};  ///< for everything from the name lookup to the last byte
};

struct http_answer {
    unsigned status = 0;  ///< 0: no answer; `error` says why
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    boost::system::error_code error;
    bool surely_not_sent = false;  ///< without an answer: true when not one byte of the request can have arrived

    /// The header's value whatever the case of its name, or "".
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

class http_client {
  public:
    virtual ~http_client() = default;
    /// Never throws for what the network does. Redirects are not followed.
    [[nodiscard]] virtual boost::asio::awaitable<http_answer> ask(http_request request) = 0;
};

struct http_client_settings {
    std::string ca_file;  ///< trusted besides the system's own authorities; empty = only those
    std::size_t answer_limit = 4 * 1024 * 1024;
    std::size_t idle_per_host = 256;                    ///< connections kept for the next request
    std::chrono::milliseconds idle_for{20'000};         ///< how long; shorter than what servers keep
    std::chrono::milliseconds connect_patience{5'000};  ///< lookup, connect and handshake together
};

/// Throws std::runtime_error naming the CA file when it cannot be read.
[[nodiscard]] std::unique_ptr<http_client> create_http_client(http_client_settings settings);

}  // namespace waymark
