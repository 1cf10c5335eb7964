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

/// The limit for a stop; whatever still runs then is cut, as a crash would cut it.
constexpr unsigned stop_within_seconds = 10;

/// Runs `io` until `service` has ended. SIGTERM or SIGINT stops it in order, a second one at once. SIGPIPE and SIGXFSZ
/// (a file grew over a limit) are ignored: whoever writes gets the error. Returns an exit code.
[[nodiscard]] int serve(boost::asio::io_context& io, const service_doors& service, std::ostream& complaints);

}  // namespace waymark
