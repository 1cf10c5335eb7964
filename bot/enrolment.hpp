// Brings the people and pairs that the programme files name into the store, at each start, and says whose profile is
// still unknown.
#pragma once

#include "bot/profile_runner.hpp"
#include "conversations/turn.hpp"
#include "storage/store.hpp"

namespace waymark {

/// Whom the store knows already is not changed twice. Stops at the first pair that cannot be stored.
[[nodiscard]] result<void> enrol_everybody(store& at, const script_book& book, instant now);

/// What the store knows of the people of a pair: a new pair has no people by itself, but each may have another already.
[[nodiscard]] result<world> known_of(store& at, const programme_pair& pair);

/// Sets the timers of all pairs that no programme file names (they were imported) as the rules now want them. Returns
/// those of their people whose time zone nobody has told.
[[nodiscard]] result<std::vector<missing_profile>> refresh_the_imported(store& at, const script_book& book,
                                                                        instant now);
/// Sets the timers of some pairs, the next ones after this, as they are wanted now. The last of them, or nothing when
/// there was none left.
[[nodiscard]] result<std::optional<pair_id>> refresh_some(store& at, const script_book& book, const pair_id& after,
                                                          instant now);
/// Which rules the timers of all pairs follow, and which time zone data; empty after an import.
constexpr auto rules_fact = "start/rules";

/// Everybody in a programme whose time zone neither a file nor a platform has told, by their first address.
[[nodiscard]] result<std::vector<missing_profile>> people_without_zone(store& at, const script_book& book);

}  // namespace waymark
