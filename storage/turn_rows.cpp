#include "storage/turn_rows.hpp"

#include <algorithm>
#include <set>

namespace waymark {
namespace {

bool holds(const pair_state& pair, const answer& one) {
    const auto runs = [&](const conversation& talk) { return talk.id == one.conversation; };
    const auto same = [&](const answer& other) { return other.conversation == one.conversation; };
    return std::ranges::any_of(pair.running, runs) || std::ranges::any_of(pair.answers, same);
}

}  // namespace

owner_name name_of(const turn_owner& owner) {
    if (const auto* person = std::get_if<person_id>(&owner)) return {"person", person->text};
    return {"pair", std::get<pair_id>(owner).text};
}

turn_owner owner_of(const std::string& kind, const std::string& id) {
    if (kind == "person") return person_id{id};
    return pair_id{id};
}

timers_by_owner by_owner(const std::vector<due_timer>& timers) {
    timers_by_owner out;
    for (const auto& one : timers) out.emplace(one.owner, one);
    return out;
}

std::vector<turn_owner> owners_of(const std::vector<due_timer>& timers) {
    std::vector<turn_owner> out;
    std::set<turn_owner> known;
    for (const auto& one : timers)
        if (known.insert(one.owner).second) out.push_back(one.owner);
    return out;
}

const pair_state* pair_of(const answer& one, const turn_outcome& after, const world& before) {
    for (const auto& pair : after.pairs)
        if (holds(pair, one)) return &pair;
    for (const auto& [id, pair] : before.pairs)
        if (holds(pair, one)) return &pair;
    return after.pairs.size() == 1 ? after.pairs.data() : nullptr;  // a talk that began and ended in this turn
}

}  // namespace waymark
