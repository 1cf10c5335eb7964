// The year of a pair, put together from what happened in a world.
#include "bot/rehearsal/years.hpp"

#include <gmock/gmock.h>

#include "example_ledger.hpp"

namespace waymark::rehearsal {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using testing::tuesday;

struct a_year : ::testing::Test {
    ledger of = testing::example_ledger();
    rehearsal_report report;
    const pair_year& year() {
        year_book(report, 10).add(of);
        return report.years.at(0);
    }
};

TEST_F(a_year, HoldsTheStagesAndTheEndingOfThatPairAlone) {
    const pair_id ours = of.pairs[0].id, others{"cleo_and_dan"};
    of.stages = {{ours, tuesday(8), "invited"}, {others, tuesday(9), "goals"}, {ours, tuesday(10), "groundwork"}};
    of.endings = {{others, tuesday(11), "moved", {}}, {ours, tuesday(12), "left", {}}};
    const auto& one = year();
    ASSERT_THAT(one.stages, SizeIs(2));
    EXPECT_EQ(one.stages[0].stage, "invited");
    EXPECT_EQ(one.stages[1].stage, "groundwork");
    ASSERT_TRUE(one.ended);
    EXPECT_EQ(one.ended->reason, "left");
    EXPECT_EQ(one.ended->at, tuesday(12));
}

TEST_F(a_year, LeadsFromChangedButtonsToTheMessageTheyWereUnder) {
    of.happenings[0].choices = {"Yes", "No"};
    happening change;
    change.at = tuesday(11);
    change.who = {"ann"};
    change.is = happening::kind::changed_buttons;
    change.text = "Yes";
    change.zone = "Europe/Madrid";
    change.changes = of.happenings[0].key;
    of.happenings.push_back(change);
    const auto& one = year();
    ASSERT_THAT(one.lines, SizeIs(3));
    EXPECT_FALSE(one.lines[0].changes);
    EXPECT_EQ(one.lines[2].changes, 0U);
    ASSERT_THAT(one.lines[0].choices, SizeIs(2));
    EXPECT_EQ(one.lines[0].choices[0], one.lines[2].text);  // each text is kept once
    EXPECT_THAT(report.texts, ElementsAre("", "Hello", "Yes", "No"));
}

}  // namespace
}  // namespace waymark::rehearsal
