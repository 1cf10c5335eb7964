// "Delete my data": asked once, then done; and the other one of the pair does not learn of it by silence.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::seconds;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct leaving : testing::Test {
    std::vector<std::string> bo_writes(const std::string& text) {
        (void)here.told(here.bo);
        here.says(here.bo, text);
        return here.told(here.bo);
    }
    void bo_leaves() {
        (void)bo_writes("delete my data");
        here.presses(here.bo, "Yes, delete everything");
    }
    stage here;
};

TEST_F(leaving, asks_once_and_says_what_goes_and_what_cannot_go) {
    for (const char* text : {"Delete my data", "forget me", "erase", "please delete everything"})
        EXPECT_THAT(bo_writes(text),
                    ElementsAre(AllOf(HasSubstr("all your answers"), HasSubstr("Your pair with Ann"),
                                      HasSubstr("what stands in this chat"), HasSubstr("not even Dora"),
                                      HasSubstr("[Yes, delete everything]"))))
            << text;
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("Borra mis datos"), ElementsAre(HasSubstr("lo que está en este chat")));
    EXPECT_FALSE(here.person(here.bo).leaving);
}

// A platform may show the answers as a list with a label of its own.
TEST_F(leaving, the_question_is_called_by_what_it_asks) {
    const auto label = [&] { return std::get<outgoing>(here.lines.back().row.content).ask.value().label; };
    (void)bo_writes("delete my data");
    EXPECT_EQ(label(), "Shall I delete everything I keep about you?");
    (void)bo_writes("snooze");
    EXPECT_EQ(label(), "For how long shall I leave you in peace?");
    here.speak(here.bo, "es");
    (void)bo_writes("Borra mis datos");
    EXPECT_EQ(label(), "¿Borro todo lo que guardo sobre ti?");
}

TEST_F(leaving, a_no_changes_nothing) {
    for (const char* no : {"no", "No, keep it", "1", "never mind"}) {
        (void)bo_writes("delete my data");
        EXPECT_THAT(bo_writes(no), Contains(HasSubstr("nothing"))) << no;
        EXPECT_FALSE(here.person(here.bo).leaving) << no;
        EXPECT_TRUE(here.person(here.bo).data_choice_open.empty()) << no;
    }
    EXPECT_FALSE(here.pair().ended);
}

TEST_F(leaving, a_yes_that_comes_hours_later_means_something_else) {
    (void)bo_writes("delete my data");
    here.pass(std::chrono::hours(2));
    (void)bo_writes("yes");
    EXPECT_FALSE(here.person(here.bo).leaving);
}

TEST_F(leaving, a_yes_ends_the_pair_and_its_talks_and_says_goodbye) {
    here.starts("closing");
    here.presses(here.bo, "Yes, let us begin");
    (void)bo_writes("delete my data");
    EXPECT_THAT(bo_writes("yes"), Contains(HasSubstr("This is my last message")));
    EXPECT_TRUE(here.pair().ended);
    EXPECT_EQ(here.pair().end_reason, "left");
    for (const auto& talk : here.pair().running) EXPECT_TRUE(talk.over);
    EXPECT_TRUE(here.last.forgotten.empty());
}

TEST_F(leaving, the_store_is_told_within_a_minute_whom_to_forget) {
    bo_leaves();
    here.pass(seconds(19));
    EXPECT_TRUE(here.all.people.contains(here.bo));
    here.pass(seconds(2));
    EXPECT_THAT(here.last.forgotten, ElementsAre(here.bo));
    EXPECT_FALSE(here.all.people.contains(here.bo));
}

TEST_F(leaving, what_they_still_write_meanwhile_is_neither_kept_nor_answered) {
    here.starts("closing");
    here.presses(here.bo, "Yes, let us begin");
    bo_leaves();
    (void)here.told(here.bo);
    const auto before = here.answer_rows;
    EXPECT_THAT(bo_writes("One more thing that nobody shall keep."), IsEmpty());
    EXPECT_EQ(here.answer_rows, before);
}

TEST_F(leaving, the_partner_hears_within_their_hours_that_it_has_ended_and_not_who_it_was) {
    here.move_to(in_madrid("2026-06-02", 21));
    (void)here.told(here.ann);
    bo_leaves();
    EXPECT_THAT(here.told(here.ann), IsEmpty());
    here.pass(std::chrono::hours(14));
    const auto told = here.told(here.ann);
    EXPECT_THAT(told, Contains(AllOf(HasSubstr("has come to its end"), HasSubstr("your mentee"), HasSubstr("Dora"))));
    EXPECT_THAT(told, Each(Not(HasSubstr("Bo"))));
    here.says(here.ann, "why");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("a pair of yours has ended")));
}

TEST_F(leaving, the_contact_hears_whom_to_look_after_and_not_who_it_was) {
    bo_leaves();
    here.pass(std::chrono::hours(30));
    const auto told = here.told(here.dora);
    EXPECT_THAT(told, Contains(AllOf(HasSubstr("the mentee of Ann has left"), HasSubstr("needs somebody"))));
    EXPECT_THAT(told, Each(Not(HasSubstr("Bo"))));
}

TEST_F(leaving, a_goodbye_that_cannot_arrive_tells_nobody_and_stops_nothing) {
    bo_leaves();
    here.cannot_reach(here.bo, "user_disabled");
    here.pass(seconds(21));
    EXPECT_FALSE(here.all.people.contains(here.bo));
    here.pass(std::chrono::hours(30));
    EXPECT_THAT(here.told(here.dora), Each(Not(HasSubstr("Bo"))));
}

TEST_F(leaving, all_pairs_of_a_mentor_end_and_each_mentee_hears_it) {
    here.add_cy();
    here.says(here.ann, "forget me");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("Bo, Cy")));
    here.says(here.ann, "2");
    here.pass(std::chrono::hours(30));
    for (const auto& who : {here.bo, here.cy})
        EXPECT_THAT(here.told(who), Contains(HasSubstr("your mentor"))) << who.text;
}

}  // namespace
}  // namespace waymark
