// Taking a line of a transcript apart. Every result is a piece of the line it came from.
#pragma once

#include <optional>
#include <string_view>

namespace waymark::plan_words {

[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Takes the first word off, and the space after it.
[[nodiscard]] std::string_view take_word(std::string_view& text);
/// The line without its remark: "#" at its beginning, or after two spaces.
[[nodiscard]] std::string_view without_remark(std::string_view line);
/// "10:30" in minutes.
[[nodiscard]] std::optional<int> minute_of_day(std::string_view text);

}  // namespace waymark::plan_words
