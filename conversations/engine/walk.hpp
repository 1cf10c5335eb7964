// One person's walk through a script: from where they are to the next question, wait or end.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Goes on at lane::step (the first one when it is empty). What has words for somebody who is not present waits in
/// their gate.
void walk(talk& in, lane& one);
/// Leaves the step the lane is at by the script's own way, and walks on.
void walk_on(talk& in, lane& one);
/// Goes on at another step, or ends the lane for "end".
void walk_to(talk& in, lane& one, const std::string& step);
/// This person's part is over.
void finish_lane(talk& in, lane& one, std::string_view how);
/// The question is open: asked now, nothing tried yet.
void open_question_of(talk& in, lane& one, const flow_step& step, outgoing message);
/// The gate has let this walk out.
void walk_unasked(talk& in, lane& one);
/// Nobody saw what the last walk of that kind said: all of it waits in the gate once more.
void say_again_later(talk& in, lane& one);
/// Where the script goes on from here for this person, judged by their answers; "end" at its end.
[[nodiscard]] std::string step_after(const talk& in, const lane& one, const flow_step& step);
/// Goes on from a barrier. A question that comes again on the day somebody named is open again: silence there is no
/// second "later".
void go_on_from_barrier(talk& in, lane& one, const flow_step& barrier);

}  // namespace waymark
