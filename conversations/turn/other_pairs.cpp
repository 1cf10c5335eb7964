#include "conversations/turn/other_pairs.hpp"

#include <algorithm>
#include <utility>

#include "conversations/engine/stages.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

constexpr std::string_view first_stage = "invited";
/// Until the turn in which all pairs are at hand: a timer that is due in the turn that sets it would not be taken
/// there.
constexpr auto a_moment = std::chrono::seconds(1);

bool has_begun(const turn_work& work, const pair_state& pair) {
    const auto before = work.before.pairs.find(pair.id);
    return before != work.before.pairs.end() && before->second.stage == first_stage &&
           leads_on(first_stage, pair.stage);
}

void note_new_pairs(turn_work& work) {
    for (const auto& [id, pair] : work.is.pairs) {
        if (!has_begun(work, pair)) continue;
        for (const auto& who : {pair.mentor, pair.mentee})
            if (auto* person = find_person(work, who); person != nullptr && person->pairs.size() > 1)
                person->pairs_to_tell_of.emplace(id, work.now + a_moment);
    }
}

bool all_pairs_at_hand(const turn_work& work, const person_state& who) {
    return std::ranges::all_of(who.pairs, [&](const pair_id& id) { return work.is.pairs.contains(id); });
}

bool is_under_way(const pair_state& pair) {
    return !pair.ended && leads_on(first_stage, pair.stage) && leads_on(pair.stage, closed_stage);
}

void begin_in(turn_work& work, const pair_state& pair, const person_id& partner) {
    const auto* script = work.book.flows.newest(std::string(another_pair));
    if (script == nullptr) return note_pair(work, pair, "no_such_flow", std::string(another_pair));
    input::begin talk;
    talk.flow = script->ref;
    talk.why = another_pair;
    for (const auto& role : script->people) talk.cast.emplace(role, partner);
    (void)step_pair(work, pair.id, talk);
}

}  // namespace

void tell_other_pairs(turn_work& work) {
    note_new_pairs(work);
    for (auto& [id, person] : work.is.people) {
        if (person.pairs_to_tell_of.empty() || !all_pairs_at_hand(work, person)) continue;
        const auto begun = std::exchange(person.pairs_to_tell_of, {});
        const auto going_on = pairs_of(work, person);
        for (const auto* pair : going_on) {
            const bool another = std::ranges::any_of(
                going_on, [&](const pair_state* one) { return one != pair && begun.contains(one->id); });
            if (another && is_under_way(*pair)) begin_in(work, *pair, pair->partner_of(id));
        }
    }
}

}  // namespace waymark
