// Who could learn from whom: what speaks for two people as a pair, in points and in words, and what forbids it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "conversations/person/calendar.hpp"
#include "conversations/person/topic.hpp"
#include "conversations/programme/programme.hpp"
#include "conversations/programme/week_hours.hpp"

namespace waymark {

/// Somebody who takes part, made ready to be compared with many others.
struct candidate {
    person_id id;
    std::string name;
    bool is_mentee = false, is_mentor = false;
    std::vector<topic> wants, offers;
    std::vector<std::string> languages;  ///< their own first
    std::vector<stretch> hours;          ///< of one week
    std::vector<person_id> not_with;
    int capacity = 1;
};

/// `own` is what the person has asked for; without it the programme's hours and days are theirs. `week` is when the
/// week begins whose hours count: zones change their clocks at different times.
[[nodiscard]] candidate candidate_of(const programme_person& person, const std::optional<gate_settings>& own,
                                     const programme& of, const calendars& regions, instant week);

/// What is known of pairs; each is a mentor and a mentee.
struct match_facts {
    std::set<std::pair<person_id, person_id>> pairs, earlier;
    std::map<person_id, int> mentees;  ///< how many each mentor has now
    void add_pair(const person_id& mentor, const person_id& mentee, bool over);
};

enum class refusal { none, same_person, a_pair, not_with, nothing_to_learn, no_language, no_hours, full };

/// One wish that is offered, as places in `wants` and `offers`.
struct met_wish {
    std::size_t wish = 0, offer = 0;
    int likeness = 0;  ///< hundredths
};

/// Points are 0 unless `why_not` is none. What a wish is met by is known whatever else forbids the pair.
struct fit {
    static constexpr int most_learning = 70, most_language = 15, most_hours = 15, most_points = 100;
    refusal why_not = refusal::none;
    std::vector<met_wish> met;
    std::string language;  ///< one they share, the mentee's own if possible
    span together{};       ///< working hours in the week
    bool were_a_pair = false;
    int for_learning = 0, for_language = 0, for_hours = 0, for_earlier = 0;

    [[nodiscard]] int points() const { return for_learning + for_language + for_hours + for_earlier; }
};

/// From 1 to most_points for a pair that may be. Learning counts most, and without it nothing else does: two people who
/// only get on well are no pair.
[[nodiscard]] fit score(const candidate& mentee, const candidate& mentor, const match_facts& facts);

struct explained_part {
    std::string name;
    int points = 0, most = 0;  ///< most = 0: it only takes points away
    std::string words;
};
/// What the points are for.
[[nodiscard]] std::vector<explained_part> explained(const fit& of, const candidate& mentee, const candidate& mentor);
/// "no language in common with ann, cy".
[[nodiscard]] std::string in_words(refusal why_not, const std::vector<std::string>& with);
/// The first few, and how many more there are.
[[nodiscard]] std::string some_of(const std::vector<std::string>& names);

}  // namespace waymark
