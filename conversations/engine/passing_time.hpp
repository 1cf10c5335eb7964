// What time alone does to a talk: reminders, give-ups, barriers, late words, the end; and when the next of these is
// due.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Does everything of this talk that is due by now.
void let_time_pass(talk& in);
/// Offers the reminder of the open question once more: the last one was not sent.
void remind_later(talk& in, const lane& one);
/// When this talk is over, whoever has answered what.
[[nodiscard]] instant ends_at(const flow& script, const conversation& state);
/// The days of a pause or a hold do not count. A day that somebody has named stays that day.
void rest_for(const flow& script, conversation& state, span length, instant now);
/// When something of this talk is due next.
[[nodiscard]] instant next_due(const flow& script, const conversation& state);

}  // namespace waymark
