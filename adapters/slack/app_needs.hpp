// What our app must be allowed and told in Slack. The app manifest asks for exactly this.
#pragma once

#include <array>
#include <string_view>

namespace waymark::slack {

constexpr std::string_view events_path = "/slack/events";
constexpr std::string_view interactions_path = "/slack/interactions";
constexpr std::string_view options_path = "/slack/options";
constexpr std::string_view commands_path = "/slack/commands";
constexpr std::array paths{events_path, interactions_path, options_path, commands_path};
/// Only where people install the app in their browser.
constexpr std::string_view install_path = "/slack/install";
constexpr std::string_view redirect_path = "/slack/oauth_redirect";
constexpr std::array install_paths{install_path, redirect_path};

constexpr std::array<std::string_view, 8> rights{"app_mentions:read", "chat:write", "commands",   "files:write",
                                                 "im:history",        "im:write",   "users:read", "users:read.email"};
/// Of these, what a workspace may refuse: lists then name nobody by an e-mail address.
constexpr std::array<std::string_view, 1> optional_rights{"users:read.email"};

constexpr std::array<std::string_view, 6> events{"app_home_opened", "app_mention",    "app_uninstalled",
                                                 "message.im",      "tokens_revoked", "user_change"};

/// What is to be found in Slack's menus: of a message, and everywhere.
constexpr std::string_view keep_shortcut = "keep_moment", goal_shortcut = "find_goal";

/// Of whole organizations that install the app. That a workspace is taken away again (team_access_revoked) asks for
/// nothing: the others go on, and each message to somebody there is answered with team_access_not_granted.
constexpr std::array<std::string_view, 1> organization_events{"team_access_granted"};

}  // namespace waymark::slack
