// A pair on hold: an admin wants nothing said to it for now. Internal to engine/.
#pragma once

#include <string>

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Takes back what waits to be said. Until the release no time passes for the pair and nothing is proposed.
void hold_pair(step_room& room, const std::string& by);
/// When nothing else holds it: what would have been said is offered again, and the time in between counts for nothing.
void release_pair(step_room& room, const std::string& by);

}  // namespace waymark
