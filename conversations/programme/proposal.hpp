// The whole cohort at once: which pairs would be best, and who is left over and why. Pure; nobody hears of it.
#pragma once

#include "conversations/programme/matching.hpp"

namespace waymark {

struct proposed_pair {
    std::size_t mentee = 0, mentor = 0;  ///< places in proposal::people
    fit why;
    std::optional<std::size_t> next_best;  ///< another mentor for this mentee, whoever that one is proposed to
    int next_points = 0;
};

struct left_over {
    std::size_t who = 0;
    bool as_mentor = false;  ///< otherwise as a mentee
    std::string why;
};

struct proposal {
    std::vector<candidate> people;     ///< by id; of `wants` only those that no present mentor offers
    std::vector<proposed_pair> pairs;  ///< by mentee
    std::vector<left_over> odd;        ///< mentees without a mentor, then mentors without any mentee
    std::vector<std::size_t> content;  ///< mentees whose present mentors offer all they want
};

/// As many people as possible are in a pair, and then the sum of points is the greatest there is. Everybody gets at
/// most one new mentor, and mentors as many mentees as they have places left. The order of `people` changes nothing.
[[nodiscard]] proposal propose(std::vector<candidate> people, const match_facts& facts);

}  // namespace waymark
