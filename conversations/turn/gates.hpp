// Lets out what waits in people's gates. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Opens everybody's gate and says what it lets through, until nothing more comes: one message for each person. A
/// person with offers of a pair that is not loaded is left to their own turn, where all their pairs are: a gate weighs
/// all it holds against each other.
void open_gates(turn_work& work);

}  // namespace waymark
