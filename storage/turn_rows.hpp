// What every store works out in the same way when it writes a turn.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "storage/store.hpp"

namespace waymark {

constexpr auto accepted_kept = std::chrono::days(7);         ///< how long a repeated delivery is recognised
constexpr auto set_aside_words_kept = std::chrono::days(6);  ///< 7 at most, however long the next tidying takes
constexpr auto history_kept = std::chrono::days(364);   ///< a year at most: history, what was given up or set aside
constexpr auto delivery_kept = std::chrono::days(120);  ///< how long a sent message can still be changed

constexpr std::size_t history_lines_shown = 1000;  ///< of one person, to themselves

/// "person" or "pair", and the id.
struct owner_name {
    std::string kind;
    std::string id;
};
[[nodiscard]] owner_name name_of(const turn_owner& owner);
[[nodiscard]] turn_owner owner_of(const std::string& kind, const std::string& id);

using timers_by_owner = std::multimap<turn_owner, due_timer>;
[[nodiscard]] timers_by_owner by_owner(const std::vector<due_timer>& timers);

/// Whose they are, each once, in the order of the timers.
[[nodiscard]] std::vector<turn_owner> owners_of(const std::vector<due_timer>& timers);

/// The pair an answer belongs to: the one that runs its conversation or holds the answer already. Null when none does.
[[nodiscard]] const pair_state* pair_of(const answer& one, const turn_outcome& after, const world& before);

}  // namespace waymark
