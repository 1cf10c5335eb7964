// Lines to the programme's contact: within their hours, several together, with ways out, and only what is news.
#include <gmock/gmock.h>

#include "conversations/person/zone.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct contact : testing::Test {
    [[nodiscard]] std::vector<std::string> logged(const std::string& event) const {
        std::vector<std::string> found;
        for (const auto& one : here.log)
            if (one.event == event) found.push_back(one.about + " " + one.detail);
        return found;
    }
    /// Noon of the next day: what time has brought until then has been told.
    void sleep_over_it() {
        here.move_to(from_local(std::chrono::sys_days(to_local(here.now, "Europe/Madrid").day) + days(1), 12 * 60,
                                "Europe/Madrid"));
    }
    /// Saturday, 2:00.
    void sleep_until_the_weekend() { here.move_to(in_madrid("2026-06-06", 2)); }
    stage here;
};

TEST_F(contact, is_told_at_once_within_their_hours_and_reads_no_answer) {
    here.starts("joining");
    here.presses(here.bo, "No, thank you");
    EXPECT_THAT(here.told(here.dora), ElementsAre(HasSubstr("Bo will not start with Ann in Open Doors")));
    const auto line = here.nudges_to(here.dora).front();
    EXPECT_EQ(line.row.at.user, "Udora");
    EXPECT_EQ(line.row.expires, in_madrid("2026-06-02", 18));
    ASSERT_TRUE(std::get<outgoing>(line.row.content).ways_out);
    for (const auto& way : std::get<outgoing>(line.row.content).ways_out->options) EXPECT_NE(way.value, "less");
}

TEST_F(contact, is_left_alone_at_night_and_at_the_weekend_and_reads_what_has_come_in_as_one_message) {
    here.add_cy();
    sleep_until_the_weekend();
    here.cannot_reach(here.bo, "account_inactive");
    here.cannot_reach(here.cy, "account_inactive");
    here.move_to(in_madrid("2026-06-08", 8));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
    here.move_to(in_madrid("2026-06-08", 12));
    EXPECT_THAT(here.told(here.dora), ElementsAre(AllOf(HasSubstr("cannot reach Bo Berg"), HasSubstr("\n\n"),
                                                        HasSubstr("cannot reach Cy Cole"))));
    EXPECT_EQ(here.timers, here.timers_wanted());
    here.move_to(in_madrid("2026-06-15", 12));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
    EXPECT_THAT(here.person(here.dora).contact_lines, IsEmpty()) << "names are not kept longer than needed";
}

TEST_F(contact, reads_very_many_lines_in_a_few_messages_and_the_newest_when_there_is_no_end_of_them) {
    sleep_until_the_weekend();
    auto& lines = here.all.people.at(here.dora).contact_lines;
    for (int i = 0; i < 300; ++i) lines.push_back({{{"line " + std::to_string(i) + ".", false}}, {}, here.now});
    here.cannot_reach(here.bo, "account_inactive");
    EXPECT_THAT(logged("held_back"), ElementsAre("person/dora too_many contact"));
    here.take(here.dora, time_passed{});
    here.move_to(in_madrid("2026-06-08", 12));
    const auto told = here.told(here.dora);
    ASSERT_THAT(told, SizeIs(20));
    EXPECT_THAT(told.front(), testing::StartsWith("line 1."));
    EXPECT_THAT(told.back(), HasSubstr("cannot reach Bo Berg"));
}

TEST_F(contact, reads_all_that_time_brings_on_one_day_as_one_message_in_its_order_on_the_next) {
    here.add_cy();
    here.move_to(in_madrid("2026-06-02", 10));
    here.cannot_reach(here.cy, "account_inactive");
    here.move_to(in_madrid("2026-06-02", 17));
    here.cannot_reach(here.bo, "account_inactive");
    here.move_to(in_madrid("2026-06-02", 23));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
    EXPECT_EQ(here.timers, here.timers_wanted());
    sleep_over_it();
    ASSERT_THAT(here.nudges_to(here.dora), SizeIs(1));
    EXPECT_TRUE(std::get<outgoing>(here.nudges_to(here.dora).front().row.content).ways_out);
    EXPECT_THAT(here.told(here.dora), ElementsAre(testing::ContainsRegex("Cy Cole[^$]*\n\n[^$]*Bo Berg")));
}

TEST_F(contact, hears_at_once_of_what_somebody_does_and_the_next_day_of_the_rest) {
    here.add_cy();
    here.cannot_reach(here.cy, "account_inactive");
    here.starts("joining");
    here.presses(here.bo, "No, thank you");
    EXPECT_THAT(here.told(here.dora), ElementsAre(AllOf(HasSubstr("Bo will not start"), Not(HasSubstr("Cy Cole")))));
    sleep_over_it();
    EXPECT_THAT(here.told(here.dora), ElementsAre(HasSubstr("cannot reach Cy Cole")));
}

TEST_F(contact, neither_waits_for_a_budget_nor_uses_it_up) {
    here.add_cy();
    here.all.people.at(here.dora).own_settings = gate_settings{};
    here.all.people.at(here.dora).own_settings->per_week = 1;
    here.cannot_reach(here.bo, "account_inactive");
    sleep_over_it();
    here.cannot_reach(here.cy, "account_inactive");
    sleep_over_it();
    EXPECT_THAT(here.told(here.dora), SizeIs(2));
    EXPECT_THAT(here.person(here.dora).sent, IsEmpty());
}

TEST_F(contact, who_is_silent_hears_afterwards_and_the_history_shows_it) {
    here.says(here.dora, "stop");
    here.cannot_reach(here.bo, "account_inactive");
    here.pass(days(7));
    EXPECT_THAT(here.told(here.dora), Not(Contains(HasSubstr("cannot reach"))));
    EXPECT_THAT(logged("contact_silent"), ElementsAre("person/dora open-doors"));
    here.says(here.dora, "start");
    EXPECT_THAT(here.told(here.dora), Contains(HasSubstr("cannot reach Bo Berg")));
}

struct deputy : contact {
    deputy() {
        here.add_cy();
        here.the_programme().deputies = {here.bo, here.cy};
        here.says(here.dora, "stop");
        (void)here.told(here.dora);
    }
};

TEST_F(deputy, hears_in_order_while_the_contact_is_away_and_why) {
    here.cannot_reach(here.ann, "account_inactive");
    sleep_over_it();
    EXPECT_THAT(here.told(here.bo),
                ElementsAre(AllOf(HasSubstr("cannot reach Ann Arden"), HasSubstr("as a deputy of Dora"))));
    here.says(here.bo, "why");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("You are the contact of a programme")));
    EXPECT_THAT(here.told(here.cy), IsEmpty());
    EXPECT_THAT(here.person(here.dora).contact_lines, IsEmpty());
}

TEST_F(deputy, who_is_away_as_well_is_passed_over) {
    here.says(here.bo, "snooze 2 weeks");
    here.cannot_reach(here.ann, "account_inactive");
    sleep_over_it();
    EXPECT_THAT(here.told(here.cy), Contains(HasSubstr("cannot reach Ann Arden")));
}

TEST_F(deputy, hears_what_would_wait_because_the_contact_is_away_from_tomorrow) {
    here.says(here.dora, "start");
    here.all.people.at(here.dora).zone = "Europe/Paris";
    here.book.regions["FR"].working_days = {2};  // today is a Tuesday
    here.cannot_reach(here.ann, "account_inactive");
    sleep_over_it();
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("cannot reach Ann Arden")));
}

TEST_F(deputy, has_nothing_to_do_when_the_contact_is_only_at_their_weekend) {
    here.says(here.dora, "start");
    here.move_to(in_madrid("2026-06-06", 12));
    here.cannot_reach(here.ann, "account_inactive");
    here.move_to(in_madrid("2026-06-08", 12));
    EXPECT_THAT(here.told(here.dora), Contains(HasSubstr("cannot reach Ann Arden")));
}

TEST_F(deputy, does_not_keep_the_line_from_the_contact_when_nobody_is_there) {
    here.says(here.bo, "stop");
    here.says(here.cy, "stop");
    here.cannot_reach(here.ann, "account_inactive");
    here.says(here.dora, "start");
    sleep_over_it();
    EXPECT_THAT(here.told(here.dora), Contains(HasSubstr("cannot reach Ann Arden")));
}

TEST_F(contact, reads_one_message_when_a_line_is_pushed_for_many_pairs) {
    here.add_cy();
    nudge_rule rule;
    rule.id = "look";
    rule.when.is = trigger::moment::pushed;
    rule.tell_contact["en"] = "{pair} would like to be looked at.";
    here.the_programme().nudges.push_back(rule);
    for (const auto* id : {"p1", "p2"}) here.take(pair_id{id}, pushed{pair_id{id}, "look"});
    sleep_over_it();
    EXPECT_THAT(here.told(here.dora), ElementsAre(AllOf(HasSubstr("Bo"), HasSubstr("Cy"), HasSubstr("looked at"))));
}

TEST_F(contact, may_ask_why_and_snooze_below_the_message) {
    here.cannot_reach(here.bo, "account_inactive");
    sleep_over_it();
    (void)here.told(here.dora);
    here.presses(here.dora, "Why did I get this?");
    here.says(here.dora, "why");
    EXPECT_THAT(here.told(here.dora),
                ElementsAre(HasSubstr("You are the contact of a programme"), HasSubstr("You are the contact")));
    here.presses(here.dora, "Not today");
    EXPECT_THAT(here.told(here.dora), ElementsAre("[x] Not today", HasSubstr("until 4 June 2026")));
}

TEST_F(contact, gets_a_line_that_came_too_late_or_was_taken_back_another_time) {
    here.sending_waits = true;
    here.cannot_reach(here.bo, "account_inactive");
    sleep_over_it();
    here.says(here.dora, "snooze 1 day");
    EXPECT_THAT(here.last.taken_back, SizeIs(1));
    EXPECT_THAT(here.nudges_to(here.dora), IsEmpty());
    here.move_to(in_madrid("2026-06-04", 17));
    ASSERT_THAT(here.nudges_to(here.dora), SizeIs(1));
    here.now = in_madrid("2026-06-04", 18);
    here.take(turn_owner(here.dora), came_too_late{here.dora, here.nudges_to(here.dora).front().row.key});
    here.move_to(in_madrid("2026-06-05", 17));
    EXPECT_THAT(here.nudges_to(here.dora), SizeIs(2));
}

TEST_F(contact, who_is_not_in_the_store_is_noted_as_missing) {
    here.all.people.erase(here.dora);
    here.cannot_reach(here.bo, "account_inactive");
    EXPECT_THAT(logged("no_contact"), ElementsAre("programme/open-doors "));
}

TEST_F(contact, gets_no_line_of_which_nothing_is_left) {
    here.all.people.at(here.ann).first_name = here.all.people.at(here.ann).full_name = {};
    here.starts("joining");
    here.presses(here.bo, "No, thank you");
    EXPECT_THAT(here.told(here.dora), IsEmpty());
    EXPECT_THAT(logged("nothing_to_say"), ElementsAre("pair/p1 contact"));
}

// Whoever says no, comes back and leaves it at that is no news.
TEST_F(contact, hears_only_what_differs_from_the_last_line_about_somebody) {
    here.starts("joining");
    here.presses(here.bo, "No, thank you");
    (void)here.told(here.dora);
    here.says(here.bo, "join");
    here.presses(here.bo, "No, thank you");
    EXPECT_THAT(here.told(here.dora), IsEmpty());
    here.says(here.bo, "join");
    here.presses(here.bo, "Not now");
    here.presses(here.bo, "I cannot say yet");
    EXPECT_THAT(here.told(here.dora), ElementsAre(HasSubstr("Bo would like to join Open Doors later")));
}

}  // namespace
}  // namespace waymark
