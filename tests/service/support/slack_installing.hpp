// The app installed in a workspace from somebody's browser.
#pragma once

#include <string>

#include "tests/service/support/installation.hpp"

namespace waymark::testing {

inline const std::string client_secret = "0123456789abcdef-client";  ///< as the fake Slack knows it

/// Settings of an app that people install by OAuth.
[[nodiscard]] platform_settings installable(const fake_slack& slack);
/// What they see at the end.
http_reply_seen install_in(const std::string& team, const std::string& name, const installation& home,
                           fake_slack& slack);

}  // namespace waymark::testing
