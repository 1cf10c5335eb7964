// Answers "why did I get this". Internal to turn/.
#pragma once

#include <string>

#include "conversations/turn/work.hpp"

namespace waymark {

/// About the newest message that came unasked.
void say_why(turn_work& work, person_state& from);
/// About the message with this offer, or this message of lines for a contact.
void say_why_of(turn_work& work, person_state& from, const std::string& about);

/// What caused a message, as far as its reader may know: the id of a rule, `asked_by` and a person, or nothing.
[[nodiscard]] std::string cause_told(const script_book& book, const person_id& reader, const nudge_sent& one);

}  // namespace waymark
