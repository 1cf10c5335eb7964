// Lines to the programme's named human. Never an answer, never a message's words. Internal to turn/.
#pragma once

#include <vector>

#include "conversations/turn/work.hpp"

namespace waymark {

/// Puts the line on its way at once. The same line twice at one moment is the same line.
void tell_contact(turn_work& work, const programme& of, const tenant_id& tenant, std::vector<text_run> line);
/// From now on nothing is said to this person, and the contacts of their programmes hear of it, once.
void cannot_be_reached(turn_work& work, person_state& person, const std::string& reason);

}  // namespace waymark
