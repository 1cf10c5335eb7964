// 3.3: a new pair openly beside the present one, or after its end was told. 1.15, 1.16: what happens to one pair leaves
// the other as it is.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Ann with Bo, and with Cy.
struct rematch : testing::Test {
    rematch() {
        here.add_cy();
        here.stands_in("growing");
    }
    void ann_ends_it_with_bo() {
        here.says(here.ann, "I want to end this");
        here.presses(here.ann, "Bo");
        for (const auto* label : {"I would like to end it", "My goals have moved on", "My goals have moved on"})
            here.presses(here.ann, label);
        here.says(here.ann, "no, thank you");
        here.presses(here.ann, "Yes, please end it");
    }
    stage here;
};

TEST_F(rematch, leaving_one_tells_both_and_the_other_pair_goes_on_3_3) {
    ann_ends_it_with_bo();
    EXPECT_TRUE(here.pair({"p1"}).ended);
    EXPECT_FALSE(here.pair({"p2"}).ended);
    here.pass(days(1));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("has ended")));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("has ended")));
    EXPECT_THAT(here.told(here.cy), IsEmpty()) << "it is none of Cy's business";
    here.starts("checkpoint", {"p2"});
    here.pass(days(3));
    EXPECT_THAT(here.told(here.cy), Contains(HasSubstr("How are things working")));
}

TEST_F(rematch, whoever_is_paired_anew_has_been_told_of_the_end_before_3_3) {
    ann_ends_it_with_bo();
    here.pass(days(1));
    const auto told = here.told(here.bo);
    EXPECT_THAT(told, Contains(HasSubstr("has ended")));
    const programme_pair next{{"p3"}, here.cy, here.bo, {}, {}};
    here.enrols(next);
    here.starts("joining", {"p3"});
    here.pass(days(3));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Cy")));
}

/// Ann with Bo; Cy is about to come.
struct second_pair : testing::Test {
    second_pair() {
        here.stands_in("growing");
        here.add_cy();
        here.starts("joining", {"p2"});
        here.pass(days(2));
    }
    void both_say_yes() {
        for (const auto& who : {here.ann, here.cy}) here.presses(who, "Yes, I am in");
        ASSERT_EQ(here.pair({"p2"}).stage, "groundwork");
    }
    std::string newest(const person_id& who) {
        const auto all = here.told(who);
        return all.empty() ? "" : all.back();
    }
    static constexpr auto openly = "Ann has now begun another pair as well";
    stage here;
};

TEST_F(second_pair, is_told_openly_to_the_present_partner_and_the_contact_once_it_begins_3_3) {
    here.pass(days(5));
    EXPECT_THAT(here.told(here.bo), IsEmpty()) << "it may come to nothing";
    both_say_yes();
    here.pass(days(3));
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr(openly), Not(HasSubstr("Cy")))));
    EXPECT_THAT(here.told(here.dora), ElementsAre(AllOf(HasSubstr("Ann has begun another pair"), HasSubstr("with Bo"),
                                                        Not(HasSubstr("Cy")))));
    EXPECT_THAT(here.told(here.cy), Each(Not(HasSubstr("another pair")))) << "theirs is the new one";
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr("another pair"))));
    here.pass(days(100));
    EXPECT_THAT(here.told(here.bo), Each(Not(HasSubstr("another pair")))) << "once";
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(second_pair, is_told_whoever_of_the_two_says_yes_last_3_3) {
    here.presses(here.cy, "Yes, I am in");
    here.presses(here.ann, "Yes, I am in");
    here.pass(days(3));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr(openly)));
}

TEST_F(second_pair, that_comes_to_nothing_is_told_to_nobody_3_3) {
    here.presses(here.ann, "Yes, I am in");
    here.presses(here.cy, "No, thank you");
    here.pass(days(60));
    EXPECT_THAT(here.told(here.bo), Each(Not(HasSubstr("another pair"))));
}

TEST_F(second_pair, is_not_told_where_the_first_is_over_3_3) {
    here.all.pairs.at({"p1"}).stage = "closed";
    both_say_yes();
    here.pass(days(10));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
}

TEST_F(second_pair, is_told_in_the_readers_language_and_hours_with_why_and_its_ways_out_3_3) {
    here.speak(here.bo, "es");
    here.move_to(in_madrid("2026-06-05", 20));  // a Friday evening
    both_say_yes();
    here.move_to(in_madrid("2026-06-08", 8, 59));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    here.move_to(in_madrid("2026-06-08", 13));
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("Ann ha empezado ahora también otra pareja")));
    ASSERT_THAT(here.nudges_to(here.bo), testing::SizeIs(1));
    EXPECT_TRUE(std::get<outgoing>(here.nudges_to(here.bo).front().row.content).ways_out);
    EXPECT_THAT(here.person(here.bo).sent, testing::SizeIs(1)) << "it counts in the budget";
    here.says(here.bo, "por qué");
    EXPECT_THAT(newest(here.bo), HasSubstr("Es el caso de Ann"));
}

TEST_F(second_pair, waits_while_the_week_is_full_3_3) {
    here.starts("checkpoint", {"p1"});
    here.pass(days(1));
    here.starts("pulse", {"p1"});
    here.pass(days(1));
    ASSERT_THAT(here.nudges_to(here.bo), testing::SizeIs(2));
    both_say_yes();
    here.pass(days(3));
    EXPECT_THAT(here.told(here.bo), Each(Not(HasSubstr(openly))));
    here.pass(days(21));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr(openly)));
}

TEST_F(rematch, a_pause_of_one_pair_is_none_of_the_other_1_15) {
    here.all.pairs.at({"p1"}).paused_until = here.now + days(30);
    here.starts("checkpoint", {"p1"});
    here.starts("checkpoint", {"p2"});
    here.pass(days(5));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    EXPECT_THAT(here.told(here.cy), Not(IsEmpty()));
}

}  // namespace
}  // namespace waymark
