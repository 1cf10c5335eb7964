#include "conversations/programme/programme.hpp"

#include <algorithm>
#include <utility>

#include "conversations/programme/hold_out.hpp"
#include "conversations/stable_hash.hpp"

namespace waymark {

namespace {

usual usual_of(const programme& of) {
    return {of.rhythm, of.zone};
}

/// Those that have not come yet, with the rule's name before their key.
std::vector<occurrence> open_occurrences(const nudge_rule& rule, const pair_state& pair, const programme& of) {
    auto all = occurrences(rule.when, pair, usual_of(of));
    for (auto& one : all) one.key = rule.id + "/" + one.key;
    std::erase_if(all, [&](const occurrence& one) { return pair.rules_done.contains(one.key); });
    return all;
}

/// Who has been heard last waits for the other; the mentee when that does not tell.
person_id waiting_person(const pair_state& pair) {
    const auto heard = [&](const person_id& who) {
        const auto found = pair.last_heard.find(who);
        return found == pair.last_heard.end() ? instant::min() : found->second;
    };
    return heard(pair.mentor) > heard(pair.mentee) ? pair.mentor : pair.mentee;
}

person_id receiver(const nudge_rule& rule, const pair_state& pair, const occurrence& at) {
    if (rule.to == "mentor") return pair.mentor;
    if (rule.to == "mentee") return pair.mentee;
    if ((rule.to == "author" || rule.to == "fading_person") && !at.by.empty()) return at.by;
    return waiting_person(pair);
}

std::map<std::string, person_id> cast_of(const nudge_rule& rule, const pair_state& pair, const occurrence& at) {
    if (rule.to == "both" || rule.roles.empty()) return {};  // the roles are mentor and mentee by name
    const auto first = receiver(rule, pair, at);
    std::map<std::string, person_id> cast{{rule.roles.front(), first}};
    if (rule.roles.size() > 1) cast.emplace(rule.roles.back(), pair.partner_of(first));
    return cast;
}

bool follows_from_answers(const trigger& when) {
    const bool is_question = when.anchor.find('.') != std::string::npos;
    return when.is == trigger::moment::answer || when.is == trigger::moment::fading ||
           (when.is == trigger::moment::since && is_question);
}

due_rule due_of(const nudge_rule& rule, const pair_state& pair, const occurrence& at, instant now) {
    due_rule one;
    one.occurrence = at.key;
    one.from_answers = follows_from_answers(rule.when);
    const auto left = at.due + rule.good_for - now;
    if (rule.good_for > span::zero() && left <= span::zero()) one.is = due_rule::fate::too_late;
    if (is_held_out(rule, pair.id)) one.is = due_rule::fate::held_out;
    if (rule.start.name.empty()) {
        one.what = due_rule::line_to_contact{rule.tell_contact};
        return one;
    }
    input::begin talk;
    talk.flow = rule.start;
    talk.cast = cast_of(rule, pair, at);
    talk.why = rule.id;
    talk.weight = rule.weight;
    if (rule.good_for > span::zero()) talk.good_for = left;
    one.what = std::move(talk);
    return one;
}

std::optional<instant> due_move(const stage_rule& rule, const pair_state& pair, const programme& of) {
    const auto all = occurrences(rule.when, pair, usual_of(of));
    return all.empty() ? std::nullopt : std::optional(all.front().due);
}

}  // namespace

std::vector<due_rule> due_rules(const programme& of, const pair_state& pair, instant now) {
    for (const auto& rule : of.stages)
        if (const auto at = due_move(rule, pair, of); at && *at <= now)
            return {{"stage/" + rule.to + "/" + std::to_string(to_us(*at)), due_rule::fate::comes,
                     due_rule::move{rule.to}}};
    std::vector<due_rule> due;
    for (const auto& rule : of.nudges)
        for (const auto& at : open_occurrences(rule, pair, of))
            if (at.due <= now) due.push_back(due_of(rule, pair, at, now));
    return due;
}

bool can_be_pushed(const nudge_rule& rule) {
    const bool has_one_reader_by_its_facts = rule.to == "author" || rule.to == "fading_person";
    return !has_one_reader_by_its_facts && rule.when.is != trigger::moment::answer &&
           rule.when.is != trigger::moment::fading;
}

std::optional<due_rule> pushed_rule(const programme& of, const std::string& rule, const pair_state& pair, instant now) {
    const auto found = std::ranges::find(of.nudges, rule, &nudge_rule::id);
    const bool rests = pair.ended || pair.held_since || pair.paused_until.value_or(now) > now;
    if (found == of.nudges.end() || !can_be_pushed(*found) || rests || !applies(found->when, pair)) return {};
    const bool is_for_all = found->when.stages.empty() && found->when.is != trigger::moment::pushed;
    if (pair.stage == "invited" && is_for_all) return {};
    return due_of(*found, pair, {rule + "/pushed/" + std::to_string(to_us(now)), now, {}}, now);
}

bool is_held_out(const nudge_rule& rule, const pair_id& pair) {
    constexpr std::uint64_t percent = 100;
    return stable_hash(rule.id + "/" + pair.text) % percent < static_cast<std::uint64_t>(rule.hold_out);
}

instant next_timer(const programme& of, const pair_state& pair) {
    auto next = never;
    for (const auto& rule : of.stages) next = std::min(next, due_move(rule, pair, of).value_or(never));
    for (const auto& rule : of.nudges)
        if (const auto open = open_occurrences(rule, pair, of); !open.empty()) next = std::min(next, open.front().due);
    return next;
}

}  // namespace waymark
