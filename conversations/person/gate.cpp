#include "conversations/person/gate.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace waymark {

namespace {

bool expired(const offer& one, instant now) {
    return one.good_until <= now;
}

/// Whether there were hours for it all the same, and only the budget had no room.
bool found_no_room(const person_state& person, const home_rules& home, const offer& one) {
    return next_hours(person, home, one.made) < one.good_until &&
           next_slot(person, home, one.made, person.id.text) >= one.good_until;
}

/// Why this will not be said any more; empty when it may still be.
std::string unwanted(const person_state& person, const home_rules& home, const offer& one, instant now) {
    if (!person.reachable) return "unreachable";
    if (person.stopped) return "stopped";
    if (person.stopped_pairs.contains(one.pair)) return "pair_stopped";
    if (person.stopped_kinds.contains(one.nudge_kind)) return "kind_switched_off";
    if (expired(one, now)) return found_no_room(person, home, one) ? "budget" : "expired";
    return {};
}

/// Lines that only tell come first, then what asks again, then what asks anew.
int turn_of(const offer& one) {
    if (!asks(one)) return 0;
    return one.what == "remind" ? 1 : 2;
}

bool goes_before(const offer& left, const offer& right) {
    const auto rank = [](const offer& one) {
        return std::make_tuple(-static_cast<int>(one.weight), turn_of(one), one.made);
    };
    return rank(left) < rank(right);
}

void drop_unwanted(gate_result& result, const home_rules& home, instant now) {
    std::vector<offer> still;
    for (auto& one : result.person.waiting) {
        if (auto reason = unwanted(result.person, home, one, now); reason.empty())
            still.push_back(std::move(one));
        else
            result.dropped.push_back({std::move(one), std::move(reason)});
    }
    result.person.waiting = std::move(still);
}

/// Everything that tells, and then the most important that asks: one question at a time, and nothing after it.
void release(gate_result& result, bool asked) {
    std::vector<offer> still;
    std::optional<offer> question;
    for (auto& one : result.person.waiting) {
        if (!asks(one))
            result.released.push_back(std::move(one));
        else if (!asked && !question)
            question = std::move(one);
        else
            still.push_back(std::move(one));
    }
    if (question) result.released.push_back(std::move(*question));
    result.person.waiting = std::move(still);
}

}  // namespace

void propose(person_state& person, const offer& what) {
    if (std::ranges::find(person.waiting, what.key, &offer::key) != person.waiting.end()) return;
    // In the order they will be said; what was made at one moment stays as it came.
    person.waiting.insert(std::ranges::upper_bound(person.waiting, what, goes_before), what);
}

void withdraw(person_state& person, const std::string& offer_key) {
    std::erase_if(person.waiting, [&](const offer& one) { return one.key == offer_key; });
}

gate_result open_gate(person_state person, const home_rules& home, instant now, bool asked) {
    gate_result result{std::move(person), {}, {}};
    drop_unwanted(result, home, now);
    if (result.person.waiting.empty()) return result;
    if (next_slot(result.person, home, now, result.person.id.text) <= now) release(result, asked);
    return result;
}

instant next_timer(const person_state& person, const home_rules& home, instant now) {
    auto next = never;
    // The turn of that timer names them to be forgotten; what wants it once more afterwards is nobody any more.
    if (person.leaving && *person.leaving + time_for_a_goodbye > now) next = *person.leaving + time_for_a_goodbye;
    const bool asked = person.member.is == membership::kind::asked && person.member.since;
    if (asked && *person.member.since + unanswered_kept > now)
        next = std::min(next, *person.member.since + unanswered_kept);
    for (const auto& [pair, began] : person.pairs_to_tell_of) next = std::min(next, began);
    if (!person.waiting.empty()) next = std::min(next, next_slot(person, home, now, person.id.text));
    for (const auto& one : person.waiting) next = std::min(next, one.good_until);
    for (const auto& one : person.contact_lines)
        next = std::min(
            next, one.message.empty() ? next_hours(person, home, std::max(now, one.at)) : one.at + contact_lines_kept);
    return next;
}

}  // namespace waymark
