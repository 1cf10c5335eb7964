// What the rules of a pair's programme want to happen now: talks begin, the contact is told, the pair moves on to its
// next stage. Internal to turn/.
#pragma once

#include <string>

#include "conversations/turn/work.hpp"

namespace waymark {

void follow_rules(turn_work& work, pair_state& pair);
/// The same for one rule that an admin pushes.
void push_rule(turn_work& work, pair_state& pair, const std::string& rule);
/// Two who have agreed on so late an end that the programme would not have begun their closing yet go back to where
/// they were before it.
void follow_new_ends(turn_work& work);

}  // namespace waymark
