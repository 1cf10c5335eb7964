// When a talk is over, and when its record may go.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// How long after its latest end a talk's last words may still wait for somebody who is away.
constexpr auto last_words_kept = std::chrono::days(30);

/// How long words that were let out may still come back, because they were not sent in time or were taken back.
constexpr auto words_come_back_within = std::chrono::days(2);

/// Over when everybody is through and nothing more can be told of it.
void end_if_done(talk& in);
/// Over now, wherever everybody is.
void end_talk(talk& in, std::string_view how);
/// The closing does not come yet after all; see input::closing_put_off.
void put_off_closing(step_room& room);
/// What was begun in a time that a pair has left behind asks nothing more; what is to be told of it is still told. So
/// when the closing is over, done or left open, and when a pair goes straight to what comes after it. When the closing
/// begins, only what nobody has heard a word of goes. `was`: the stage before this step.
void end_talks_left_behind(step_room& room, const earlier_stage& was);
/// Whether this lane of a talk that is over has words waiting in a gate.
[[nodiscard]] bool has_last_words(const lane& one);
/// Drops the records of talks that are over and have no words waiting in a gate, or on their way.
void drop_ended(pair_state& pair, instant now);

}  // namespace waymark
