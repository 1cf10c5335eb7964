// Where typed lines come from: a terminal with editing and history, or a pipe.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace waymark {

/// The next line without its end; empty at the end of the input. The prompt is shown on terminals only.
using line_input = std::function<std::optional<std::string>(const std::string& prompt)>;

/// Lines of a stream, as they stand there.
[[nodiscard]] line_input lines_of(std::istream& in);
/// Lines typed at this process's terminal, with editing and history.
[[nodiscard]] line_input lines_of_terminal();
/// Whether a person sits at both ends of this process.
[[nodiscard]] bool at_a_terminal();

}  // namespace waymark
