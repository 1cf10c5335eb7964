// What clients of Teams could make live of a message: Markdown, HTML, functions of cards, links, mentions. A place that
// only some clients read as Markdown counts as one. Written from the documents, not from our encoder.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace waymark::testing {

/// Everything live in one line that may be read as Markdown.
[[nodiscard]] std::vector<std::string> live_in_markdown(const std::string& text);
/// Everything live in an activity, or in the window that a button opens, and whatever hides in what people read of it.
[[nodiscard]] std::vector<std::string> live_in_teams(const nlohmann::json& activity);

}  // namespace waymark::testing
