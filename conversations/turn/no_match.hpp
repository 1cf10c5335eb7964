// Whoever waited and is in none of the pairs of a round hears of it: through their gate, like everything that comes
// unasked. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Whether they wait for a match: they want one, and no pair of theirs goes on.
[[nodiscard]] bool waits_for_match(turn_work& work, const person_state& who);
/// They are told when it is their hours; not twice within no_match_apart.
void tell_of_no_match(turn_work& work, person_state& who);
/// The same without asking whether it was said lately: what could not be sent in time comes again.
void offer_no_match(turn_work& work, person_state& who);
/// Their gate lets it out. Says nothing when they have a pair by now, or want none.
void say_no_match(turn_work& work, const person_state& who, const offer& what);

}  // namespace waymark
