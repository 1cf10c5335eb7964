// How a question looks to one person: its words, its buttons, and what an answer to it can be.
#pragma once

#include "conversations/engine/answer_reading.hpp"
#include "conversations/engine/talk.hpp"

namespace waymark {

/// `say`, `ask` and `hint` of the step as one message, with its controls.
[[nodiscard]] outgoing question_message(const talk& in, const lane& one, const flow_step& step);
/// The question again, without what was said before it, and with the answer given so far.
[[nodiscard]] outgoing question_again(const talk& in, const lane& one, const flow_step& step);
/// What this person may press or type.
[[nodiscard]] reading_aids aids_for(const talk& in, const lane& one, const flow_step& step);
/// How an answer reads in the place of its buttons.
[[nodiscard]] std::string chosen_label(const talk& in, const lane& one, const flow_step& step, const answer& given);

}  // namespace waymark
