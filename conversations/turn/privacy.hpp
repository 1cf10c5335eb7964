// What people ask about their words: who reads them. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Who sees the answer to the open question, and what holds for everything they write.
void say_who_reads(turn_work& work, person_state& to);

}  // namespace waymark
