// What is said of an account to which nothing is sent.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

/// `account` is "slack/T0ACME", `reason` the platform's code or ours.
[[nodiscard]] inline std::string words_of_closed(const std::string& account, std::string_view reason) {
    const auto in_brackets = " (" + std::string(reason) + "): nothing is sent there";
    if (reason == "app_removed") return "the bot was taken out of " + account + in_brackets;
    if (reason == "not_installed") return "the bot is not installed in " + account + in_brackets;
    return "the token of " + account + " was refused" + in_brackets;
}

}  // namespace waymark
