// Text of people on its way in or out, whatever the platform: whole characters only, and none that hide or reorder.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

/// Bytes of text kept of one message.
constexpr std::size_t kept_text_bytes = 40'000;

struct code_point {
    char32_t value = 0;
    std::size_t size = 1;
    bool good = false;
};
/// The character that starts at `at`, which is inside `text`; broken UTF-8 is a bad character of one byte.
[[nodiscard]] code_point code_point_at(std::string_view text, std::size_t at);

/// What somebody wrote, to be kept: without control characters other than line breaks and tabs and without broken
/// UTF-8; over-long text ends at a whole character.
[[nodiscard]] std::string kept_text(std::string text);

/// Text written by people, to be shown: also without the characters that reorder or hide what stands around it, such as
/// bidirectional controls and zero-width characters.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace waymark
