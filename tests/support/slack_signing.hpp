// How Slack signs what it sends.
#pragma once

#include <string>

namespace waymark::testing {

/// The signature Slack puts into `X-Slack-Signature` for a body sent at `stamp` (seconds, as text).
[[nodiscard]] std::string slack_signature(const std::string& secret, const std::string& stamp, const std::string& body);

}  // namespace waymark::testing
