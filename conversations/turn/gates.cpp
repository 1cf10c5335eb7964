#include "conversations/turn/gates.hpp"

#include <algorithm>

#include "conversations/turn/no_match.hpp"
#include "conversations/turn/nudge.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

/// What is said can lead to further offers, for the other person too; each round says something or is the last. A gate
/// that has opened stays open until all rounds are over: what they bring belongs to the same message.
constexpr int most_rounds = 32;

bool all_at_hand(const turn_work& work, const person_state& person) {
    const auto here = [&](const pair_id& id) { return work.is.pairs.contains(id); };
    return std::ranges::all_of(person.waiting, [&](const offer& one) {
        if (one.pair.empty()) return std::ranges::all_of(person.pairs, here);
        return work.is.pairs.contains(one.pair) || std::ranges::find(person.pairs, one.pair) == person.pairs.end();
    });
}

/// A stale offer says nothing, and that is fine.
bool is_said(const turn_work& work, const person_id& who, const offer& what) {
    const auto found = work.let_out.find(who);
    return found != work.let_out.end() &&
           std::ranges::any_of(found->second, [&](const nudge_part& one) { return one.what.key == what.key; });
}

/// Whether anything was let through.
bool open_one(turn_work& work, const person_id& who) {
    auto& person = work.is.people.at(who);
    if (person.waiting.empty() || !all_at_hand(work, person)) return false;
    const auto home = rules_for(work.book, person);
    auto result = open_gate(std::move(person), home, work.now, has_asked(work, who));
    person = std::move(result.person);
    for (const auto& one : result.dropped) note_person(work, person, "held_back", one.reason + " " + one.what.key);
    for (const auto& one : result.released) {
        // A question of another talk has come in between: whose answer the next plain words are is open again.
        if (asks(one) && person.talking_in != one.conversation) person.talking_in = {};
        if (one.pair.empty())
            say_no_match(work, work.is.people.at(who), one);
        else
            (void)step_pair(work, one.pair, input::released{one});
        if (!is_said(work, who, one)) note_person(work, work.is.people.at(who), "not_needed", one.key);
    }
    return !result.released.empty();
}

}  // namespace

void open_gates(turn_work& work) {
    std::vector<person_id> everybody;
    for (const auto& [id, person] : work.is.people) everybody.push_back(id);
    bool more = true;
    for (int round = 0; more && round < most_rounds; ++round) {
        more = false;
        for (const auto& who : everybody) more = open_one(work, who) || more;
    }
    put_out_nudges(work);
}

}  // namespace waymark
