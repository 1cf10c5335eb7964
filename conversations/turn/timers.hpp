// Keeps the timer table equal to what the states want. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

enum class timers_set {
    changed,  ///< only what differs from before
    all       ///< all that is wanted, for when the table may hold something else: a timer fired, a file has changed
};
/// Compares what the world wanted before with what it wants now. A row that was due is set again when it is still
/// wanted, since the store has removed it from its owner.
void change_timers(turn_work& work, timers_set which);
/// Every timer of a pair by its rules and talks, or of a person's gate, by the keys of the table.
using wanted_timers = std::map<std::string, std::pair<turn_owner, instant>>;
[[nodiscard]] wanted_timers timers_wanted(const script_book& book, const world& in, instant now);

}  // namespace waymark
