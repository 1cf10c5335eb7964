// 2.12: whoever says "not now" and names a day is asked once more, on that day.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto the_question = "Would you like to join?";

struct not_now : testing::Test {
    not_now() {
        here.stands_in("invited");
        here.starts("joining");
        here.pass(days(2));
        here.presses(here.bo, "Yes, I am in");
        here.presses(here.ann, "Not now");
        (void)here.told(here.ann);
        (void)here.told(here.bo);
    }
    void ann_names(const std::string& day) {
        here.says(here.ann, day);
        EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("I ask you once more on that day")));
    }
    stage here;
};

// A Saturday, far beyond the four weeks that the talk lasts: the question comes on the Monday, in her hours, and once.
TEST_F(not_now, the_question_comes_again_on_the_day_that_was_named_2_12) {
    ann_names("2026-10-03");
    here.move_to(in_madrid("2026-10-05", 8, 59));
    EXPECT_THAT(here.told(here.ann), IsEmpty());
    here.move_to(in_madrid("2026-10-05", 12));
    EXPECT_THAT(here.told(here.ann), ElementsAre(AllOf(HasSubstr("3 October 2026"), HasSubstr(the_question))));
    EXPECT_THAT(here.told(here.bo), Each(Not(HasSubstr(the_question)))) << "he has said yes";
    here.pass(days(40));
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr(the_question)))) << "reminders are no second question";
    EXPECT_THAT(here.told(here.dora), Contains(HasSubstr("I have no answer from Ann")));
}

TEST_F(not_now, a_yes_on_that_day_begins_what_the_other_has_said_yes_to) {
    ann_names("2026-10-05");
    here.move_to(in_madrid("2026-10-05", 12));
    here.presses(here.ann, "Yes, I am in");
    EXPECT_EQ(here.pair().stage, "groundwork");
    here.pass(days(2));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("You are both in")));
}

TEST_F(not_now, the_day_is_that_of_whoever_named_it) {
    here.all.people.at(here.ann).zone = "America/Lima";
    ann_names("2026-10-05");
    here.move_to(in_madrid("2026-10-05", 15, 59));  // a minute to nine in Lima
    EXPECT_THAT(here.told(here.ann), IsEmpty());
    here.move_to(in_madrid("2026-10-05", 19));
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr(the_question)));
}

TEST_F(not_now, a_hold_before_that_day_does_not_move_it) {
    ann_names("2026-10-05");
    here.take(pair_id{"p1"}, held{pair_id{"p1"}, "pair", true});
    here.pass(days(10));
    here.take(pair_id{"p1"}, held{pair_id{"p1"}, "pair", false});
    here.move_to(in_madrid("2026-10-05", 12));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr(the_question)));
}

TEST_F(not_now, a_no_after_all_ends_the_waiting) {
    ann_names("2026-10-05");
    here.says(here.ann, "join");
    here.presses(here.ann, "No, thank you");
    (void)here.told(here.ann);
    here.pass(days(200));
    EXPECT_THAT(here.told(here.ann), IsEmpty());
}

}  // namespace
}  // namespace waymark
