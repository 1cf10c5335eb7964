// Moments that somebody wants to have at hand when the two look back: messages of their own. Internal to turn/.
#pragma once

#include <string>

#include "conversations/turn/own_questions.hpp"

namespace waymark {

/// Keeps it for a pair of theirs; somebody in several pairs is asked for which one.
void keep_moment(turn_work& work, person_state& from, const std::string& text);
void apply_moment(turn_work& work, person_state& from, const own_answer& answer);

}  // namespace waymark
