#include "conversations/turn/timers.hpp"

#include <algorithm>

#include "conversations/turn/old_words.hpp"

namespace waymark {
namespace {

std::optional<instant> row_at(instant wanted) {
    return wanted == never ? std::nullopt : std::optional(wanted);
}

/// Nobody leaves the world during a turn, so whoever was in it before is in it now.
template <class Id, class State, class Next>
void change(turn_work& work, timers_set which, const std::map<Id, State>& before, const std::map<Id, State>& after,
            const Next& next) {
    for (const auto& [id, state] : after) {
        const auto known = before.find(id);
        const auto was = known == before.end() ? never : next(known->second);
        const auto is = next(state);
        if (was == is && (is == never || (which == timers_set::changed && was > work.now))) continue;
        const bool to_be_set = was == is && which == timers_set::anew;
        work.out.timers.push_back({timer_key(id), id, to_be_set ? std::nullopt : row_at(was), row_at(is)});
    }
}

}  // namespace

std::string timer_key(const turn_owner& owner) {
    const auto* person = std::get_if<person_id>(&owner);
    return (person != nullptr ? "person/" + person->text : "pair/" + std::get<pair_id>(owner).text) + "/next";
}

instant next_timer(const script_book& book, const pair_state& pair) {
    return std::min({next_timer(book.flows, pair), next_timer(programme_of(book, pair), pair), words_go_at(pair)});
}

instant next_timer(const script_book& book, const person_state& person, instant now) {
    return next_timer(person, rules_for(book, person), now);
}

void change_timers(turn_work& work, timers_set which) {
    change(work, which, work.before.pairs, work.is.pairs,
           [&](const pair_state& pair) { return next_timer(work.book, pair); });
    change(work, which, work.before.people, work.is.people,
           [&](const person_state& person) { return next_timer(work.book, person, work.now); });
}

}  // namespace waymark
