// One kept HTTP/1.1 connection to a port of this machine, as a platform's servers would hold it: bytes out, answer in.
#pragma once

#include <string>
#include <string_view>

namespace waymark::testing {

struct http_reply_seen {
    int status = 0;  ///< 0: no answer; the connection failed or broke
    std::string head, body;
    /// Value of a header, by its name in lower case.
    [[nodiscard]] std::string header(std::string_view name) const;
};

class loopback_connection {
  public:
    explicit loopback_connection(int port) : port_(port) {}
    ~loopback_connection() { move_to(port_); }
    loopback_connection(const loopback_connection&) = delete;
    loopback_connection& operator=(const loopback_connection&) = delete;

    /// Sends a whole request and waits for its answer, connecting first where needed. Gives up after 10 s.
    http_reply_seen ask(std::string_view request);
    http_reply_seen get(const std::string& path);
    /// Whoever answers listens on another port now.
    void move_to(int port);

  private:
    [[nodiscard]] bool still_open() const;
    int port_;
    int fd_ = -1;
};

}  // namespace waymark::testing
