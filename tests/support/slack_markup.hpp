// What Slack would make live of a message or view: mentions, links, formats, emoji. Written from the documents of its
// markup, not from our encoder.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace waymark::testing {

struct markup_rules {
    bool formats = true;  ///< bold, code, quotes, emoji; mentions and links in angle brackets are there in any case
    bool links_by_itself = true;  ///< addresses that nobody has put into angle brackets
};
/// Everything live in a mrkdwn text, in order.
[[nodiscard]] std::vector<std::string> live_in_mrkdwn(const std::string& text, markup_rules rules = {});
/// Everything live in the arguments of a call or in a view, and whatever hides in what people read of it.
[[nodiscard]] std::vector<std::string> live_in_slack(const nlohmann::json& body);

}  // namespace waymark::testing
