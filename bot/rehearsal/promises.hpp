// What Waymark promises to everybody, checked against what has happened. Each check is a pure function of the ledger.
#pragma once

#include <string>
#include <vector>

#include "bot/rehearsal/ledger.hpp"

namespace waymark::rehearsal {

struct broken_promise {
    std::string promise;  ///< "over_budget", ...
    instant at;
    pair_id pair;
    person_id who;
    std::string in_words;
};

using broken_promises = std::vector<broken_promise>;

/// More messages that nobody asked for than the budget has: in seven days, on one day, or too close to each other. What
/// the platform has delayed counts from when the gate let it out; it never comes later than the same day's hours.
[[nodiscard]] broken_promises over_budget(const ledger& of);
/// A nudge at night or on a day off, by the clock of whoever got it.
[[nodiscard]] broken_promises in_quiet_time(const ledger& of);
/// A pair has ended, and one of the two was not told within some weeks. Not counted: who has stopped the bot, who
/// cannot be reached, and endings shortly before the rehearsal's own.
[[nodiscard]] broken_promises ended_without_a_word(const ledger& of);
/// An answer that was to stay sealed came to the partner before the partner had answered, too.
[[nodiscard]] broken_promises opened_too_early(const ledger& of);
/// Words came to somebody whom their question did not name, or that were no answer at all.
[[nodiscard]] broken_promises wrong_audience(const ledger& of);
/// A nudge was due and is nowhere: not sent, not merged, not held back, not expired.
[[nodiscard]] broken_promises lost_nudges(const ledger& of);
/// One message twice, or one nudge in two messages.
[[nodiscard]] broken_promises said_twice(const ledger& of);

void sort_by_time(broken_promises& all);
/// All of them, by time.
[[nodiscard]] broken_promises all_broken(const ledger& of);

}  // namespace waymark::rehearsal
