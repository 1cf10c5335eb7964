// The ways out that stand on every message which came unasked. Internal to turn/.
#pragma once

#include <string>
#include <string_view>

#include "conversations/turn/work.hpp"

namespace waymark {

constexpr std::string_view way_out_mark = "out|";  ///< then what the message is about

/// `about` is the key of an offer in the message, or of the message itself when it holds lines for a contact.
[[nodiscard]] control ways_out_of(const turn_work& work, const person_state& to, const std::string& about);

/// `way` is why, snooze_day, snooze_week, less, pause or stop. It takes effect at once and is confirmed. The controls
/// turn into the choice made, unless the message holds a question that is still open: its buttons stay.
void take_way_out(turn_work& work, person_state& from, const std::string& about, const std::string& way);

}  // namespace waymark
