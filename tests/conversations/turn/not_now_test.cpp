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

/// Ann may name a day before 10 December, the agreed end, and no later one.
struct not_now_before_the_end : not_now {
    not_now_before_the_end() {
        here.all.pairs.at({"p1"}).ends = in_madrid("2026-12-10", 12);
        here.the_programme().nudges.clear();
    }
    std::string answer_to(const std::string& day) {
        here.says(here.ann, day);
        const auto all = here.told(here.ann);
        return all.empty() ? "" : all.back();
    }
};

TEST_F(not_now_before_the_end, a_day_from_the_end_on_is_asked_again_with_a_way_out_2_12) {
    for (const auto* late : {"2026-12-10", "2030-01-01"}) {
        const auto said = answer_to(late);
        EXPECT_THAT(said, AllOf(HasSubstr("ends on 10 December 2026"), HasSubstr("[I cannot say yet]")));
    }
    EXPECT_THAT(answer_to("2026-12-09"), HasSubstr("9 December 2026"));
    here.move_to(in_madrid("2026-12-09", 12));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr(the_question)));
}

TEST_F(not_now_before_the_end, is_said_in_spanish_too_2_12) {
    here.speak(here.ann, "es");
    EXPECT_THAT(answer_to("2027-03-01"),
                AllOf(HasSubstr("termina el"), HasSubstr("10 de diciembre de 2026"), HasSubstr("deja el día abierto")));
    EXPECT_THAT(answer_to("2026-05-01"), HasSubstr("demasiado pronto"));
    EXPECT_THAT(answer_to("2026-10-05"), HasSubstr("5 de octubre de 2026"));
}

TEST_F(not_now_before_the_end, whoever_finds_no_day_leaves_it_open_and_the_contact_hears_of_it_2_12) {
    (void)answer_to("2027-03-01");
    here.presses(here.ann, "I cannot say yet");
    here.pass(days(2));
    EXPECT_THAT(here.told(here.dora), Contains(HasSubstr("later, without a date yet")));
    here.pass(days(300));
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr(the_question))));
}

TEST_F(not_now_before_the_end, nobody_is_asked_any_more_when_the_end_was_moved_to_before_that_day_2_12) {
    ann_names("2026-10-05");
    here.all.pairs.at({"p1"}).ends = in_madrid("2026-09-10", 12);
    here.pass(days(200));
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr(the_question))));
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(not_now, a_day_that_is_over_is_asked_again_2_12) {
    here.says(here.ann, "2026-05-01");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("That day is too early")));
    ann_names("2026-10-05");
}

TEST_F(not_now, without_an_agreed_end_a_day_within_a_year_is_asked_for_2_12) {
    here.says(here.ann, "2028-01-01");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("more than a year away")));
    here.speak(here.ann, "es");
    here.says(here.ann, "2028-01-01");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("más de un año")));
    here.says(here.ann, "2027-05-01");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("1 de mayo de 2027")));
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
