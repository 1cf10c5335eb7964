// The pages that somebody sees who installs the app: a heading, a few sentences, and where to go next. In the
// language that their browser asks for, of those that ship. Pure.
#pragma once

#include <string>
#include <string_view>

#include "adapters/adapter.hpp"

namespace waymark::slack {

enum class install_page {
    done,             ///< in a workspace
    done_everywhere,  ///< in an organization: an admin chooses the workspaces next
    refused,          ///< somebody said no at Slack
    expired,          ///< too late, or used before
    another_browser,  ///< begun elsewhere, or cookies are off
    code_used,        ///< Slack does not take the code any more
    unreachable,      ///< Slack could not be asked
    unkept,           ///< our own storage failed
    wrong_settings,   ///< whoever runs the bot has to look
    wrong_app         ///< what came back is not for our app, or has no bot
};

struct install_facts {
    std::string bot_name;
    std::string again;     ///< the address at which an installation begins
    std::string where{};   ///< the workspace's or organization's name
    std::string tenant{};  ///< its id
    std::string next{};    ///< for done_everywhere: where the workspaces are chosen
    std::string reason{};  ///< the platform's own code, for whoever runs the bot
};

/// "en", "es", "de" or "fr", from the value of an Accept-Language header.
[[nodiscard]] std::string_view language_of(std::string_view accepted);
/// A whole answer: status, HTML, and headers that let nothing in and keep nothing.
[[nodiscard]] webhook_reply page_of(install_page which, const install_facts& facts, std::string_view language);

}  // namespace waymark::slack
