#include "conversations/report/facts.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"

namespace waymark::reporting {
namespace {

using std::chrono::months;
using std::chrono::year_month;

instant beginning_of(year_month which, const std::string& zone) {
    return from_local(which / std::chrono::day(1), 0, zone);
}

std::string name_of(year_month which) {
    return date_text(which / std::chrono::day(1)).substr(0, 7);
}

/// When the first pair began, or now.
instant beginning_of(const report_facts& facts, instant now) {
    for (const auto& one : facts.pairs) now = std::min(now, one.started);
    return now;
}

}  // namespace

std::vector<month> whole_months(const report_facts& facts, instant now) {
    const auto day = to_local(beginning_of(facts, now), facts.of->zone).day;
    std::vector<month> out;
    for (auto one = day.year() / day.month();; one += months(1)) {
        const auto until = beginning_of(one + months(1), facts.of->zone);
        if (until > now) return out;
        out.push_back({name_of(one), beginning_of(one, facts.of->zone), until});
    }
}

std::vector<month> first_weeks(const report_facts& facts, instant now) {
    using namespace std::chrono;
    const auto& zone = facts.of->zone;
    const auto begun = beginning_of(facts, now);
    const auto day = to_local(begun, zone).day;
    const auto month_end = beginning_of(day.year() / day.month() + months(1), zone);
    const auto is_monday = [](sys_days one) { return weekday(one) == Monday; };
    std::vector<month> out;
    for (auto one = sys_days(day) + days(1);; one += days(1)) {
        if (!is_monday(one)) continue;
        const auto until = from_local(one, 0, zone);
        if (until >= month_end || until > now) return out;
        out.push_back({date_text(one - days(1)), begun, until});
    }
}

timelines::timelines(const report_facts& facts) : facts_(facts) {
    std::map<person_id, std::size_t> numbers;
    std::size_t pairs = 0;
    const auto add = [&](const person_id& who) {
        people_[who].push_back(seats_.size());
        seats_.push_back({numbers.try_emplace(who, numbers.size()).first->second, pairs});
    };
    for (const auto& one : facts.pairs) {
        pairs_[one.id] = {seats_.size(), seats_.size() + 1};
        for (const auto& who : {one.mentor, one.mentee}) {
            add(who);
            pairs_of_[who].push_back(&one);
        }
        ++pairs;
    }
    for (const auto& one : facts.people) {
        states_[one.id] = &one;
        if (people_.contains(one.id) || one.id == facts.of->contact) continue;
        if (std::ranges::count(facts.of->deputies, one.id) > 0) continue;
        add(one.id);  // alone, as if in a pair of their own
        ++pairs;
    }
    for (const auto& one : facts.history) lines_[one.about].push_back(&one);
}

const crowd& timelines::of_pair(const pair_id& who) const {
    static const crowd nobody;
    const auto found = pairs_.find(who);
    return found == pairs_.end() ? nobody : found->second;
}

const crowd& timelines::of_person(const person_id& who) const {
    static const crowd nobody;
    const auto found = people_.find(who);
    return found == people_.end() ? nobody : found->second;
}

std::string timelines::stage_at(const pair_state& pair, instant at) const {
    if (pair.started > at) return "not begun";
    std::string stage = pair.stage_since <= at ? pair.stage : "invited";
    for (const auto* line : lines_about("pair/" + pair.id.text))
        if (line->event == "stage" && line->at <= at) stage = line->detail;
    const bool closed = stage == "closed" || stage == "afterglow";
    return pair.ended && pair.ended_at.value_or(at) <= at && !closed ? "ended early" : stage;
}

std::string timelines::zone_of(const person_id& who) const {
    const auto found = states_.find(who);
    return found == states_.end() || found->second->zone.empty() ? facts_.of->zone : found->second->zone;
}

std::string timelines::zone_of(const pair_state& pair) const {
    const auto zone = zone_of(pair.mentor);
    return zone == zone_of(pair.mentee) ? zone : "different zones";
}

const std::vector<const log_line*>& timelines::lines_about(const std::string& about) const {
    static const std::vector<const log_line*> none;
    const auto found = lines_.find(about);
    return found == lines_.end() ? none : found->second;
}

const std::vector<const pair_state*>& timelines::pairs_of(const person_id& who) const {
    static const std::vector<const pair_state*> none;
    const auto found = pairs_of_.find(who);
    return found == pairs_of_.end() ? none : found->second;
}

}  // namespace waymark::reporting
