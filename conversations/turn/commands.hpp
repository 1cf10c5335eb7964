// What means more after the slash command than in the chat: "met", and a partner who is named. Internal to turn/.
#pragma once

#include <string>

#include "conversations/turn/work.hpp"

namespace waymark {

/// False when it is what it would be in the chat.
[[nodiscard]] bool take_command(turn_work& work, person_state& from, const std::string& text);

}  // namespace waymark
