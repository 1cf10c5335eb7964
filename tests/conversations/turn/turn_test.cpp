// Whole turns: what comes in, what goes out, what is kept, and that the same turn twice is the same turn.
#include <gmock/gmock.h>

#include <algorithm>

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

struct turn : testing::Test {
    [[nodiscard]] std::vector<std::string> keys_of(const turn_outcome& out) const {
        std::vector<std::string> keys;
        for (const auto& row : out.outbox) keys.push_back(row.key.text);
        return keys;
    }
    [[nodiscard]] std::vector<std::string> logged(const std::string& event) const {
        std::vector<std::string> found;
        for (const auto& one : here.log)
            if (one.event == event) found.push_back(one.about + " " + one.detail);
        return found;
    }
    stage here;
};

TEST_F(turn, a_talk_that_is_started_comes_to_both_in_their_own_hours) {
    here.all.people.at(here.ann).zone = "America/Los_Angeles";
    here.starts("checkpoint");
    EXPECT_THAT(here.told(here.bo), SizeIs(1));
    EXPECT_THAT(here.told(here.ann), IsEmpty());  // two in the morning there
    here.move_to(in_madrid("2026-06-02", 20));
    EXPECT_THAT(here.told(here.ann), SizeIs(1));
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(turn, an_answer_is_settled_answered_and_kept) {
    here.starts("checkpoint");
    (void)here.told(here.bo);
    here.presses(here.bo, "4");
    EXPECT_THAT(here.told(here.bo), ElementsAre("[x] 4", HasSubstr("what you hoped for")));
    ASSERT_THAT(here.last.answers_kept, SizeIs(1));
    EXPECT_EQ(here.last.answers_kept.front().author, here.bo);
    EXPECT_THAT(here.last.pairs, SizeIs(1));
    for (const auto& person : here.last.people) EXPECT_EQ(person.id, here.bo);  // Ann has not changed
}

TEST_F(turn, the_same_turn_twice_is_the_same_turn) {
    here.starts("checkpoint");
    heard event;
    event.who = here.bo;
    event.event.from = here.person(here.bo).addresses.front();
    event.event.message = "D0/77";
    event.event.what = inbound::said{"4"};
    const auto one = take_turn(here.book, here.all, event, here.now);
    const auto two = take_turn(here.book, here.all, event, here.now);
    EXPECT_EQ(one.people, two.people);
    EXPECT_EQ(one.pairs, two.pairs);
    EXPECT_EQ(one.answers_kept, two.answers_kept);
    EXPECT_EQ(keys_of(one), keys_of(two));
    EXPECT_THAT(keys_of(one), Not(IsEmpty()));
}

TEST_F(turn, what_changes_nothing_returns_nothing) {
    here.take(here.bo, time_passed{});
    EXPECT_THAT(here.last.people, IsEmpty());
    EXPECT_THAT(here.last.pairs, IsEmpty());
    EXPECT_THAT(here.last.outbox, IsEmpty());
    EXPECT_THAT(here.last.log, IsEmpty());
    heard stranger;
    stranger.who = {"nobody"};
    stranger.event.what = inbound::said{"hello"};
    EXPECT_THAT(take_turn(here.book, here.all, stranger, here.now).outbox, IsEmpty());
}

TEST_F(turn, an_edited_message_changes_the_answer_and_a_deleted_one_takes_it_back) {
    here.starts("smart_goal");
    here.says(here.bo, "I want to be asked when a design is hard.", "D0/1");
    here.does(here.bo, inbound::edited{"I want to be heard when a design is hard."}, "D0/1");
    ASSERT_THAT(here.answer_rows, SizeIs(1));
    EXPECT_THAT(here.answer_rows.begin()->second.value.items, ElementsAre("I want to be heard when a design is hard."));
    here.does(here.bo, inbound::deleted{}, "D0/1");
    EXPECT_THAT(here.answer_rows, IsEmpty());
    here.does(here.bo, inbound::edited{"anything"}, "D0/404");  // a message that was no answer
    EXPECT_THAT(here.answer_rows, IsEmpty());
}

TEST_F(turn, a_nudge_expires_with_what_it_is_for_and_a_late_reminder_is_not_sent) {
    here.starts("checkpoint");
    here.pass(days(4));
    const auto nudges = here.nudges_to(here.bo);
    ASSERT_THAT(nudges, SizeIs(2));
    EXPECT_EQ(nudges[0].row.expires, in_madrid("2026-06-02", 18)) << "nothing reaches anybody after their hours";
    EXPECT_EQ(nudges[1].row.expires, nudges[1].at + std::chrono::hours(4));
}

TEST_F(turn, a_question_that_could_not_be_sent_within_the_hours_is_asked_again_and_costs_no_budget) {
    here.starts("checkpoint");
    const auto key = here.nudges_to(here.bo).front().row.key;
    const auto asked = here.told(here.bo);
    here.now = in_madrid("2026-06-02", 18);
    here.take(turn_owner(here.bo), came_too_late{here.bo, key});
    EXPECT_THAT(here.person(here.bo).sent, IsEmpty());
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    here.move_to(in_madrid("2026-06-03", 17));
    EXPECT_EQ(here.told(here.bo), asked);
    here.says(here.bo, "4");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("what you hoped for")));
    here.take(turn_owner(here.bo), came_too_late{here.bo, key});  // heard of twice
    EXPECT_THAT(here.told(here.bo), IsEmpty());
}

TEST_F(turn, what_was_opened_and_could_not_be_sent_within_the_hours_is_told_another_time) {
    here.starts("closing");
    here.says(here.ann, "1");
    here.says(here.ann, "Bo ran the release alone, from the first plan to the last mail.");
    here.says(here.bo, "1");
    (void)here.told(here.ann);
    here.says(here.bo, "Ann came to my first talk and sat in the front row.");
    here.move_to(in_madrid("2026-06-08", 17));
    const auto opened = here.nudges_to(here.ann).back().row;
    ASSERT_THAT(here.told(here.ann), Contains(HasSubstr("in the front row")));
    here.now = in_madrid("2026-06-08", 18);
    here.take(turn_owner(here.ann), came_too_late{here.ann, opened.key});
    here.move_to(in_madrid("2026-06-15", 17));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("in the front row")));
}

TEST_F(turn, what_was_said_unasked_is_noted_and_counts_as_answered_by_the_next_act) {
    here.starts("checkpoint");
    ASSERT_THAT(here.person(here.bo).sent, SizeIs(1));
    EXPECT_EQ(here.person(here.bo).sent.front().nudge_kind, "checkpoint");
    EXPECT_EQ(here.person(here.bo).sent.front().why, "by_hand");
    EXPECT_FALSE(here.person(here.bo).sent.front().answered);
    here.does(here.bo, inbound::opened{});  // looking is not answering
    EXPECT_FALSE(here.person(here.bo).sent.front().answered);
    here.says(here.bo, "help");
    EXPECT_TRUE(here.person(here.bo).sent.front().answered);
}

TEST_F(turn, old_nudges_are_forgotten_but_for_the_last_few) {
    auto& sent = here.all.people.at(here.bo).sent;
    for (int i = 0; i < 15; ++i)
        sent.push_back({"offer/" + std::to_string(i), {"m"}, "checkpoint", "", {"p1"}, here.now - days(60 - i), true});
    here.says(here.bo, "help");
    EXPECT_THAT(here.person(here.bo).sent, SizeIs(10));
    EXPECT_EQ(here.person(here.bo).sent.back().offer_key, "offer/14");
}

TEST_F(turn, who_cannot_be_reached_is_left_alone_and_the_contact_hears_of_it_once) {
    here.starts("checkpoint");
    (void)here.told(here.bo);
    here.cannot_reach(here.bo, "account_inactive");
    here.cannot_reach(here.bo, "account_inactive");
    here.pass(days(1));
    EXPECT_THAT(here.told(here.dora),
                ElementsAre(AllOf(HasSubstr("cannot reach Bo Berg in Open Doors"), HasSubstr("account_inactive"))));
    here.pass(days(30));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    here.says(here.bo, "help");  // a sign of life
    EXPECT_TRUE(here.person(here.bo).reachable);
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("These words always work")));
}

TEST_F(turn, a_deactivated_account_cannot_be_reached) {
    inbound::profile_changed gone;
    gone.account = inbound::account_is::deactivated;
    here.does(here.bo, gone);
    EXPECT_FALSE(here.person(here.bo).reachable);
    EXPECT_THAT(here.told(here.dora), IsEmpty()) << "nobody has asked for anything";
    here.pass(days(1));
    EXPECT_THAT(here.told(here.dora), SizeIs(1));
}

TEST_F(turn, who_is_active_again_can_be_reached_and_hears_what_waited) {
    inbound::profile_changed change;
    change.account = inbound::account_is::deactivated;
    here.does(here.bo, change);
    here.starts("checkpoint");
    change.account = inbound::account_is::unsaid;
    here.does(here.bo, change);
    EXPECT_FALSE(here.person(here.bo).reachable) << "nothing was said about the account";
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    change.account = inbound::account_is::active;
    here.does(here.bo, change);
    EXPECT_TRUE(here.person(here.bo).reachable);
    here.pass(days(3));
    EXPECT_THAT(here.told(here.bo), Not(IsEmpty()));
}

TEST_F(turn, a_changed_profile_moves_the_hours_and_the_language) {
    here.starts("checkpoint");
    here.does(here.bo, inbound::profile_changed{"Bo B. Berg", "Asia/Tokyo", "es-ES"});
    EXPECT_EQ(here.person(here.bo).zone, "Asia/Tokyo");
    EXPECT_EQ(here.person(here.bo).full_name, "Bo B. Berg");
    EXPECT_EQ(here.person(here.bo).first_name, "Bo");  // what the programme calls him
    (void)here.told(here.bo);
    here.presses(here.bo, "4");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("¿")));
    here.does(here.bo, inbound::profile_changed{std::nullopt, "Not/AZone", std::nullopt});
    EXPECT_EQ(here.person(here.bo).zone, "Asia/Tokyo");
}

TEST_F(turn, whoever_looks_in_is_greeted_once_and_not_after_having_been_written_to) {
    here.does(here.bo, inbound::opened{});
    here.does(here.bo, inbound::opened{});
    EXPECT_THAT(here.told(here.bo),
                ElementsAre(AllOf(HasSubstr("Hi Bo, I am a bot, the helper of Open Doors"), HasSubstr("\"help\""))));
    here.starts("checkpoint");
    (void)here.told(here.ann);
    here.does(here.ann, inbound::opened{});
    EXPECT_THAT(here.told(here.ann), IsEmpty());
}

TEST_F(turn, a_mention_is_answered_directly) {
    here.does(here.bo, inbound::mentioned{});
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("I answer here, where only you can read it")));
}

// Every line of the reminder mentions the partner's name, which nobody knows.
TEST_F(turn, words_of_which_nothing_is_left_are_not_sent_and_the_history_says_so) {
    here.all.people.at(here.ann).first_name = here.all.people.at(here.ann).full_name = {};
    here.starts("checkpoint");
    here.pass(days(4));
    EXPECT_THAT(here.nudges_to(here.bo), SizeIs(1));
    EXPECT_THAT(here.person(here.bo).sent, SizeIs(1)) << "what was not said costs no budget";
    EXPECT_THAT(logged("nothing_to_say"), ElementsAre("pair/p1 p1.checkpoint.1/mentee/2"));
    here.book.texts.add("en", {{"mentioned", "I answer you here, {nobody}."}});
    (void)here.told(here.bo);
    here.does(here.bo, inbound::mentioned{});
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    EXPECT_THAT(logged("nothing_to_say"), Contains(HasSubstr("person/bo")));
}

TEST_F(turn, a_rule_of_the_programme_starts_its_talk_once) {
    here.all.pairs.at({"p1"}).stage = "groundwork";
    here.all.pairs.at({"p1"}).stage_since = here.now;
    here.take(pair_id{"p1"}, time_passed{});
    here.pass(days(7));
    EXPECT_EQ(here.pair().talks, (std::map<std::string, int>{{"smart_goal", 1}}));
    here.pass(days(200));
    EXPECT_EQ(here.pair().talks.at("smart_goal"), 1);
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(turn, a_pair_that_rests_is_asked_nothing_and_goes_on_afterwards) {
    here.starts("silence_care");
    here.starts("closing");  // for Ann it has to wait for another day
    here.presses(here.ann, "I need a break, and I will be back");
    here.says(here.ann, "2026-07-01");
    (void)here.told(here.ann);
    here.move_to(in_madrid("2026-06-30", 20));
    EXPECT_THAT(here.told(here.ann), IsEmpty());
    EXPECT_EQ(here.timers, here.timers_wanted());
    here.move_to(in_madrid("2026-07-02", 20));
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("Would you like to begin?")));
}

TEST_F(turn, what_a_gate_drops_is_written_down) {
    here.says(here.bo, "stop");
    here.starts("checkpoint");
    EXPECT_THAT(logged("held_back"), ElementsAre("person/bo stopped p1.checkpoint.1/mentee/walk/working/1"));
}

TEST_F(turn, an_unknown_flow_starts_nothing) {
    here.starts("no_such_flow");
    EXPECT_THAT(here.pair().running, IsEmpty());
    EXPECT_THAT(logged("no_such_flow"), SizeIs(1));
}

struct enrolment : turn {
    turn_outcome again(const programme_pair& pair) {
        return enrol(here.book, here.book.programmes.begin()->second, pair, here.all, here.now);
    }
    programme_pair the_pair() const { return here.book.programmes.begin()->second.pairs.front(); }
};

TEST_F(enrolment, of_somebody_known_changes_nothing) {
    const auto out = again(the_pair());
    EXPECT_THAT(out.people, IsEmpty());
    EXPECT_THAT(out.pairs, IsEmpty());
    EXPECT_THAT(out.outbox, IsEmpty());
}

TEST_F(enrolment, begins_in_the_first_stage_and_knows_everybody) {
    EXPECT_EQ(here.pair().stage, "invited");
    EXPECT_EQ(here.pair().stage_since, here.now);
    EXPECT_EQ(here.pair().tenant, tenant_id{"T0"});
    EXPECT_EQ(here.person(here.bo).first_name, "Bo");
    EXPECT_THAT(here.person(here.bo).pairs, ElementsAre(pair_id{"p1"}));
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(enrolment, takes_over_what_the_file_says_anew_and_keeps_what_people_made_of_it) {
    here.says(here.bo, "snooze 1 week");
    here.does(here.bo, inbound::profile_changed{std::nullopt, "Asia/Tokyo", std::nullopt});
    auto& of = here.book.programmes.begin()->second;
    of.people.at(1).first_name = "Robert";
    of.people.at(1).zone = "Europe/Paris";
    of.people.at(1).addresses = {{"slack", {"T0"}, "UNEW"}};
    auto pair = the_pair();
    pair.ends = parse_date("2026-12-01");
    const auto out = again(pair);
    ASSERT_THAT(out.people, SizeIs(1));
    EXPECT_EQ(out.people.front().first_name, "Robert");
    EXPECT_EQ(out.people.front().zone, "Asia/Tokyo");
    EXPECT_THAT(out.people.front().addresses, ElementsAre(address{"slack", {"T0"}, "UNEW"}));
    EXPECT_TRUE(out.people.front().snoozed_until.has_value());
    ASSERT_THAT(out.pairs, SizeIs(1));
    EXPECT_EQ(out.pairs.front().ends, in_madrid("2026-12-01", 12));
    EXPECT_THAT(out.timers, Contains(testing::Field(&timer_change::key, "pair/p1/next")));
}

TEST_F(enrolment, counts_from_the_start_date_and_leaves_a_pair_alone_that_is_over) {
    programme_pair later{{"p3"}, here.ann, here.cy, parse_date("2026-09-01"), parse_date("2027-03-01")};
    EXPECT_EQ(again(later).pairs.front().stage_since, in_madrid("2026-09-01", 0));
    programme_pair over{{"p4"}, here.ann, here.cy, parse_date("2025-01-01"), parse_date("2025-07-01")};
    EXPECT_EQ(again(over).pairs.front().stage, "closed");
}

}  // namespace
}  // namespace waymark
