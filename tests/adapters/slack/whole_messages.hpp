// What our encoder makes of a message in every way in which Slack can get it, held against what Slack takes and what a
// screen reader needs.
#pragma once

#include <string>
#include <vector>

#include "tests/support/script_messages.hpp"
#include "tests/support/talk_through.hpp"

namespace waymark::slack {

/// In the chat, without blocks, with each of its choices made, in a modal, and in a window for its answer; empty = all
/// is well. With long words of people the text for screen readers is cut, but never the question or the answers.
[[nodiscard]] std::vector<std::string> problems_of(const scripted_message& one);
/// The same for pages and forms as well.
[[nodiscard]] std::vector<std::string> problems_of(const message_content& content);

}  // namespace waymark::slack
