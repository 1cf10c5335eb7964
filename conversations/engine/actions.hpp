// What a script can do to the pair: stage, rhythm, pause, end, meetings, another talk, a line to the contact.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// `by` is the lane whose step says so; null for a rule, which is about everybody.
void perform(talk& in, lane* by, const flow_action& what);
/// Lets the pair rest: what its talks wait for is put off by as long.
void pause_pair(step_room& room, instant until);

}  // namespace waymark
