// Nudges that do not reach anybody: they came too late, or are taken back before they are sent. Internal to turn/.
#pragma once

#include <optional>
#include <string>

#include "conversations/turn/work.hpp"

namespace waymark {

/// This message was not sent. It uses up nobody's budget, and all it was for waits in the gate again.
void not_sent(turn_work& work, person_state& to, const message_key& message, const std::string& why);
/// Takes back what has not been sent yet, of this kind of nudge when one is given: it waits in the gate again.
void recall(turn_work& work, person_state& to, const std::optional<std::string>& kind = {});
/// The same for one pair.
void recall(turn_work& work, person_state& to, const pair_id& about);
/// Takes back messages with an offer whose reason has gone in this turn, such as the reminder of what was just
/// answered. What else they held waits in the gate again.
void recall_withdrawn(turn_work& work);

}  // namespace waymark
