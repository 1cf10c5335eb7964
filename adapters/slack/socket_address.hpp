// Whether an address that Slack hands out for a socket leads to Slack. Pure.
#pragma once

#include <optional>
#include <string>

#include "adapters/web_socket.hpp"

namespace waymark::slack {

/// Empty unless it is a host of slack.com or slack-gov.com over TLS, or the very host of `api` where that is another:
/// then over TLS too, or plainly when both are this machine and `api` is spoken to plainly. `debug_reconnects` asks
/// Slack for a socket that ends after six minutes.
[[nodiscard]] std::optional<web_socket_address> read_socket_address(const std::string& url, const std::string& api,
                                                                    bool debug_reconnects = false);

}  // namespace waymark::slack
