#include "bot/rehearsal/promises.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "conversations/person/zone.hpp"

namespace waymark::rehearsal {
namespace {

using std::chrono::days;

constexpr auto told_within = days(28);

using nudges_of_people = std::map<person_id, std::vector<const happening*>>;

instant let_out(const happening* one) {
    return one->let_out.value_or(one->at);
}

/// What the gate has let out, person by person, in the order of time. Lines to a contact have no budget.
nudges_of_people nudges_by_person(const ledger& of) {
    nudges_of_people out;
    for (const auto& one : of.happenings)
        if (one.is == happening::kind::nudge) out[one.who].push_back(&one);
    for (auto& [who, nudges] : out) std::ranges::sort(nudges, {}, let_out);
    return out;
}

broken_promise broken(const std::string& promise, const happening& by, std::string in_words) {
    return {promise, by.at, by.pair, by.who, std::move(in_words)};
}

void look_at_budget(const std::vector<const happening*>& nudges, const gate_settings& gate, broken_promises& out) {
    for (std::size_t i = 0; i < nudges.size(); ++i) {
        const auto& one = *nudges[i];
        const auto per_week = static_cast<std::size_t>(std::max(gate.per_week, 0));
        if (i >= per_week && let_out(&one) - let_out(nudges[i - per_week]) < days(7))
            out.push_back(broken("over_budget", one,
                                 "more than " + std::to_string(gate.per_week) + " messages within seven days"));
        const auto day = to_local(let_out(&one), one.zone).day;
        const auto that_day =
            std::count_if(nudges.begin(), nudges.begin() + static_cast<std::ptrdiff_t>(i),
                          [&](const happening* other) { return to_local(let_out(other), one.zone).day == day; });
        if (that_day >= gate.per_day)
            out.push_back(broken("over_budget", one, "more than " + std::to_string(gate.per_day) + " on one day"));
        if (i > 0 && let_out(&one) - let_out(nudges[i - 1]) < gate.apart)
            out.push_back(broken("over_budget", one, "less than " + span_text(gate.apart) + " after the one before"));
    }
}

bool is_quiet(const local_time& at, const gate_settings& gate) {
    const bool after = at.minute >= gate.quiet_from_minute;
    const bool before = at.minute < gate.quiet_to_minute;
    if (gate.quiet_from_minute == gate.quiet_to_minute) return false;
    return gate.quiet_to_minute < gate.quiet_from_minute ? after || before : after && before;
}

const given_answer* answer_with(const ledger& of, std::int64_t mark, instant by) {
    const given_answer* found = nullptr;
    for (const auto& one : of.answers)
        if (one.at <= by && std::ranges::find(one.marks, mark) != one.marks.end()) found = &one;
    return found;
}

/// Whose words were shown to whom, with the answer they stood in (null when they were none).
template <class Look>
void each_shown(const ledger& of, const Look& look) {
    for (const auto& one : of.shown) look(one, answer_with(of, one.mark, one.at));
}

const programme_pair* pair_called(const ledger& of, const pair_id& which) {
    const auto found = std::ranges::find(of.pairs, which, &programme_pair::id);
    return found == of.pairs.end() ? nullptr : &*found;
}

bool is_partner(const ledger& of, const given_answer& answer, const person_id& reader) {
    const auto* pair = pair_called(of, answer.pair);
    if (pair == nullptr || reader == answer.author) return false;
    return reader == pair->mentor || reader == pair->mentee;
}

std::string name_of(const given_answer& one) {
    return one.flow + "/" + one.step;
}

}  // namespace

broken_promises over_budget(const ledger& of) {
    broken_promises out;
    for (const auto& [who, nudges] : nudges_by_person(of))
        if (const auto facts = of.people.find(who); facts != of.people.end())
            look_at_budget(nudges, facts->second.gate, out);
    return out;
}

broken_promises in_quiet_time(const ledger& of) {
    broken_promises out;
    for (const auto& one : of.happenings) {
        const auto facts = of.people.find(one.who);
        if (one.is != happening::kind::nudge || facts == of.people.end()) continue;
        const auto local = to_local(one.at, one.zone);
        if (is_quiet(local, facts->second.gate)) out.push_back(broken("quiet_time", one, "a nudge in quiet hours"));
        const auto& region = calendar_in(of.regions, one.zone);
        if (!working_days_of(facts->second.gate.working_days, region).contains(local.weekday))
            out.push_back(broken("quiet_time", one, "a nudge on a day off"));
        if (is_holiday(region, local.day)) out.push_back(broken("quiet_time", one, "a nudge on a holiday"));
    }
    return out;
}

broken_promises ended_without_a_word(const ledger& of) {
    broken_promises out;
    for (const auto& end : of.endings) {
        const auto* pair = pair_called(of, end.pair);
        if (pair == nullptr || end.at + told_within > of.until) continue;
        for (const auto& who : {pair->mentor, pair->mentee}) {
            const auto facts = of.people.find(who);
            if (facts == of.people.end() || facts->second.unreachable_since || facts->second.stopped_since) continue;
            const bool told = std::ranges::any_of(of.happenings, [&](const happening& one) {
                return one.who == who && one.pair == end.pair && one.at >= end.at && one.at <= end.at + told_within &&
                       (one.is == happening::kind::nudge || one.is == happening::kind::reply);
            });
            if (!told)
                out.push_back({"ended_without_a_word", end.at, end.pair, who, "the pair ended and they were not told"});
        }
    }
    return out;
}

broken_promises opened_too_early(const ledger& of) {
    broken_promises out;
    each_shown(of, [&](const shown_words& shown, const given_answer* answer) {
        if (answer == nullptr || answer->seen_by != audience::partner_after_both || !answer->asked_of_both) return;
        const bool answered_too = std::ranges::any_of(of.answers, [&](const given_answer& other) {
            return other.author == shown.to && other.talk == answer->talk && other.step == answer->step &&
                   other.at <= shown.at;
        });
        if (!answered_too)
            out.push_back({"sealed_opened_early", shown.at, answer->pair, shown.to,
                           "saw the sealed answer of " + answer->author.text + " to " + name_of(*answer) +
                               " without having answered"});
    });
    return out;
}

broken_promises wrong_audience(const ledger& of) {
    broken_promises out;
    each_shown(of, [&](const shown_words& shown, const given_answer* answer) {
        if (answer == nullptr) {
            const auto by = of.written.find(shown.mark);
            const auto author = by == of.written.end() ? std::string("somebody") : by->second.author.text;
            out.push_back(
                {"wrong_audience", shown.at, {}, shown.to, "saw words of " + author + " that were no answer"});
            return;
        }
        const bool for_partner =
            answer->seen_by == audience::partner || answer->seen_by == audience::partner_after_both;
        if (for_partner && is_partner(of, *answer, shown.to)) return;
        out.push_back(
            {"wrong_audience", shown.at, answer->pair, shown.to,
             "saw the answer of " + answer->author.text + " to " + name_of(*answer) + ", which is not for them"});
    });
    return out;
}

broken_promises lost_nudges(const ledger& of) {
    broken_promises out;
    for (const auto& [key, one] : of.nudges)
        if (one.lost)
            out.push_back({"nudge_lost", one.ended, one.pair, one.to, "\"" + key + "\" was due and is nowhere"});
    for (const auto& occurrence : of.never_fired)
        out.push_back({"nudge_lost", of.until, {}, {}, "the rule \"" + occurrence + "\" was due and never came"});
    return out;
}

broken_promises said_twice(const ledger& of) {
    broken_promises out;
    std::set<std::pair<person_id, message_key>> seen;
    for (const auto& one : of.happenings)
        if (!one.key.empty() && !seen.emplace(one.who, one.key).second)
            out.push_back(broken("said_twice", one, "\"" + one.key.text + "\" came twice"));
    for (const auto& [key, one] : of.nudges)
        if (one.messages.size() > 1)
            out.push_back({"said_twice", one.ended, one.pair, one.to, "\"" + key + "\" went out in two messages"});
    return out;
}

void sort_by_time(broken_promises& all) {
    std::ranges::sort(all, {}, [](const broken_promise& one) {
        return std::tie(one.at, one.pair, one.who, one.promise, one.in_words);
    });
}

broken_promises all_broken(const ledger& of) {
    broken_promises out;
    for (const auto check :
         {over_budget, in_quiet_time, ended_without_a_word, opened_too_early, wrong_audience, lost_nudges, said_twice})
        std::ranges::move(check(of), std::back_inserter(out));
    sort_by_time(out);
    return out;
}

}  // namespace waymark::rehearsal
