// Which way a text is read. Pure.
#pragma once

#include <string_view>

namespace waymark {

/// By its letters; `neither` for numbers, marks and signs alone.
enum class text_direction { neither, left_to_right, right_to_left };

/// Of the first letter.
[[nodiscard]] text_direction direction_of(std::string_view text);
/// Whether a letter of the text is read the other way.
[[nodiscard]] bool has_letters_against(std::string_view text, text_direction direction);
/// Of languages that are written from right to left: "he", "ar-EG".
[[nodiscard]] bool is_right_to_left(std::string_view language);

}  // namespace waymark
