// Each promise can be broken, and is then found; in the example all of them are kept.
#include "bot/rehearsal/promises.hpp"

#include <gmock/gmock.h>

#include "example_ledger.hpp"

namespace waymark::rehearsal {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(RehearsalPromises, AreAllKeptInTheExample) {
    EXPECT_THAT(all_broken(example_ledger()), IsEmpty());
}

TEST(RehearsalPromises, AThirdNudgeWithinSevenDaysIsOverTheBudget) {
    auto of = example_ledger();
    of.happenings.push_back(nudge("ann", tuesday(10) + days(2), "a2"));
    EXPECT_THAT(over_budget(of), IsEmpty());
    of.happenings.push_back(nudge("ann", tuesday(10) + days(6), "a3"));
    const auto found = over_budget(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].who.text, "ann");
    EXPECT_EQ(found[0].pair.text, "ann_and_bo");
    EXPECT_EQ(found[0].at, tuesday(10) + days(6));
    EXPECT_THAT(found[0].in_words, HasSubstr("within seven days"));
}

TEST(RehearsalPromises, SevenDaysLaterTheBudgetHasRoomAgain) {
    auto of = example_ledger();
    of.happenings.push_back(nudge("ann", tuesday(10) + days(2), "a2"));
    of.happenings.push_back(nudge("ann", tuesday(10) + days(7), "a3"));
    EXPECT_THAT(over_budget(of), IsEmpty());
}

TEST(RehearsalPromises, TwoNudgesOnOneDayAreOneTooMany) {
    auto of = example_ledger();
    of.people[{"ann"}].gate.apart = hours(1);
    of.happenings.push_back(nudge("ann", tuesday(15), "a2"));
    const auto found = over_budget(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].in_words, HasSubstr("on one day"));
}

TEST(RehearsalPromises, NudgesTooCloseToEachOtherAreFound) {
    auto of = example_ledger();
    of.happenings[0].at = tuesday(17);
    of.happenings.push_back(nudge("ann", tuesday(17) + hours(16), "a2"));
    const auto found = over_budget(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].in_words, HasSubstr("less than 20h"));
}

TEST(RehearsalPromises, RepliesAndLinesForAContactHaveNoBudget) {
    auto of = example_ledger();
    for (int i = 0; i < 5; ++i) {
        of.happenings.push_back(nudge("ann", tuesday(12) + hours(i), "r" + std::to_string(i)));
        of.happenings.back().is = i % 2 == 0 ? happening::kind::reply : happening::kind::for_contact;
    }
    EXPECT_THAT(over_budget(of), IsEmpty());
}

TEST(RehearsalPromises, ANudgeInTheEveningIsFoundByTheClockOfWhoeverGotIt) {
    auto of = example_ledger();
    of.happenings[0].zone = "Asia/Tokyo";  // ten in Madrid is six in the evening there
    const auto found = in_quiet_time(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].in_words, HasSubstr("quiet hours"));
}

TEST(RehearsalPromises, ANudgeOnASundayIsFound) {
    auto of = example_ledger();
    of.happenings[0].at = tuesday(10) + days(5);
    const auto found = in_quiet_time(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].in_words, HasSubstr("day off"));
}

TEST(RehearsalPromises, ANudgeOnAHolidayOfTheirRegionIsFound) {
    auto of = example_ledger();
    of.regions["ES"].every_year[std::chrono::January / 13] = "A holiday";
    const auto found = in_quiet_time(of);
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_THAT(found[0].in_words, HasSubstr("holiday"));
}

TEST(RehearsalPromises, QuietHoursThatAreNoneAreNeverBroken) {
    auto of = example_ledger();
    of.people[{"ann"}].gate.quiet_from_minute = of.people[{"ann"}].gate.quiet_to_minute = 0;
    of.happenings[0].at = tuesday(3);
    EXPECT_THAT(in_quiet_time(of), IsEmpty());
}

struct an_ending : ::testing::Test {
    ledger of = example_ledger();
    an_ending() {
        of.endings = {{{"ann_and_bo"}, tuesday(10) + days(10), "life", {}}};
        of.happenings.push_back(nudge("ann", tuesday(10) + days(11), "end/a"));
    }
};

TEST_F(an_ending, OfWhichOneOfTheTwoIsNotToldIsFound) {
    const auto found = ended_without_a_word(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].who.text, "bo");
}

TEST_F(an_ending, OfWhichBothAreToldIsFine) {
    of.happenings.push_back(nudge("bo", tuesday(10) + days(13), "end/b"));
    EXPECT_THAT(ended_without_a_word(of), IsEmpty());
}

TEST_F(an_ending, IsNotToldByAMessageOfAnotherPair) {
    of.happenings.push_back(nudge("bo", tuesday(10) + days(13), "end/b"));
    of.happenings.back().pair.text = "bo_and_cleo";
    EXPECT_THAT(ended_without_a_word(of), SizeIs(1));
}

TEST_F(an_ending, CannotBeToldToWhoeverHasStoppedTheBot) {
    of.people[{"bo"}].stopped_since = tuesday(9);
    EXPECT_THAT(ended_without_a_word(of), IsEmpty());
}

TEST(RehearsalPromises, ASealedAnswerThatIsSeenBeforeBothHaveAnsweredIsFound) {
    auto of = example_ledger();
    of.shown[0].at = tuesday(12);  // Bo answers at one
    const auto found = opened_too_early(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].who.text, "bo");
    EXPECT_THAT(found[0].in_words, HasSubstr("closing/victories"));
}

TEST(RehearsalPromises, APrivateAnswerThatThePartnerSeesIsFound) {
    auto of = example_ledger();
    of.answers[0].seen_by = audience::me;
    EXPECT_THAT(wrong_audience(of), SizeIs(1));
    of.answers[0].seen_by = audience::programme;
    EXPECT_THAT(wrong_audience(of), SizeIs(1));
    of.answers[0].seen_by = audience::partner;
    EXPECT_THAT(wrong_audience(of), IsEmpty());
}

TEST(RehearsalPromises, AnAnswerForThePartnerThatSomebodyElseSeesIsFound) {
    auto of = example_ledger();
    of.shown.push_back({tuesday(15), 1, {"cleo"}});
    const auto found = wrong_audience(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].who.text, "cleo");
}

TEST(RehearsalPromises, WordsThatWereNoAnswerBelongToNobodyElse) {
    auto of = example_ledger();
    of.written[3] = {{"ann"}, {}};
    of.shown.push_back({tuesday(15), 3, {"bo"}});
    const auto found = wrong_audience(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].in_words, HasSubstr("no answer"));
}

TEST(RehearsalPromises, ANudgeThatIsNowhereIsFound) {
    auto of = example_ledger();
    of.nudges["walk"].lost = true;
    const auto found = lost_nudges(of);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].who.text, "ann");
}

TEST(RehearsalPromises, ARuleThatWasDueAndNeverCameIsFound) {
    auto of = example_ledger();
    of.never_fired = {"closing_time/ann_and_bo"};
    EXPECT_THAT(lost_nudges(of), SizeIs(1));
}

TEST(RehearsalPromises, AMessageThatComesTwiceIsFound) {
    auto of = example_ledger();
    of.happenings.push_back(nudge("ann", tuesday(10) + days(2), "a1"));
    EXPECT_THAT(said_twice(of), SizeIs(1));
}

TEST(RehearsalPromises, ANudgeThatGoesOutInTwoMessagesIsFound) {
    auto of = example_ledger();
    of.nudges["walk"].messages.push_back({"a2"});
    EXPECT_THAT(said_twice(of), SizeIs(1));
}

TEST(RehearsalPromises, AreListedByTime) {
    auto of = example_ledger();
    of.happenings.push_back(nudge("ann", tuesday(10) + days(5), "a1"));
    of.shown[0].at = tuesday(12);
    const auto found = all_broken(of);
    ASSERT_THAT(found, SizeIs(3));  // seen early; then twice, and on a Sunday
    EXPECT_EQ(found[0].promise, "sealed_opened_early");
}

}  // namespace
}  // namespace waymark::rehearsal
