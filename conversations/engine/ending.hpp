// When a talk is over, and when its record may go.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// How long after its latest end a talk's last words may still wait for somebody who is away.
constexpr auto last_words_kept = std::chrono::days(30);

/// Over when everybody is through and nothing more can be told of it.
void end_if_done(talk& in);
/// Over now, wherever everybody is.
void end_talk(talk& in, std::string_view how);
/// Drops the records of talks that are over and have no words waiting in a gate.
void drop_ended(pair_state& pair);

}  // namespace waymark
