// Asks Slack about people: what it knows of an account, and whose an e-mail address is.
//
// Threads: lives on the io thread.
#pragma once

#include <optional>
#include <string>

#include "adapters/slack/web_api.hpp"

namespace waymark::slack {

/// Empty when Slack does not know or does not say, or may not be asked now.
[[nodiscard]] boost::asio::awaitable<std::optional<profile>> profile_with(web_api& api, address who);

struct found_account {
    std::string user, team;  ///< the team is their own, which an app for a whole organisation needs
};
/// Waits for its turn under the method's pace. Empty when nobody who can be written to has this address. Throws
/// std::runtime_error, with words for an admin, when Slack could not be asked.
[[nodiscard]] boost::asio::awaitable<std::optional<found_account>> account_with_email(web_api& api, std::string email);

}  // namespace waymark::slack
