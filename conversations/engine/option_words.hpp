// Which option of a question the words mean that somebody typed instead of pressing it. Pure.
#pragma once

#include <string_view>

#include "conversations/engine/answer_reading.hpp"

namespace waymark {

/// By its label in any language shown, words that only its label holds, or its label with a yes or a remark beside it.
/// Null when it is none, or could be two.
[[nodiscard]] const shown_option* option_named(const reading_aids& aids, std::string_view text);
/// Whether these are words of agreement alone, one of `key` ("word.yes", "word.agree") among them: "yeah sure".
[[nodiscard]] bool agrees(const reading_aids& aids, std::string_view key, std::string_view text);
/// A "yes", a "no" or a "perhaps" where none of them is an option of its own. An "ok" agrees to "Yes, let us begin";
/// beside a bare "Yes" or "Mostly" it may say anything.
[[nodiscard]] const shown_option* option_agreed_to(const reading_aids& aids, std::string_view text);

}  // namespace waymark
