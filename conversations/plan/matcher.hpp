// Whether the bot said what a transcript expects: `*` stands for any text, line breaks too.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark {

/// A text as it is compared: no empty lines, no space round a line, one space where there are several.
[[nodiscard]] std::string plain_form(std::string_view text);

/// Where in the pattern begins what the text does not have there; empty when the text matches.
[[nodiscard]] std::optional<std::size_t> first_difference(std::string_view pattern, std::string_view text);

}  // namespace waymark
