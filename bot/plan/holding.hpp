// What is on hold in a forecast: pairs and people of the copy hear of it as those of the running service do.
#pragma once

#include <functional>

#include "bot/holds.hpp"
#include "conversations/turn.hpp"

namespace waymark::planning {

/// Tells all concerned what is on hold, and what no longer is; `turned` hears of each turn. Returns the pairs of
/// programmes on hold, with them.
[[nodiscard]] result<std::map<pair_id, std::string>> hold_in(store& copy, const script_book& book, const holds& all,
                                                             instant now,
                                                             std::function<void(const turn_outcome&)> turned);
/// What a reader of the plan has to know; empty when nothing is on hold.
[[nodiscard]] std::string holds_in_words(const holds& all);

}  // namespace waymark::planning
