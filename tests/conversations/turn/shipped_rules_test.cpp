// The rules of the programme that ships, from a due timer to the message: for each, a pair as it is then, and nothing
// done by hand but the passing of time.
#include "tests/conversations/turn/shipped_rules.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::weeks;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// 1.20: no goal, so it is offered before the next meeting, which a rhythm of four weeks would bring.
TEST_F(shipped_rules, a_pair_that_comes_to_its_goals_is_offered_the_way_to_one_within_days_1_20) {
    has_met(2);
    comes_to("goals");
    EXPECT_THAT(days_until("goal_time", here.bo, 28), AllOf(testing::Ge(0), testing::Le(3)));
}

// 0.13: that there is no goal, ten weeks after the start: to the contact, and not what anybody wrote.
TEST_F(shipped_rules, the_contact_hears_of_a_pair_without_a_goal_0_13) {
    has_met(2);
    comes_to("goals");
    here.pass(days(68));
    EXPECT_THAT(here.told(here.dora), Not(Contains(HasSubstr("no goal"))));
    here.pass(days(7));
    EXPECT_THAT(here.told(here.dora), Contains(AllOf(HasSubstr("Ann"), HasSubstr("Bo"), HasSubstr("goal"))));
}

// 1.21: what is to be done comes to the mentee.
TEST_F(shipped_rules, a_first_meeting_is_the_mentees_to_find_1_21) {
    comes_to("groundwork");
    EXPECT_THAT(days_until("first_meeting", here.bo, 7), AllOf(testing::Ge(3), testing::Le(6)));
    EXPECT_THAT(reasons_of(here.ann), Not(Contains("first_meeting")));
}

// 2.9: no request for feedback before the two have settled how.
TEST_F(shipped_rules, no_request_for_feedback_comes_before_the_contract_2_9) {
    has_met(2);
    has_kept("goal");
    comes_to("growing");
    here.pass(days(100));
    EXPECT_THAT(reasons_of(here.bo), Not(Contains("some_feedback")));
    EXPECT_THAT(reasons_of(here.bo), Not(IsEmpty()));
}

// 2.6: with every third meeting that was noted.
TEST_F(shipped_rules, every_third_meeting_brings_a_checkpoint_to_both_2_6) {
    has_kept("goal");
    has_met(2);
    comes_to("growing");
    here.pass(days(14));
    EXPECT_THAT(reasons_of(here.ann), Not(Contains("look_together")));
    pair().met.push_back(here.now);
    here.take(pair_id{"p1"}, time_passed{});
    EXPECT_GE(days_until("look_together", here.ann, 14), 0);
    EXPECT_GE(days_until("look_together", here.bo, 14), 0);
}

// 3.11: by the pair's own rhythm. Two who meet every two weeks are asked after three.
TEST_F(shipped_rules, a_quiet_pair_is_asked_by_its_own_rhythm_3_11) {
    has_met(2);
    has_kept("goal");
    pair().rhythm = weeks(2);
    comes_to("growing");
    const auto soon = days_until("quiet_pair", here.bo, 60);
    EXPECT_THAT(soon, AllOf(testing::Ge(20), testing::Le(26)));
}

// 4.1 and 0.5: six weeks before the end, before the last meetings; 3.9: the date alone is enough.
TEST_F(shipped_rules, the_closing_comes_to_both_six_weeks_before_the_agreed_end_4_1_0_5_3_9) {
    has_met(3);
    has_kept("goal");
    comes_to("growing");
    here.move_to(*pair().ends - days(44));
    EXPECT_THAT(reasons_of(here.ann), Not(Contains("closing_time")));
    (void)here.told(here.ann);
    EXPECT_THAT(days_until("closing_time", here.ann, 9), AllOf(testing::Ge(1), testing::Le(9)));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("Would you like to begin?")));
    EXPECT_GE(days_until("closing_time", here.bo, 9), 0);
}

// 1.12: past the agreed end, asked once whether to go on or to close.
TEST_F(shipped_rules, past_the_end_they_are_asked_once_how_to_go_on_1_12) {
    has_met(1);
    has_kept("goal");
    pair().ends = here.now - days(1);
    comes_to("growing");
    EXPECT_GE(days_until("still_going", here.bo, 20), 5);
    EXPECT_EQ(pair().talks.at("time_to_end"), 1);
    here.pass(days(60));
    EXPECT_EQ(pair().talks.at("time_to_end"), 1);
}

// 0.8: the next step, 30 and 90 days after the end.
TEST_F(shipped_rules, the_look_back_comes_a_month_after_the_end_and_two_more_months_later_0_8) {
    pair().ends = here.now;
    has_kept("next_step");
    comes_to("closed");
    const auto first = days_until("a_month_later", here.bo, 45);
    EXPECT_THAT(first, AllOf(testing::Ge(30), testing::Le(40)));
    EXPECT_EQ(pair().stage, "afterglow");
    EXPECT_THAT(days_until("three_months_later", here.bo, 80), AllOf(testing::Ge(50), testing::Le(70)));
}

// 1.15: a pause rests this pair and no other.
TEST_F(shipped_rules, a_pause_is_of_one_pair_1_15) {
    here.add_cy();
    here.stands_in("growing");
    for (const auto* id : {"p1", "p2"}) {
        here.all.pairs.at({id}).ends = here.now + days(60);
        here.all.pairs.at({id}).stage_since = here.now - days(10);
        here.all.pairs.at({id}).met = {here.now - days(1)};
    }
    pair().paused_until = here.now + days(50);
    for (const auto* id : {"p1", "p2"}) here.take(pair_id{id}, time_passed{});
    here.pass(days(30));
    EXPECT_THAT(reasons_of(here.bo), IsEmpty());
    EXPECT_THAT(reasons_of(here.cy), Contains("closing_time"));
}

}  // namespace
}  // namespace waymark
