#include "conversations/programme/matching.hpp"

#include <algorithm>
#include <array>

namespace waymark {
namespace {

constexpr int for_another_language = 10;  // shared, but not the mentee's own
constexpr int for_having_been_a_pair = -10;

std::string_view base_of(std::string_view language) {
    return language.substr(0, language.find('-'));
}

/// The first language of the mentee that the mentor speaks, whatever the country; empty when there is none.
std::string shared_language(const candidate& mentee, const candidate& mentor) {
    for (const auto& one : mentee.languages)
        for (const auto& other : mentor.languages)
            if (base_of(one) == base_of(other)) return std::string(base_of(one));
    return {};
}

/// The best offer for each wish.
std::vector<met_wish> met_wishes(const std::vector<topic>& wants, const std::vector<topic>& offers) {
    std::vector<met_wish> out;
    for (std::size_t wish = 0; wish < wants.size(); ++wish) {
        met_wish best{wish, 0, 0};
        for (std::size_t offer = 0; offer < offers.size(); ++offer)
            if (const int now = likeness(wants[wish], offers[offer]); now > best.likeness) best = {wish, offer, now};
        if (best.likeness > 0) out.push_back(best);
    }
    return out;
}

bool avoids(const candidate& one, const candidate& other) {
    return std::ranges::find(one.not_with, other.id) != one.not_with.end();
}

bool is_full(const candidate& mentor, const match_facts& facts) {
    const auto now = facts.mentees.find(mentor.id);
    return mentor.capacity <= (now == facts.mentees.end() ? 0 : now->second);
}

/// Fills in what was found out on the way.
refusal find_refusal(const candidate& mentee, const candidate& mentor, const match_facts& facts, fit& into) {
    if (mentee.id == mentor.id) return refusal::same_person;
    into.met = met_wishes(mentee.wants, mentor.offers);
    if (facts.pairs.contains({mentor.id, mentee.id})) return refusal::a_pair;
    if (into.met.empty()) return refusal::nothing_to_learn;
    if (avoids(mentee, mentor) || avoids(mentor, mentee)) return refusal::not_with;
    into.language = shared_language(mentee, mentor);
    if (into.language.empty()) return refusal::no_language;
    into.together = at_the_same_time(mentee.hours, mentor.hours);
    if (into.together == span::zero()) return refusal::no_hours;
    return is_full(mentor, facts) ? refusal::full : refusal::none;
}

/// At least one, as something is met.
int learning_points(const std::vector<met_wish>& met, std::size_t wishes) {
    int all = 0;
    for (const auto& one : met) all += one.likeness;
    return std::max(1, fit::most_learning * all / (100 * static_cast<int>(wishes)));
}

}  // namespace

candidate candidate_of(const programme_person& person, const std::optional<gate_settings>& own, const programme& of,
                       const calendars& regions, instant week) {
    const auto& said = person.profile;
    const auto& rules = own ? *own : of.gate;
    candidate out{.id = person.id,
                  .name = person.full_name.empty() ? person.first_name : person.full_name,
                  .is_mentee = said.is_mentee(),
                  .is_mentor = said.is_mentor(),
                  .wants = read_topics(said.wants),
                  .offers = read_topics(said.offers),
                  .languages = said.languages,
                  .hours = {},
                  .not_with = said.not_with,
                  .capacity = said.capacity.value_or(1)};
    if (out.languages.empty()) out.languages = {person.language.empty() ? of.language : person.language};
    const auto hours = said.hours.value_or(day_hours{rules.quiet_to_minute, rules.quiet_from_minute});
    const auto& zone = person.zone.empty() ? of.zone : person.zone;
    out.hours = working_week(hours, working_days_of(rules.working_days, calendar_in(regions, zone)), zone, week);
    return out;
}

void match_facts::add_pair(const person_id& mentor, const person_id& mentee, bool over) {
    auto& those = over ? earlier : pairs;
    if (those.emplace(mentor, mentee).second && !over) ++mentees[mentor];
}

fit score(const candidate& mentee, const candidate& mentor, const match_facts& facts) {
    fit out;
    out.were_a_pair = facts.earlier.contains({mentor.id, mentee.id});
    out.why_not = find_refusal(mentee, mentor, facts, out);
    if (out.why_not != refusal::none) return out;
    out.for_learning = learning_points(out.met, mentee.wants.size());
    const bool own = out.language == base_of(mentee.languages.front());
    out.for_language = own ? fit::most_language : for_another_language;
    const auto hours = std::chrono::floor<std::chrono::hours>(out.together).count();
    out.for_hours = static_cast<int>(std::min<std::int64_t>(fit::most_hours, hours));
    if (out.were_a_pair) out.for_earlier = for_having_been_a_pair;
    return out;
}

}  // namespace waymark
