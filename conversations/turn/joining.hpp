// Joining a programme by oneself: who writes to the bot, or opens it, where a programme is open is asked whether they
// want to take part, and nothing begins before their yes. 2.12. Internal to turn/.
#pragma once

#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {

/// Somebody new: asks them.
void arrive(turn_work& work, const arrived& what);
/// Guests and people of other companies may take part where an admin has named them. Of anybody else of them nothing is
/// kept, and they are told so once. False when they may take part.
[[nodiscard]] bool turned_away(turn_work& work, person_state& who);
/// Whether they are not in a programme yet, or not any more, so that whatever they write asks them anew.
[[nodiscard]] bool is_outside(turn_work& work, const person_state& who);
/// What somebody outside has written, and no wish.
void written_from_outside(turn_work& work, person_state& who, const std::string& text);
/// What some wishes mean to somebody who was asked and has not said yes. False when it means nothing else there.
[[nodiscard]] bool wish_from_outside(turn_work& work, person_state& who, wish what);

void apply_join(turn_work& work, person_state& who, const own_answer& answer);
void apply_which_programme(turn_work& work, person_state& who, const own_answer& answer);

/// They want no match any more; what they said stays until they want it deleted.
void leave_list(turn_work& work, person_state& who);
void come_back_to_list(turn_work& work, person_state& who);

}  // namespace waymark
