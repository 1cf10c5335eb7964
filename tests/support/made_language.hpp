// A language that nobody speaks, made of the English texts, beside those that ship: shows what is not translated, what
// has no room, and what is read from the right.
#pragma once

#include <functional>
#include <string>

#include "conversations/turn.hpp"

namespace waymark {

/// Puts one more language into the book: every phrase, every text of every conversation, every reason of a rule. What
/// people type stays English, and placeholders stay where they are.
void add_language(script_book& book, const std::string& language,
                  const std::function<std::string(const std::string&)>& made_of);

/// "Hello" as "Ĥéļļö ļöö": no letter of English is left, and it is 40 % longer.
[[nodiscard]] std::string accented(const std::string& text);
/// The same length in Hebrew letters.
[[nodiscard]] std::string from_the_right(const std::string& text);

}  // namespace waymark
