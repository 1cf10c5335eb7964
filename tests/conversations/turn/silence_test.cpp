// Snooze, pause, stop, less of this, start; typed, and as the ways out on messages that came unasked.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct silence : testing::Test {
    std::vector<std::string> bo_writes(const std::string& text) {
        (void)here.told(here.bo);
        here.says(here.bo, text);
        return here.told(here.bo);
    }
    std::vector<std::string> bo_presses(const std::string& label) {
        (void)here.told(here.bo);
        here.presses(here.bo, label);
        return here.told(here.bo);
    }
    stage here;
};

TEST_F(silence, snooze_asks_for_how_long_and_takes_a_button_a_label_or_a_number) {
    for (const char* way : {"One week", "one week.", "2"}) {
        EXPECT_THAT(bo_writes("snooze"), ElementsAre(HasSubstr("[One day] [One week] [Until a date]")));
        if (std::string(way) == "One week")
            here.presses(here.bo, way);
        else
            here.says(here.bo, way);
        EXPECT_EQ(here.person(here.bo).snoozed_until, here.now + days(7)) << way;
        here.says(here.bo, "start");
    }
}

TEST_F(silence, snooze_and_pause_understand_lengths_and_dates_in_one_go) {
    EXPECT_THAT(bo_writes("snooze for a day"), ElementsAre(HasSubstr("until 3 June 2026")));
    EXPECT_EQ(here.person(here.bo).snoozed_until, here.now + days(1));
    EXPECT_THAT(bo_writes("Snooze 2 weeks"), ElementsAre(HasSubstr("until 16 June 2026")));
    EXPECT_THAT(bo_writes("pause until 1 July"), ElementsAre(HasSubstr("until 1 July 2026")));
    EXPECT_EQ(here.person(here.bo).snoozed_until, in_madrid("2026-07-01", 0));
    EXPECT_THAT(bo_writes("pause until 2026-09-15"), ElementsAre(HasSubstr("until 15 September 2026")));
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("pausa hasta el 1 de julio"), Not(IsEmpty()));
    EXPECT_THAT(bo_writes("posponer una semana"), ElementsAre(HasSubstr("hasta el 9 de junio de 2026")));
}

TEST_F(silence, pause_asks_for_a_date_and_takes_it_picked_or_typed) {
    EXPECT_THAT(bo_writes("pause"), ElementsAre(HasSubstr("Until when")));
    here.does(here.bo, inbound::chose{"own|0", {"2026-07-01"}});
    EXPECT_EQ(here.person(here.bo).snoozed_until, in_madrid("2026-07-01", 0));
    EXPECT_THAT(here.told(here.bo), ElementsAre("[x] 1 July 2026", HasSubstr("until 1 July 2026")));
    (void)bo_writes("snooze");
    EXPECT_THAT(bo_writes("Until a date"), Contains(HasSubstr("Until when")));
    EXPECT_THAT(bo_writes("15 August"), Contains(HasSubstr("until 15 August 2026")));
}

TEST_F(silence, a_day_that_is_over_or_far_away_is_explained) {
    EXPECT_THAT(bo_writes("pause until 2026-06-01"), ElementsAre(HasSubstr("over already")));
    EXPECT_THAT(bo_writes("pause until 2031-06-01"), ElementsAre(HasSubstr("more than a year")));
    for (const char* day : {"2026-06-01", "2031-06-01"}) {
        (void)bo_writes("pause");
        EXPECT_THAT(bo_writes(day), ElementsAre(Not(HasSubstr("[x]")))) << "nothing was done";
    }
    EXPECT_EQ(here.person(here.bo).snoozed_until, std::nullopt);
}

TEST_F(silence, nothing_unasked_comes_while_snoozed_and_it_waits_until_then) {
    here.says(here.bo, "snooze 1 week");
    here.starts("checkpoint");
    here.move_to(in_madrid("2026-06-09", 8));
    EXPECT_THAT(here.nudges_to(here.bo), IsEmpty());
    here.move_to(in_madrid("2026-06-09", 17));
    EXPECT_THAT(here.nudges_to(here.bo), SizeIs(1));
}

TEST_F(silence, start_ends_a_snooze_early) {
    here.says(here.bo, "snooze 1 week");
    here.starts("checkpoint");
    EXPECT_THAT(bo_writes("start"), Contains(HasSubstr("How are things working")));  // it is within his hours
}

TEST_F(silence, stop_holds_until_start_and_what_waited_comes_then) {
    EXPECT_THAT(bo_writes("stop"), ElementsAre(HasSubstr("I have stopped")));
    here.starts("closing");
    here.pass(days(13));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    EXPECT_THAT(bo_writes("help"), SizeIs(1));  // what he asks for is answered all the same
    EXPECT_THAT(bo_writes("start"),
                ElementsAre(HasSubstr("Good to have you back"), HasSubstr("Would you like to begin?")));
    EXPECT_THAT(bo_writes("resume"),
                ElementsAre(HasSubstr("nothing is switched off"), HasSubstr("Would you like to begin?")));
}

TEST_F(silence, start_after_stop_says_the_open_question_again) {
    here.starts("closing");
    here.presses(here.bo, "Yes, let us begin");
    (void)bo_writes("stop");
    EXPECT_THAT(bo_writes("start"),
                ElementsAre(HasSubstr("Good to have you back"), HasSubstr("What did you two achieve")));
}

TEST_F(silence, less_of_this_switches_off_the_kind_that_came_last_and_no_other) {
    EXPECT_THAT(bo_writes("less of this"), ElementsAre(HasSubstr("nothing I could send less of")));
    here.starts("checkpoint");
    EXPECT_THAT(bo_writes("less of this"), ElementsAre(HasSubstr("\"A checkpoint for two\" no longer comes")));
    here.pass(days(8));  // no reminder comes
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    here.starts("closing");
    here.pass(days(1));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Would you like to begin?")));
}

TEST_F(silence, every_message_that_comes_unasked_has_its_ways_out_and_replies_have_none) {
    here.starts("checkpoint");
    here.says(here.bo, "4");
    int nudges = 0;
    for (const auto& line : here.lines) {
        const auto* message = std::get_if<outgoing>(&line.row.content);
        if (message == nullptr) continue;
        const bool nudge = line.row.kind == message_class::nudge;
        nudges += nudge ? 1 : 0;
        EXPECT_EQ(message->ways_out.has_value(), nudge);
        if (!nudge) continue;
        EXPECT_THAT(message->ways_out->options, SizeIs(6));
    }
    EXPECT_EQ(nudges, 2);
}

TEST_F(silence, the_stop_button_is_not_taken_for_an_answer_that_was_meant) {
    here.starts("checkpoint");
    EXPECT_THAT(bo_presses("Stop"), ElementsAre(AllOf(HasSubstr("I have stopped"), Not(HasSubstr("your answer")))));
}

TEST_F(silence, each_way_out_takes_effect_at_once) {
    here.starts("checkpoint");
    EXPECT_THAT(bo_presses("Not today"), ElementsAre(HasSubstr("until 3 June 2026")));
    EXPECT_THAT(bo_presses("Not for a week"), ElementsAre(HasSubstr("until 9 June 2026")));
    EXPECT_THAT(bo_presses("Pause until a date"), ElementsAre(HasSubstr("Until when")));
    EXPECT_THAT(bo_presses("Less of this"), ElementsAre(HasSubstr("no longer comes")));
    EXPECT_THAT(here.person(here.bo).stopped_kinds, ElementsAre("checkpoint"));
    EXPECT_THAT(bo_presses("Stop"), ElementsAre(HasSubstr("I have stopped")));
    EXPECT_TRUE(here.person(here.bo).stopped);
}

// Settling takes away everything to press. Where a question is still open, its buttons are worth more.
TEST_F(silence, a_way_out_settles_the_message_unless_its_question_is_still_open) {
    here.starts("checkpoint");
    EXPECT_THAT(bo_presses("Not today"), Not(Contains(HasSubstr("[x]"))));
    here.says(here.bo, "4");  // the scale is settled by its answer
    here.says(here.bo, "start");
    EXPECT_THAT(bo_presses("Not for a week"), ElementsAre("[x] Not for a week", HasSubstr("until 9 June")));
}

TEST_F(silence, two_choices_on_one_message_are_both_shown) {
    here.starts("checkpoint");
    here.says(here.bo, "4");  // nothing else to press any more
    EXPECT_THAT(bo_presses("Not today"), Contains("[x] Not today"));
    EXPECT_THAT(bo_presses("Stop"), Contains("[x] Stop"));
}

TEST_F(silence, a_way_out_of_a_message_that_is_long_gone_says_so) {
    here.does(here.bo, inbound::chose{"out|p1.closing.1/mentee/walk/prepare/1", {"less"}});
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("not open any more")));
    EXPECT_THAT(here.person(here.bo).stopped_kinds, IsEmpty());
}

TEST_F(silence, somebody_with_two_partners_may_stop_only_one) {
    here.add_cy();
    here.says(here.ann, "stop");
    EXPECT_TRUE(here.person(here.ann).stopped);
    EXPECT_THAT(here.told(here.ann), ElementsAre(AllOf(HasSubstr("I have stopped"), HasSubstr("[Bo] [Cy]"))));
    here.presses(here.ann, "Cy");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("silent about your pair with Cy")));
    EXPECT_FALSE(here.person(here.ann).stopped);
    here.starts("checkpoint", {"p2"});
    here.pass(days(3));
    EXPECT_THAT(here.nudges_to(here.ann), IsEmpty());
    here.starts("checkpoint");
    EXPECT_THAT(here.nudges_to(here.ann), SizeIs(1));
}

}  // namespace
}  // namespace waymark
