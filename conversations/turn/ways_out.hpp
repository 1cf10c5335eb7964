// The ways out that stand on every message which came unasked. Internal to turn/.
#pragma once

#include <string>

#include "conversations/turn/work.hpp"

namespace waymark {

/// `way` is why, snooze_day, snooze_week, less, pause or stop. It takes effect at once and is confirmed. The controls
/// turn into the choice made, unless the message holds a question that is still open: its buttons stay.
void take_way_out(turn_work& work, person_state& from, const std::string& offer_key, const std::string& way);

}  // namespace waymark
