// One programme year of a few pairs, in which everything goes wrong that may: crashes, clocks that are set, and a
// platform with faults. All chance comes from the seed.
#pragma once

#include "bot/rehearsal/promises.hpp"
#include "conversations/turn.hpp"
#include "tests/bot/simulation/faulty_platform.hpp"

namespace waymark::rehearsal {

struct year_outcome {
    fault_counts faults;
    broken_promises broken;
    std::int64_t due = 0, accounted_for = 0;                      ///< nudges
    std::uint64_t turns = 0, nudges = 0, shown = 0, endings = 0;  ///< shown: words of the one to the other
    std::vector<std::string> left_over;                           ///< what should have been worked on and was not
};

constexpr std::size_t pairs_in_year = 3;

/// `book` has one programme.
[[nodiscard]] year_outcome simulate_year(script_book book, std::uint64_t seed);

}  // namespace waymark::rehearsal
