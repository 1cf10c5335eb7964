// What a programme's rules do to a pair: it moves on, the contact hears of it, an admin pushes.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

nudge_rule starts(const stage& here, const std::string& id, const std::string& flow) {
    nudge_rule rule;
    rule.id = id;
    rule.start = here.book.flows.newest(flow)->ref;
    rule.roles = here.book.flows.newest(flow)->people;
    rule.to = "both";
    rule.reason["en"] = "You have met twice.";
    return rule;
}

stage_rule leads(const std::string& from, const std::string& to, int meetings) {
    stage_rule rule;
    rule.to = to;
    rule.when.stages = {from};
    rule.when.is = trigger::moment::meetings;
    rule.when.count = meetings;
    return rule;
}

struct rules : testing::Test {
    rules() { here.the_programme().nudges.clear(); }
    pair_state& pair() { return here.all.pairs.at({"p1"}); }
    void look() { here.take(pair_id{"p1"}, time_passed{}); }
    stage here;
};

// 2.14: groundwork first, then the goal.
TEST_F(rules, a_pair_that_has_met_twice_comes_to_its_goals_and_both_hear_of_it_2_14) {
    here.the_programme().stages = {leads("groundwork", "goals", 2)};
    auto goal = starts(here, "goals_now", "smart_goal");
    goal.when.stages = {"goals"};
    here.the_programme().nudges = {goal};
    pair().stage = "groundwork";
    pair().met = {here.now};
    look();
    EXPECT_EQ(pair().stage, "groundwork");
    pair().met.push_back(here.now);
    look();
    EXPECT_EQ(pair().stage, "goals");
    EXPECT_EQ(pair().stage_since, here.now);
    here.pass(days(3));
    EXPECT_THAT(here.told(here.bo), Not(IsEmpty()));
    EXPECT_EQ(pair().talks.at("smart_goal"), 1);
}

TEST_F(rules, several_stages_are_gone_through_at_once_and_no_timer_stays) {
    here.the_programme().stages = {leads("groundwork", "goals", 1), leads("goals", "growing", 1)};
    pair().stage = "groundwork";
    pair().met = {here.now};
    look();
    EXPECT_EQ(pair().stage, "growing");
    EXPECT_EQ(next_timer(here.the_programme(), pair()), never);
    EXPECT_EQ(here.timers, here.timers_wanted());
}

// 0.13: a pair without a goal is a reportable condition: that it is so, not what anybody wrote.
TEST_F(rules, the_contact_hears_that_a_pair_has_no_goal_once_0_13) {
    nudge_rule rule;
    rule.id = "no_goal";
    rule.when.stages = {"groundwork"};
    rule.when.length = days(56);
    rule.when.without = {{"goal"}};
    rule.tell_contact = {{"en", "{pair} have no goal yet."}};
    here.the_programme().nudges = {rule};
    pair().stage = "groundwork";
    pair().stage_since = here.now;
    look();
    here.pass(days(60));
    EXPECT_THAT(here.told(here.dora), Contains(HasSubstr("Ann & Bo have no goal yet.")));
    here.pass(days(60));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
}

TEST_F(rules, a_pair_that_is_held_out_gets_nothing_and_that_is_on_record) {
    auto look_back = starts(here, "look", "checkpoint");
    look_back.when.stages = {"growing"};
    look_back.hold_out = 90;
    here.the_programme().nudges = {look_back};
    pair().stage = "growing";
    while (due_rules(here.the_programme(), pair(), here.now).at(0).is != due_rule::fate::held_out)
        here.the_programme().nudges[0].id += "x";
    look();
    EXPECT_FALSE(pair().talks.contains("checkpoint"));
    EXPECT_THAT(here.log, Contains(testing::Field(&log_line::event, "held_out")));
}

TEST_F(rules, an_admin_pushes_a_rule_whatever_its_moment) {
    auto look_back = starts(here, "look", "checkpoint");
    look_back.when.is = trigger::moment::pushed;
    look_back.when.stages = {"growing"};
    here.the_programme().nudges = {look_back};
    pair().stage = "groundwork";
    here.take(pair_id{"p1"}, pushed{{"p1"}, "look"});
    EXPECT_FALSE(pair().talks.contains("checkpoint")) << "not where the rule wants it";
    pair().stage = "growing";
    here.take(pair_id{"p1"}, pushed{{"p1"}, "look"});
    EXPECT_EQ(pair().talks.at("checkpoint"), 1);
    pair().ended = true;
    here.take(pair_id{"p1"}, pushed{{"p1"}, "look"});
    EXPECT_EQ(pair().talks.at("checkpoint"), 1);
    EXPECT_THAT(here.log, Contains(testing::Field(&log_line::event, "not_pushed")));
}

}  // namespace
}  // namespace waymark
