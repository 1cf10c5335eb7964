// Pairs and people that an admin has put on hold. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

void hold_or_release(turn_work& work, const held& what);

}  // namespace waymark
