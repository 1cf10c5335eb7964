// What somebody wants to learn and offers, as one form; the same as the questions of own_profile. Internal to turn/.
#pragma once

#include "conversations/turn/reply.hpp"

namespace waymark {

[[nodiscard]] input_form profile_of(const turn_work& work, const person_state& who);
/// What was sent takes the place of what was said before, as far as it can be read.
void take_profile(turn_work& work, person_state& who, const inbound::submitted& what);

}  // namespace waymark
