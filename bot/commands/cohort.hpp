// Everybody who could be matched, from the programme file, the database or a list.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "conversations/programme/matching.hpp"
#include "storage/look.hpp"

namespace waymark {

struct cohort {
    std::vector<candidate> people;
    match_facts facts;
    std::set<pair_id> pair_names;    ///< that are taken
    std::vector<std::string> notes;  ///< what the admin should know
};

/// The people of the programme file and those of the database who belong to this programme; pairs of all programmes
/// take up a mentor's places.
[[nodiscard]] cohort cohort_of(const programme& of, const people_look& known, const calendars& regions, instant now);
/// The people of a list, and the pairs of the programme file.
[[nodiscard]] cohort cohort_of(const programme& of, const std::vector<programme_person>& list, const calendars& regions,
                               instant now);

}  // namespace waymark
