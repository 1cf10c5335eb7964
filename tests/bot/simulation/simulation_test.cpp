// Programme years in which everything goes wrong that may, and every promise is kept. WAYMARK_YEARS (12) says how many
// in all; the full figure is 1,000. A failure prints what plays its year again.
#include <gtest/gtest.h>

#include <array>
#include <iostream>

#include "bot/startup.hpp"
#include "tests/bot/simulation/simulated_year.hpp"
#include "tests/support/seed.hpp"

namespace waymark::rehearsal {
namespace {

/// Years that have broken a promise once. Add one line for each that is found.
constexpr std::array<std::uint32_t, 4> found_before{
    1,              // messages that an outage delays by hours counted against the budget from when they arrived
    1'359'267'129,  // nobody could tell whether the notice of an ending had arrived: it is listed, and not sent again
    2'482'618'766,  // somebody travelled in the moment a nudge was let out, which was judged by the new zone
    3'319'704'846,  // somebody travelled while a nudge was tried again, and got it in the evening of the new place
};

constexpr std::array programmes{"six-month-classic", "peer-light", "twelve-month-formal"};
constexpr int years_for_every_fault = 4;

script_book shipped(const std::string& name) {
    const auto file = std::string(WAYMARK_SOURCE_DIR) + "/conversations/programmes/" + name + ".yaml";
    return read_scripts({{}, {file}}, std::cerr)->book;
}

void expect_kept(const year_outcome& year) {
    for (const auto& one : year.broken)
        ADD_FAILURE() << one.promise << " " << one.pair.text << " " << one.who.text << " at "
                      << one.at.time_since_epoch() / std::chrono::seconds(1) << ": " << one.in_words;
    for (const auto& one : year.left_over) ADD_FAILURE() << "left over: " << one;
    EXPECT_EQ(year.due, year.accounted_for);
}

void expect_every_kind(const fault_counts& faults) {
    for (const auto* kind :
         {"crash", "clock set ahead", "clock set back", "event twice", "event late", "refused for a while",
          "refused in an outage", "end unknown, had arrived", "end unknown, had not", "found", "absent", "cannot tell"})
        EXPECT_TRUE(faults.contains(kind)) << kind;
}

/// What years came to.
struct history {
    fault_counts faults;
    std::uint64_t turns = 0, nudges = 0, shown = 0, endings = 0;

    void add(const year_outcome& year) {
        for (const auto& [kind, count] : year.faults) faults[kind] += count;
        turns += year.turns;
        nudges += year.nudges;
        shown += year.shown;
        endings += year.endings;
    }
    void tell(int years) const {
        std::cout << years << " years: " << turns << " turns, " << nudges << " nudges, " << shown
                  << " times words of a partner, " << endings << " endings\n";
        for (const auto& [kind, count] : faults) std::cout << "  " << count << " times " << kind << "\n";
    }
};

class Simulation : public ::testing::TestWithParam<const char*> {};

TEST_P(Simulation, OfYearsFullOfFaultsKeepsEveryPromise) {
    const auto book = shipped(GetParam());
    const auto all = number_from_environment("WAYMARK_YEARS", 12);
    const auto years = (all + static_cast<int>(programmes.size()) - 1) / static_cast<int>(programmes.size());
    const auto first = test_seed();
    history all_years;
    for (int nth = 0; nth < years; ++nth) {
        const auto seed = first + static_cast<std::uint32_t>(nth);
        SCOPED_TRACE("WAYMARK_YEARS=1 " + seed_in_words(seed));
        const auto year = simulate_year(book, seed);
        expect_kept(year);
        all_years.add(year);
    }
    all_years.tell(years);
    if (years < years_for_every_fault) return;
    expect_every_kind(all_years.faults);
    for (const auto count : {all_years.nudges, all_years.shown})  // few pairs end by themselves
        EXPECT_GT(count, 0U) << "nothing was at stake";
}

TEST_P(Simulation, OfAYearThatBrokeAPromiseOnceKeepsItNow) {
    for (const auto seed : found_before) {
        SCOPED_TRACE(seed_in_words(seed));
        expect_kept(simulate_year(shipped(GetParam()), seed));
    }
}

std::string name_of(const ::testing::TestParamInfo<const char*>& one) {
    std::string out(one.param);
    std::erase(out, '-');
    return out;
}

INSTANTIATE_TEST_SUITE_P(Shipped, Simulation, ::testing::ValuesIn(programmes), name_of);

}  // namespace
}  // namespace waymark::rehearsal
