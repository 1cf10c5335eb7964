// How a talk begins, and how somebody who asks for it comes back into one that runs.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

void begin_talk(step_room& room, const input::begin& wish);

}  // namespace waymark
