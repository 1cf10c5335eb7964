// Words that may well not be the answer they would be taken for: a question, thanks, a complaint about the bot, a
// button of the question before. Asked about once, before anything is kept. Internal to turn/.
#pragma once

#include <string>

#include "conversations/turn/own_questions.hpp"

namespace waymark {

/// Asks whether this is the answer to the open question, when it hardly reads like one. False when it does, when the
/// question is not answered in words, or when it was asked so already.
[[nodiscard]] bool doubted_first(turn_work& work, person_state& from, const std::string& text,
                                 const std::string& said_in);
void apply_doubt(turn_work& work, person_state& from, const own_answer& answer);

}  // namespace waymark
