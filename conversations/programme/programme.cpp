#include "conversations/programme/programme.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "conversations/person/zone.hpp"

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
    return occurrence{rule.id + "/stage/" + pair.stage + "/" + std::to_string(to_us(pair.stage_since)),
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

std::optional<occurrence> of_start(const nudge_rule& rule, const pair_state& pair) {
    return occurrence{rule.id + "/start/" + std::to_string(to_us(pair.started)),
                      counted_from(pair, pair.started) + rule.length};
}

/// Silence begins with the last meeting somebody logged; in a stage without one, with the stage.
std::optional<occurrence> of_silence(const nudge_rule& rule, const pair_state& pair, span default_rhythm) {
    const auto last_met = pair.met.empty() ? pair.stage_since : *std::ranges::max_element(pair.met);
    const auto since = counted_from(pair, std::max(last_met, pair.stage_since));
    const auto rhythm = pair.rhythm > span::zero() ? pair.rhythm : default_rhythm;
    const span silence{std::llround(static_cast<double>(rhythm.count()) * rule.rhythms)};
    return occurrence{rule.id + "/silence/" + std::to_string(to_us(since)), since + silence};
}

/// Of several that were reached at once, the last.
std::optional<occurrence> of_meetings(const nudge_rule& rule, const pair_state& pair) {
    const auto each = static_cast<std::size_t>(rule.meetings);
    const auto reached = pair.met.size() / each * each;
    if (reached == 0) return {};
    auto met = pair.met;
    std::ranges::sort(met);
    return occurrence{rule.id + "/meetings/" + std::to_string(reached), counted_from(pair, met[reached - 1])};
}

std::optional<occurrence> of_day(const nudge_rule& rule, const pair_state& pair, const std::string& zone) {
    constexpr int noon = 12 * 60;  // the same day of the calendar for people in other zones
    if (!rule.day) return {};
    return occurrence{rule.id + "/on/" + date_text(*rule.day), counted_from(pair, from_local(*rule.day, noon, zone))};
}

bool happened(const std::string& what, const pair_state& pair) {
    if (what == "meeting") return !pair.met.empty();
    return std::ranges::find(pair.kept, what, &kept_text::kind) != pair.kept.end();
}

std::optional<occurrence> occurrence_of(const nudge_rule& rule, const pair_state& pair, const programme& of) {
    switch (rule.when) {
        case nudge_rule::trigger::in_stage:
            return of_stage(rule, pair);
        case nudge_rule::trigger::after_start:
            return of_start(rule, pair);
        case nudge_rule::trigger::before_end:
            return of_end(rule, pair);
        case nudge_rule::trigger::silent_for:
            return of_silence(rule, pair, of.rhythm);
        case nudge_rule::trigger::every_meetings:
            return of_meetings(rule, pair);
        case nudge_rule::trigger::on:
            return of_day(rule, pair, of.zone);
    }
    return {};
}

/// The next time this rule comes for the pair; empty when it does not apply, or has come already.
std::optional<occurrence> next_of(const nudge_rule& rule, const pair_state& pair, const programme& of) {
    if (pair.ended) return {};
    if (!rule.stages.empty() && std::ranges::count(rule.stages, pair.stage) == 0) return {};
    if (!rule.without.empty() && happened(rule.without, pair)) return {};
    auto next = occurrence_of(rule, pair, of);
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
        auto next = next_of(rule, pair, of);
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
        if (const auto next = next_of(rule, pair, of)) timers.emplace("rule/" + rule.id, next->due);
    return timers;
}

}  // namespace waymark
