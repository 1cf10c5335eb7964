// An HTTP/1.1 server on loopback for tests, plain or with TLS, in a thread of its own.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/certificate.hpp"

namespace waymark::testing {

using served_request = boost::beast::http::request<boost::beast::http::string_body>;

struct served_reply {
    std::string bytes{};  ///< a whole response; empty: the connection is closed instead
    std::chrono::milliseconds delay{0};
    bool reset = false;  ///< without bytes: closed the hard way
};

/// A response as text, with its length.
[[nodiscard]] std::string response(unsigned status, const std::vector<std::pair<std::string, std::string>>& headers,
                                   const std::string& body);

class loopback_server {
  public:
    /// `answer` is called on the server's thread. Listens on 127.0.0.1; port 0 takes any free one. The certificate, if
    /// there is one, must be for "localhost".
    loopback_server(std::function<served_reply(const served_request&)> answer, unsigned short port,
                    const std::optional<certificate_and_key>& tls);
    ~loopback_server();
    loopback_server(const loopback_server&) = delete;
    loopback_server& operator=(const loopback_server&) = delete;

    [[nodiscard]] unsigned short port() const;
    /// "http://127.0.0.1:<port>", or "https://localhost:<port>".
    [[nodiscard]] std::string origin() const;
    /// Runs `work` on the server's thread, and waits for it.
    void run(const std::function<void()>& work);

  private:
    struct body;
    std::unique_ptr<body> body_;
};

}  // namespace waymark::testing
