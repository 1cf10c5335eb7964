// What synthetic people write. Each sentence carries a mark of its own, so that whoever reads it later can be found
// out: a rehearsal follows every answer to everybody who gets to see it. Reports are written without the marks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bot/rehearsal/chance.hpp"

namespace waymark::rehearsal {

/// `about` is what an answer is kept as ("goal", "victory", ...), or empty.
[[nodiscard]] std::string sentence(std::string_view language, std::string_view about, chance& luck);
[[nodiscard]] std::string short_sentence(std::string_view language, chance& luck);
/// Small talk that answers nothing.
[[nodiscard]] std::string chatter(std::string_view language, chance& luck);

[[nodiscard]] std::string marked(const std::string& text, std::int64_t number);
/// The numbers of all marks in a text.
[[nodiscard]] std::vector<std::int64_t> marks_in(std::string_view text);
[[nodiscard]] std::string without_marks(std::string_view text);

}  // namespace waymark::rehearsal
