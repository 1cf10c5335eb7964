// Steps the talks of a pair and carries out what comes of it. Internal to turn/.
#pragma once

#include <set>

#include "conversations/turn/work.hpp"

namespace waymark {

/// Whom the talks answered. Empty also when the store did not load the pair.
using spoken_to = std::set<person_id>;

/// One input for the talks of a pair, with everything that follows from it: messages, offers for gates, answers,
/// further talks. Words that came through a gate are collected in turn_work::let_out.
spoken_to step_pair(turn_work& work, const pair_id& which, const engine_input& input);

/// Offers this person again what their gate has thrown away while they did not want it or could not be reached.
void welcome_back(turn_work& work, const person_state& who);

}  // namespace waymark
