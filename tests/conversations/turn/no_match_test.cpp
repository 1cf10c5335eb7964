// Whoever waited and is in none of the pairs of a round is told, as anybody is told what they have not asked for. 2.11
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct no_match : testing::Test {
    /// Mia has joined by herself, and wants to learn something.
    no_match() {
        here.the_programme().open_to_join = true;
        mia = here.writes("U0MIA", "hello");
        for (const char* one : {"yes", "Mia", "Learn something", "law", "cancel"}) here.says(mia, one);
        (void)here.told(mia);
    }
    std::string last() {
        const auto all = here.told(mia);
        return all.empty() ? "" : all.back();
    }
    void tell() { here.take(mia, unmatched{mia}); }
    stage here;
    person_id mia;
};

TEST_F(no_match, is_told_within_their_hours_with_its_ways_out_and_counts_in_their_budget) {
    here.move_to(in_madrid("2026-06-06", 12));  // a Saturday
    tell();
    EXPECT_THAT(here.told(mia), IsEmpty());
    here.move_to(in_madrid("2026-06-08", 12));
    EXPECT_THAT(here.told(mia), ElementsAre(AllOf(HasSubstr("this time there was nobody who fits you"),
                                                  HasSubstr("Dora is glad to talk"), HasSubstr("leave the list"))));
    ASSERT_THAT(here.nudges_to(mia), SizeIs(1));
    EXPECT_TRUE(std::get<outgoing>(here.nudges_to(mia).front().row.content).ways_out);
    ASSERT_THAT(here.person(mia).sent, SizeIs(1)) << "it counts";
    here.says(mia, "why");
    EXPECT_THAT(last(), HasSubstr("came because you wait for a match in Open Doors"));
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(no_match, is_told_once_in_a_round) {
    tell();
    here.pass(days(2));
    EXPECT_THAT(here.told(mia), SizeIs(1));
    tell();
    here.pass(days(7));
    EXPECT_THAT(here.told(mia), IsEmpty());
    here.pass(days(7));
    tell();
    here.pass(days(3));
    EXPECT_THAT(here.told(mia), SizeIs(1));
}

TEST_F(no_match, is_not_said_to_whoever_has_a_pair_by_then_has_left_or_wants_none) {
    here.move_to(in_madrid("2026-06-06", 12));
    tell();
    here.enrols({{"p2"}, here.ann, mia, {}, {}});
    here.move_to(in_madrid("2026-06-10", 12));
    EXPECT_THAT(here.told(mia), IsEmpty());
    here.take(here.bo, unmatched{here.bo});
    here.move_to(in_madrid("2026-06-12", 12));
    for (const auto& one : here.told(here.bo)) EXPECT_THAT(one, Not(HasSubstr("nobody who fits")));
}

TEST_F(no_match, less_of_this_switches_only_that_off) {
    tell();
    here.pass(days(2));
    here.presses(mia, "Less of this");
    EXPECT_THAT(last(), HasSubstr("News about your match"));
    here.pass(days(20));
    tell();
    here.pass(days(5));
    EXPECT_THAT(here.told(mia), IsEmpty());
}

TEST_F(no_match, what_could_not_be_sent_in_time_comes_again) {
    tell();
    here.pass(hours(5));
    const auto sent = here.nudges_to(mia);
    ASSERT_THAT(sent, SizeIs(1));
    here.take(mia, came_too_late{mia, sent.front().row.key});
    here.pass(days(3));
    EXPECT_THAT(here.nudges_to(mia), SizeIs(2));
}

}  // namespace
}  // namespace waymark
