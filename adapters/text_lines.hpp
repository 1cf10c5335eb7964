// A message line by line, for platforms to lay out. Pure.
#pragma once

#include <string>
#include <vector>

#include "conversations/message.hpp"

namespace waymark {

using text_line = std::vector<text_run>;

/// Lines in order; people's words as `harmless` leaves them, runs of no words left out. A line without runs is a break
/// between paragraphs. Words that are read the other way than the bot's in their line are isolated.
[[nodiscard]] std::vector<text_line> lines_of(const std::vector<text_run>& text);

/// The options as numbered lines, "" when there are none: what can be typed, for text without buttons.
[[nodiscard]] std::string numbered(const control& ask);

}  // namespace waymark
