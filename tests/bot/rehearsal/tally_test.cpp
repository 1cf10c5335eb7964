// The figures, counted from a small ledger.
#include "bot/rehearsal/tally.hpp"

#include <gmock/gmock.h>

#include "example_ledger.hpp"

namespace waymark::rehearsal {
namespace {

using namespace testing;

given_answer kept(const std::string& as, const std::string& by) {
    given_answer out;
    out.pair.text = "ann_and_bo";
    out.talk.text = "ann_and_bo/closing/1";
    out.flow = "closing";
    out.step = as;
    out.keep_as = as;
    out.author.text = by;
    return out;
}

TEST(RehearsalTally, AClosingIsAnsweredWhenBothHaveAnsweredAllThreeQuestions) {
    auto of = example_ledger();  // both have named a victory
    for (const auto* by : {"ann", "bo"}) of.answers.push_back(kept("lesson", by));
    of.answers.push_back(kept("next_step", "ann"));
    EXPECT_EQ(tally_of(of, nullptr).closing_answered, 0);
    EXPECT_EQ(tally_of(of, nullptr).with_next_step, 1);
    auto declined = kept("next_step", "bo");
    declined.declined = true;
    of.answers.push_back(declined);
    EXPECT_EQ(tally_of(of, nullptr).closing_answered, 0);
    of.answers.push_back(kept("next_step", "bo"));
    EXPECT_EQ(tally_of(of, nullptr).closing_answered, 1);
}

TEST(RehearsalTally, CountsLoadByTheWeekAndByEachPersonsOwnHour) {
    const auto all = tally_of(example_ledger(), nullptr);
    EXPECT_EQ(all.nudges_by_week.at(0), 2);
    EXPECT_EQ(all.nudges_by_hour.at(10), 1);
    EXPECT_EQ(all.nudges_by_hour.at(11), 1);
    EXPECT_EQ(all.weeks_with_nudges.at(1), 2);
    EXPECT_EQ(all.nudges.at("sent"), 1);
}

TEST(RehearsalTally, CountsNudgesThatBeganNothingByTheirReason) {
    auto of = example_ledger();
    const auto due = tally_of(of, nullptr).nudges.at("due");
    for (const auto* why : {"held_out", "too_late", "under_way"}) {
        due_nudge one;
        one.to = {"ann"};
        one.became = due_nudge::end::not_begun;
        one.why = why;
        of.nudges[why] = one;
    }
    const auto all = tally_of(of, nullptr).nudges;
    EXPECT_EQ(all.at("due"), due + 3);
    EXPECT_EQ(all.at("not begun: for comparison"), 1);
    EXPECT_EQ(all.at("not begun: too late"), 1);
    EXPECT_EQ(all.at("not begun: still under way"), 1);
}

TEST(RehearsalTally, CountsWhereTalksDieAndHowPairsStand) {
    auto of = example_ledger();
    of.talk_ends.push_back({{"ann_and_bo"}, {"bo"}, tuesday(15), "closing", "lessons", true});
    of.talk_ends.push_back({{"ann_and_bo"}, {"bo"}, tuesday(16), "closing", "next_step", false});
    of.stages = {{{"ann_and_bo"}, tuesday(9), "closing"}};
    of.endings = {{{"ann_and_bo"}, tuesday(9) + days(20), "life", {}}};
    const auto all = tally_of(of, nullptr);
    EXPECT_EQ(all.talks_given_up.at("closing/lessons").at(0), 1);
    EXPECT_EQ(all.talks_given_up.at("closing/next_step").at(1), 1);
    EXPECT_EQ(all.stages_by_week.at("closing").at(0), 1);
    EXPECT_EQ(all.stages_by_week.at("ended early").at(4), 1);
    EXPECT_EQ(all.endings.at("ended early: life"), 1);
}

TEST(RehearsalTally, OfAPersonaCountsItsPeopleAndTheirPairs) {
    auto of = example_ledger();
    of.people[{"ann"}].is.is = persona::busy;
    const auto busy = persona::busy;
    const auto leaver = persona::leaver;
    EXPECT_EQ(tally_of(of, &busy).people, 1);
    EXPECT_EQ(tally_of(of, &busy).pairs, 1);
    EXPECT_EQ(tally_of(of, &busy).nudges_by_week.at(0), 1);
    EXPECT_EQ(tally_of(of, &leaver).pairs, 0);
}

}  // namespace
}  // namespace waymark::rehearsal
