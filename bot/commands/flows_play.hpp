// `waymark flows play`: be both people of a conversation yourself, on a clock you turn.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "bot/commands/line_input.hpp"

namespace waymark {

struct flows_play_wishes {
    std::string flow;
    std::string language = {};              ///< of both people; empty = the conversation's own
    std::vector<std::string> scripts = {};  ///< folders on top of the shipped files
};

/// With `interactive` a person reads along: there is a greeting, and the transcript comes at the end. Otherwise what
/// goes to `out` is the transcript. Exit code: 0 played, 1 a line was wrong, 2 there is no such conversation.
[[nodiscard]] int flows_play(const flows_play_wishes& wishes, const line_input& lines, bool interactive,
                             std::ostream& out, std::ostream& complaints);

}  // namespace waymark
