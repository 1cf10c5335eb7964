// Keeps the timer table equal to what the states want: one row for each owner. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// When this pair next wants a turn by its rules and talks, or this person by their gate; `never` when nothing waits.
[[nodiscard]] instant next_timer(const script_book& book, const pair_state& pair);
[[nodiscard]] instant next_timer(const script_book& book, const person_state& person, instant now);

enum class timers_set {
    changed,  ///< only what differs from before
    all,      ///< all that is wanted: a timer fired, so the store has removed the owner's row, whichever it was
    anew      ///< the same, whatever the table holds by now: a file has changed
};
/// Compares what the world wanted before with what it wants now. A row that was due is set again when it is still
/// wanted, since the store has removed it from its owner.
void change_timers(turn_work& work, timers_set which);

}  // namespace waymark
