// Text that clients of Teams must show as it is. Which places of a card are read as Markdown differs between them.
// Pure.
#pragma once

#include <string>
#include <string_view>

namespace waymark::teams {

/// For a TextRun, which knows no Markdown: only the functions of cards, such as {{DATE(…)}}, are taken apart.
[[nodiscard]] std::string unevaluated(std::string_view text);

/// For one line where Markdown may or may not be read: titles, labels, what is spoken. A backslash would show where it
/// is not, so what makes markup or an address gives way to a sign that looks alike and does nothing.
[[nodiscard]] std::string inert(std::string_view text);

}  // namespace waymark::teams
