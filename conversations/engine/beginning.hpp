// How a talk begins, and how somebody who asks for it comes back into one that runs.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Whether any step is for this role; whoever has it otherwise only hears what the other one brings about.
[[nodiscard]] bool has_steps_for(const flow& script, std::string_view role);
void begin_talk(step_room& room, const input::begin& wish);

}  // namespace waymark
