// What a gate lets out becomes one message, with its ways out. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Adds words to the message that is being made for this person; what asks stays last, whichever round brings it.
void let_out(turn_work& work, const person_id& who, nudge_part part);
/// Whether a question is among what has been let out for this person.
[[nodiscard]] bool has_asked(const turn_work& work, const person_id& who);
/// Everything that was let out for one person in this turn goes out as one message, and counts as one: its paragraphs
/// one after the other, the question last. The message is named after its last part, by whose key its question is
/// settled later, and whose kind "less of this" means.
void put_out_nudges(turn_work& work);

}  // namespace waymark
