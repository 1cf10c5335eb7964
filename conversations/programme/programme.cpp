#include "conversations/programme/programme.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace waymark {

namespace {

/// One time that a rule comes for a pair.
struct occurrence {
    std::string key;
    instant due;
};

/// Nothing counts from before the end of a pause.
instant counted_from(const pair_state& pair, instant since) {
    return std::max(since, pair.paused_until.value_or(since));
}

std::optional<occurrence> of_stage(const nudge_rule& rule, const pair_state& pair) {
    if (pair.stage != rule.stage) return {};
    return occurrence{rule.id + "/stage/" + rule.stage + "/" + std::to_string(to_us(pair.stage_since)),
                      counted_from(pair, pair.stage_since) + rule.length};
}

/// A pair that has had its closing, or whose end lies before its present stage, has no end to come: nobody is led to
/// the closing of a pair that was over when we first heard of it.
std::optional<occurrence> of_end(const nudge_rule& rule, const pair_state& pair) {
    constexpr std::array<std::string_view, 2> closed{"closed", "afterglow"};
    if (!pair.ends || *pair.ends <= pair.stage_since || std::ranges::count(closed, pair.stage) > 0) return {};
    return occurrence{rule.id + "/end/" + std::to_string(to_us(*pair.ends)),
                      counted_from(pair, *pair.ends - rule.length)};
}

/// Silence begins with the last meeting somebody logged; in a stage without one, with the stage.
std::optional<occurrence> of_silence(const nudge_rule& rule, const pair_state& pair, span default_rhythm) {
    if (!rule.stage.empty() && pair.stage != rule.stage) return {};
    const auto last_met = pair.met.empty() ? pair.stage_since : *std::ranges::max_element(pair.met);
    const auto since = counted_from(pair, std::max(last_met, pair.stage_since));
    const auto rhythm = pair.rhythm > span::zero() ? pair.rhythm : default_rhythm;
    const span silence{std::llround(static_cast<double>(rhythm.count()) * rule.rhythms)};
    return occurrence{rule.id + "/silence/" + std::to_string(to_us(since)), since + silence};
}

/// The next time this rule comes for the pair; empty when it does not apply, or has come already.
std::optional<occurrence> next_of(const nudge_rule& rule, const pair_state& pair, span default_rhythm) {
    if (pair.ended) return {};
    std::optional<occurrence> next;
    switch (rule.when) {
        case nudge_rule::trigger::in_stage:
            next = of_stage(rule, pair);
            break;
        case nudge_rule::trigger::before_end:
            next = of_end(rule, pair);
            break;
        case nudge_rule::trigger::silent_for:
            next = of_silence(rule, pair, default_rhythm);
            break;
    }
    if (next && pair.rules_done.contains(next->key)) return {};
    return next;
}

/// Who has been heard last waits for the other; the mentee when that does not tell.
person_id waiting_person(const pair_state& pair) {
    const auto heard = [&](const person_id& who) {
        const auto found = pair.last_heard.find(who);
        return found == pair.last_heard.end() ? instant::min() : found->second;
    };
    return heard(pair.mentor) > heard(pair.mentee) ? pair.mentor : pair.mentee;
}

std::map<std::string, person_id> cast_of(const nudge_rule& rule, const pair_state& pair) {
    if (rule.to == "both" || rule.roles.empty()) return {};  // the roles are mentor and mentee by name
    const auto first = rule.to == "mentor" ? pair.mentor : rule.to == "mentee" ? pair.mentee : waiting_person(pair);
    std::map<std::string, person_id> cast{{rule.roles.front(), first}};
    if (rule.roles.size() > 1) cast.emplace(rule.roles.back(), pair.partner_of(first));
    return cast;
}

}  // namespace

std::vector<due_start> due_starts(const programme& of, const pair_state& pair, instant now) {
    std::vector<due_start> due;
    for (const auto& rule : of.nudges) {
        auto next = next_of(rule, pair, of.rhythm);
        if (!next || next->due > now) continue;
        due_start one;
        one.occurrence = std::move(next->key);
        one.what.flow = rule.start;
        one.what.cast = cast_of(rule, pair);
        one.what.why = rule.id;
        one.what.weight = rule.weight;
        if (rule.good_for > span::zero()) {
            one.what.good_for = next->due + rule.good_for - now;
            one.too_late = one.what.good_for <= span::zero();
        }
        due.push_back(std::move(one));
    }
    return due;
}

std::map<std::string, instant> timers_of(const programme& of, const pair_state& pair) {
    std::map<std::string, instant> timers;
    for (const auto& rule : of.nudges)
        if (const auto next = next_of(rule, pair, of.rhythm)) timers.emplace("rule/" + rule.id, next->due);
    return timers;
}

}  // namespace waymark
