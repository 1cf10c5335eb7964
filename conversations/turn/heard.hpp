// What a turn does when somebody does something. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

void hear(turn_work& work, const heard& what);

}  // namespace waymark
