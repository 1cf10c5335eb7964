// "Delete my data": asked once, then done. The turn of their yes ends what they take part in and says good-bye; a
// little later a turn names them to the store, which takes out every row of theirs. Internal to turn/.
#pragma once

#include "conversations/turn/own_questions.hpp"

namespace waymark {

/// Says what goes and what cannot go, and asks whether it shall.
void ask_to_forget(turn_work& work, person_state& from);
void apply_forget(turn_work& work, person_state& from, const own_answer& answer);
/// Those whose time has come are named to the store.
void forget_who_is_due(turn_work& work);

}  // namespace waymark
