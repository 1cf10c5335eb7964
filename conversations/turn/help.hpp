// What can be written, and who is there beside the bot. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// The words that are always understood, the talks that can be begun, and the programme's named human.
void say_help(turn_work& work, person_state& to);
/// To words that no question waits for: that they are not kept, and where to go with them. A "thank you" gets a
/// friendly line.
void say_not_kept(turn_work& work, person_state& to, std::string_view text);
/// The first words to somebody who looks in before anything has been said.
void greet(turn_work& work, person_state& to);

}  // namespace waymark
