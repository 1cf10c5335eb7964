// Two who agree on a later end while their closing is under way. 3.10
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct later_end : testing::Test {
    later_end() {
        nudge_rule closing;
        closing.id = "closing_time";
        closing.start = here.book.flows.newest("closing")->ref;
        closing.roles = here.book.flows.newest("closing")->people;
        closing.to = "both";
        closing.when.is = trigger::moment::before_end;
        closing.when.length = days(42);
        closing.when.stages = {"growing"};
        here.the_programme().nudges = {closing};
        pair().stage = "growing";
        pair().stage_since = grew_since;
        pair().ends = here.now + days(30);
        here.take(pair_id{"p1"}, time_passed{});
        here.pass(days(3));
    }
    pair_state& pair() { return here.all.pairs.at({"p1"}); }
    void agree_on(instant day) {
        here.says(here.bo, "another end date");
        here.says(here.bo, date_text(std::chrono::floor<days>(day)));
        here.pass(days(5));
        here.presses(here.ann, "Yes, I agree");
    }
    [[nodiscard]] bool closing_runs() {
        return std::ranges::any_of(pair().running,
                                   [](const conversation& one) { return one.flow.name == "closing" && !one.over; });
    }
    stage here;
    instant grew_since = here.now - days(60);
};

TEST_F(later_end, far_away_leads_back_to_where_they_were_and_the_closing_comes_again_3_10) {
    ASSERT_EQ(pair().stage, "closing");
    ASSERT_TRUE(closing_runs());
    agree_on(here.now + days(150));
    EXPECT_EQ(pair().stage, "growing");
    EXPECT_EQ(pair().stage_since, grew_since) << "what has been said in that stage is not said again";
    EXPECT_EQ(pair().rested_until, here.now);
    EXPECT_FALSE(closing_runs());
    here.pass(days(90));
    EXPECT_EQ(pair().stage, "growing");
    here.pass(days(30));
    EXPECT_EQ(pair().stage, "closing");
    EXPECT_EQ(pair().talks.at("closing"), 2);
}

TEST_F(later_end, near_enough_leaves_the_closing_where_it_is) {
    ASSERT_EQ(pair().stage, "closing");
    agree_on(here.now + days(45));
    EXPECT_EQ(pair().ends.has_value() && *pair().ends > here.now + days(30), true) << "the new end counts";
    EXPECT_EQ(pair().stage, "closing");
    EXPECT_TRUE(closing_runs());
}

TEST_F(later_end, a_closing_that_people_began_themselves_stays_until_an_end_is_agreed_on) {
    agree_on(here.now + days(150));
    here.says(here.bo, "closing");
    EXPECT_EQ(pair().stage, "closing");
    here.pass(days(2));
    EXPECT_EQ(pair().stage, "closing") << "the end lies far away, and nobody has moved it";
}

TEST_F(later_end, a_day_that_is_over_or_today_is_refused_at_the_question) {
    here.says(here.bo, "another end date");
    const auto before = pair().ends;
    for (const auto& day : {std::string("2020-01-01"), date_text(std::chrono::floor<days>(here.now))}) {
        here.says(here.bo, day);
        EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("That day is too early")));
    }
    here.pass(days(2));
    EXPECT_THAT(here.told(here.ann), Not(Contains(HasSubstr("your time together to go until"))));
    EXPECT_EQ(pair().ends, before);
}

TEST_F(later_end, nobody_begins_a_closing_with_a_word_while_a_goal_is_looked_for) {
    pair().running.clear();
    pair().stage = "goals";
    here.says(here.bo, "closing");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("is for another time in your mentoring")));
    EXPECT_EQ(pair().stage, "goals");
}

}  // namespace
}  // namespace waymark
