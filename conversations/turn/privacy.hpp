// What people ask about their words: who reads them, and how they can be deleted. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Who sees the answer to the open question, and what holds for everything they write.
void say_who_reads(turn_work& work, person_state& to);
/// Deleting is not something the bot can do: who can, and what they can do themselves.
void say_how_to_forget(turn_work& work, person_state& to);

}  // namespace waymark
