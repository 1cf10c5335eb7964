// How long the words of a pair are kept, and how they go when that time is over.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Answers and what was kept of them go so long after the end of the pair. What the programme counts stays, without
/// its author and without the question, which may have named somebody.
constexpr auto words_kept_after_end = std::chrono::days(90);

/// When they go; never while nothing is to go, or a talk still runs that may quote them.
[[nodiscard]] instant words_go_at(const pair_state& pair);
/// Takes out the words whose time is over.
void forget_old_words(turn_work& work);

}  // namespace waymark
