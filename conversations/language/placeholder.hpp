// The names in braces that a text may hold: a closed list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct placeholder {
    std::string name;    ///< "partner.answer.victories"
    std::size_t at = 0;  ///< where its brace opens, in bytes
    bool closed = true;  ///< false: the brace is never closed
};

/// All placeholders of a text in order. "{{" is a plain brace and none of them.
[[nodiscard]] std::vector<placeholder> placeholders_in(std::string_view text);
/// The step whose answer is meant by "me.answer.step" or "partner.answer.step"; empty for all others.
[[nodiscard]] std::string_view answer_step(std::string_view name);
/// Everything a text may mention beside answers.
[[nodiscard]] const std::vector<std::string>& known_placeholders();

}  // namespace waymark
