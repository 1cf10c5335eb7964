// Words to the bot itself while a question waits: a wish for a person, "what do you mean", "not now". They are no
// answer for a partner. And words of distress, which go nowhere before their author has said what they are. Internal to
// turn/.
#pragma once

#include "conversations/turn/own_questions.hpp"

namespace waymark {

/// True when the text was such an aside, and has been answered. What the open question offers as an answer is none.
[[nodiscard]] bool take_aside(turn_work& work, person_state& from, const std::string& text);

/// True when the text holds a word of distress (word.distress): then it is not kept, and the person is asked whether it
/// is their answer or they would rather talk to the programme's contact. The list is short and cannot know what is
/// meant; all it does is to ask.
[[nodiscard]] bool asked_first(turn_work& work, person_state& from, const std::string& text,
                               const std::string& said_in);

/// The answers to the two questions above that are the bot's own.
void apply_enough(turn_work& work, person_state& from, const own_answer& answer);
void apply_concern(turn_work& work, person_state& from, const own_answer& answer);

}  // namespace waymark
