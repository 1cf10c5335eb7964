// The figures of a rehearsal, counted from ledgers: once for everybody, and once for the people of each persona.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "bot/rehearsal/ledger.hpp"

namespace waymark::rehearsal {

/// Of whom: people count with their own persona, pairs with that of either of the two.
struct tally {
    std::int64_t people = 0, pairs = 0;
    std::vector<std::int64_t> nudges_by_week, answers_by_week, acts_by_week;  ///< messages to people; what they did
    std::array<std::int64_t, 24> nudges_by_hour{}, answers_by_hour{}, acts_by_hour{};  ///< of each person's own clock
    std::map<std::int64_t, std::int64_t> weeks_with_nudges;             ///< how many person weeks had so many
    std::map<std::string, std::int64_t> nudges;                         ///< due, and what became of them
    std::map<std::string, std::array<std::int64_t, 2>> talks_given_up;  ///< "flow/step": unanswered; time ran out
    std::map<std::string, std::vector<std::int64_t>> stages_by_week;    ///< pairs, at the end of each week
    std::map<std::string, std::int64_t> endings;                        ///< how the pairs stand at the end
    std::int64_t with_goal = 0, with_stretch_goal = 0, closing_begun = 0, closing_answered = 0, with_next_step = 0;
    std::int64_t lines_for_contact = 0;

    void add(const tally& other);
};

/// Of the people of one persona, or of all when `whose` is null.
[[nodiscard]] tally tally_of(const ledger& of, const persona* whose);

constexpr auto tally_week = std::chrono::days(7);

}  // namespace waymark::rehearsal
