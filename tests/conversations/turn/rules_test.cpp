// What a programme's rules do to a pair: it moves on, the contact hears of it, an admin pushes.
#include <gmock/gmock.h>

#include "conversations/programme/not_begun.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
using testing::StartsWith;

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
    /// Whose account it is in, and why.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> not_begun() const {
        std::vector<std::pair<std::string, std::string>> out;
        for (const auto& one : here.log)
            if (one.event == waymark::not_begun::event) out.emplace_back(one.about, one.detail);
        return out;
    }
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

TEST_F(rules, a_pair_that_is_held_out_gets_nothing_and_that_stands_in_the_account_of_both) {
    auto look_back = starts(here, "look", "checkpoint");
    look_back.when.stages = {"growing"};
    look_back.hold_out = 90;
    here.the_programme().nudges = {look_back};
    pair().stage = "growing";
    while (due_rules(here.the_programme(), pair(), here.now).at(0).is != due_rule::fate::held_out)
        here.the_programme().nudges[0].id += "x";
    look();
    EXPECT_FALSE(pair().talks.contains("checkpoint"));
    EXPECT_THAT(not_begun(),
                ElementsAre(Pair("person/ann", StartsWith("held_out p1/" + here.the_programme().nudges[0].id)),
                            Pair("person/bo", StartsWith("held_out p1/look"))));
}

TEST_F(rules, what_is_too_late_for_one_reader_stands_in_the_account_of_that_one) {
    auto look_back = starts(here, "look", "stocktake");
    look_back.when.stages = {"growing"};
    look_back.good_for = days(2);
    look_back.to = "mentee";
    here.the_programme().nudges = {look_back};
    pair().stage = "growing";
    pair().stage_since = here.now - days(3);
    look();
    EXPECT_THAT(not_begun(), ElementsAre(Pair("person/bo", StartsWith("too_late p1/look/stage/growing/"))));
}

// A share held out of what follows from an answer would tell how many have answered so.
TEST_F(rules, why_nothing_follows_from_an_answer_is_in_no_account) {
    auto alone = starts(here, "alone", "stocktake");
    alone.to = "author";
    alone.hold_out = 100;
    alone.when.is = trigger::moment::answer;
    alone.when.question = "pulse.both_low";
    alone.when.values = {"alone"};
    auto since = alone;
    since.id = "since";
    since.when.is = trigger::moment::since;
    since.when.anchor = "pulse.both_low";
    here.the_programme().nudges = {alone, since};
    answer given;
    given.conversation = {"p1.pulse.1"};
    given.flow = "pulse";
    given.step = "both_low";
    given.author = here.bo;
    given.at = here.now;
    given.value.items = {"alone"};
    pair().answers = {given};
    look();
    EXPECT_THAT(not_begun(), ElementsAre(Pair("person/bo", StartsWith("not_told p1/alone/")),
                                         Pair("person/bo", StartsWith("not_told p1/since/"))));
}

TEST_F(rules, what_is_still_under_way_does_not_begin_again_and_stands_in_the_account) {
    auto first = starts(here, "first", "checkpoint"), second = starts(here, "second", "checkpoint");
    for (auto* one : {&first, &second}) one->when.stages = {"growing"};
    here.the_programme().nudges = {first, second};
    pair().stage = "growing";
    look();
    EXPECT_EQ(pair().talks.at("checkpoint"), 1);
    EXPECT_THAT(not_begun(), ElementsAre(Pair("person/ann", StartsWith("under_way p1/second/")),
                                         Pair("person/bo", StartsWith("under_way p1/second/"))));
    pair().running.front().over = true;
    here.the_programme().nudges.push_back(starts(here, "third", "checkpoint"));
    here.the_programme().nudges.back().when.stages = {"growing"};
    look();
    EXPECT_EQ(pair().talks.at("checkpoint"), 2) << "what is over is no reason";
    EXPECT_THAT(not_begun(), SizeIs(2));
}

TEST_F(rules, a_line_that_is_too_late_for_the_contact_is_on_record_with_the_pair) {
    nudge_rule rule;
    rule.id = "quiet";
    rule.when.stages = {"growing"};
    rule.good_for = days(2);
    rule.tell_contact = {{"en", "Look at {pair}."}};
    here.the_programme().nudges = {rule};
    pair().stage = "growing";
    pair().stage_since = here.now - days(3);
    look();
    EXPECT_THAT(not_begun(), ElementsAre(Pair("pair/p1", StartsWith("too_late quiet/"))));
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
