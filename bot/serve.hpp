// Runs a service from its start to its end: until it says why it cannot start, or a signal tells it to stop.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace waymark {

struct service_doors {
    /// Empty when it serves, else why it cannot, in words.
    std::function<boost::asio::awaitable<std::optional<std::string>>()> start;
    /// Finishes what is in hand. False when something did not end.
    std::function<boost::asio::awaitable<bool>()> stop;
};

/// How long a stop may take: from begin() on everything is cut after 10 s, as a crash would cut it, and at once when
/// the process is told to stop a second time. Stands before the io_context, whose end may be what hangs; lifted by its
/// own.
class stop_limit {
  public:
    static constexpr unsigned seconds = 10;
    stop_limit() = default;
    ~stop_limit();
    stop_limit(const stop_limit&) = delete;
    stop_limit& operator=(const stop_limit&) = delete;
    void begin();
};

/// Runs `io` until `service` has ended. SIGTERM or SIGINT stops it in order, a second one at once. SIGPIPE and SIGXFSZ
/// (a file grew over a limit) are ignored: whoever writes gets the error. Returns an exit code.
[[nodiscard]] int serve(boost::asio::io_context& io, stop_limit& limit, const service_doors& service,
                        std::ostream& complaints);

}  // namespace waymark
