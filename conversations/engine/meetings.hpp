// Meetings that people note, counted once each.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Somebody says that the two have met. It is a meeting of its own unless the other one has noted one within the last
/// three days that only they have noted, or the same person has noted one already on this day of theirs. `by` is empty
/// when it is said about both.
void note_meeting(step_room& room, const person_id& by);

}  // namespace waymark
