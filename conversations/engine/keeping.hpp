// Keeps answers and what the pair remembers of them: goals, victories, lessons, next steps.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Stores this person's answer to the step, in the place of an earlier one.
void keep_answer(talk& in, const lane& one, const flow_step& step, const answer_value& value,
                 const std::string& said_in);
/// Its author takes it back.
void drop_answer(talk& in, const lane& one, const std::string& step);

}  // namespace waymark
