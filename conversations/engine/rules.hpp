// The rules about both people: fired once when everybody meets what they need, told to each when it suits them.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Fires every rule whose needs are met, and lets go whoever waited for one.
void fire_rules(talk& in);
/// Says a rule's words that have waited in the gate of `one`. `what` is as in lane::to_tell.
void say_waiting(talk& in, lane& one, const std::string& what);
/// Says everything that waits for this person, who is here now: after the script's words about their answer, and before
/// the next question, which should stand last.
void say_all_waiting(talk& in, lane& one);
/// Tells those who did their own part that the rule has not happened in time.
void tell_late(talk& in, const together_rule& rule);

}  // namespace waymark
