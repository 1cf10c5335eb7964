// What a gate lets out at one moment is one message; and what is not sent yet can be taken back.
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

struct nudges : testing::Test {
    /// Ann has looked back in the closing, and Bo goes through his part: what he wrote waits in her gate, together with
    /// her next question.
    void let_bo_catch_up_with_ann() {
        here.starts("closing");
        here.says(here.ann, "1");
        for (const char* text : {"The day the demo finally ran.", "I gave answers too early in spring.",
                                 "Bo asks the question nobody else dares to ask."})
            here.says(here.ann, text);
        here.says(here.bo, "1");
        for (const char* text : {"When you read my thesis twice.", "Big plans need a small first week.",
                                 "I would like to lead a small team.", "A place where I could be wrong."})
            here.says(here.bo, text);
        (void)here.told(here.ann);
    }
    [[nodiscard]] const outgoing& newest_nudge(const person_id& to) {
        here.pass(days(3));
        const auto all = here.nudges_to(to);
        newest = all.back();
        return std::get<outgoing>(newest.row.content);
    }
    /// Ann has answered all of her checkpoint with Bo.
    void let_ann_answer_all() {
        here.add_cy();
        here.starts("checkpoint", {"p1"});
        answer_all(here.ann);
    }
    /// He follows while she is silent until that day: what he wrote waits in her gate.
    void let_bo_follow(const char* day) {
        here.all.people.at(here.ann).snoozed_until = in_madrid(day, 0);
        answer_all(here.bo);
        (void)here.told(here.ann);
    }
    /// The same, and the first question of a closing with Cy waits as well.
    void let_two_talks_wait_for_ann() {
        let_ann_answer_all();
        let_bo_follow("2026-06-12");
        here.starts("closing", {"p2"});
    }
    void answer_all(const person_id& who) {
        for (const char* text : {"4", "yes", "The first release is out and the second one is planned.",
                                 "I could say it earlier when we do not agree."})
            here.says(who, text);
    }
    [[nodiscard]] stage::line the_joined_message() {
        here.move_to(in_madrid("2026-06-12", 12));
        return here.nudges_to(here.ann).back();
    }
    [[nodiscard]] std::vector<std::string> offers_behind(const message_key& message) const {
        std::vector<std::string> keys;
        for (const auto& one : here.person(here.ann).sent)
            if (one.message == message) keys.push_back(one.offer_key);
        return keys;
    }
    /// Nudges that wait or were sent, and hold this.
    [[nodiscard]] std::vector<std::string> said_to(const person_id& who, const std::string& words) const {
        std::vector<std::string> found;
        for (const auto& one : here.nudges_to(who))
            if (auto text = plain_text(std::get<outgoing>(one.row.content)); text.find(words) != std::string::npos)
                found.push_back(std::move(text));
        return found;
    }
    stage here;
    stage::line newest;
};

TEST_F(nudges, what_is_let_out_together_is_one_message_and_its_question_comes_last) {
    let_bo_catch_up_with_ann();
    const auto& message = newest_nudge(here.ann);
    EXPECT_THAT(plain_text(message),
                testing::ContainsRegex("thesis twice.*\n\n.*Big plans.*\n\n.*What would you advise Bo"));
    EXPECT_EQ(std::ranges::count(here.nudges_to(here.ann), newest.at, &stage::line::at), 1);
    ASSERT_TRUE(message.ways_out);
    EXPECT_THAT(message.ways_out->options, SizeIs(6));
    EXPECT_THAT(offers_behind(newest.row.key), SizeIs(testing::Ge(3U)));
}

TEST_F(nudges, a_control_in_it_is_settled_by_its_answer) {
    let_two_talks_wait_for_ann();
    const auto joined = the_joined_message();
    EXPECT_THAT(plain_text(std::get<outgoing>(joined.row.content)),
                AllOf(HasSubstr("I could say it earlier"), HasSubstr("\n\nHi Ann."),
                      testing::EndsWith("Would you like to begin?\nOnly you see your answer.")));
    (void)here.told(here.ann);
    here.presses(here.ann, "Yes, let us begin");
    EXPECT_THAT(here.told(here.ann), Contains("[x] Yes, let us begin"));
    const auto change = std::ranges::find_if(
        here.last.outbox, [](const outbox_message& row) { return std::holds_alternative<settled>(row.content); });
    ASSERT_NE(change, here.last.outbox.end());
    EXPECT_EQ(std::get<settled>(change->content).message, joined.row.key);
}

TEST_F(nudges, why_tells_of_each_talk_in_it_once_and_less_means_the_one_that_asks) {
    let_two_talks_wait_for_ann();
    (void)the_joined_message();
    (void)here.told(here.ann);
    here.presses(here.ann, "Why did I get this?");
    const auto said = here.told(here.ann);
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_THAT(said.front(),
                AllOf(HasSubstr("My message of 12 June 2026 belongs to \"A checkpoint for two\", with Bo"),
                      HasSubstr("It also belongs to \"The closing conversation\", with Cy")));
    EXPECT_EQ(said.front().find("with Bo"), said.front().rfind("with Bo")) << "several lines of one talk";
    here.says(here.ann, "why");
    EXPECT_THAT(here.told(here.ann), ElementsAre(said.front()));
}

TEST_F(nudges, my_data_counts_messages_and_not_what_they_are_made_of) {
    let_two_talks_wait_for_ann();
    here.all.people.at(here.ann).sent.clear();
    (void)the_joined_message();
    (void)here.told(here.ann);
    here.says(here.ann, "my data");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("as far as I remember: 1")));
}

TEST_F(nudges, all_that_was_in_a_message_that_came_too_late_is_said_another_time) {
    let_bo_catch_up_with_ann();
    const auto words = plain_text(newest_nudge(here.ann));
    here.take(turn_owner(here.ann), came_too_late{here.ann, newest.row.key});
    EXPECT_THAT(offers_behind(newest.row.key), IsEmpty());
    EXPECT_EQ(plain_text(newest_nudge(here.ann)), words);
}

TEST_F(nudges, a_talk_is_forgotten_when_its_last_words_cannot_come_back_any_more) {
    let_two_talks_wait_for_ann();
    (void)the_joined_message();
    ASSERT_THAT(here.pair({"p1"}).running, SizeIs(1));
    EXPECT_TRUE(here.pair({"p1"}).running.front().over);
    here.pass(days(3));
    EXPECT_THAT(here.pair({"p1"}).running, IsEmpty());
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(nudges, a_reminder_makes_the_message_it_is_in_short_lived) {
    let_ann_answer_all();
    here.starts("checkpoint", {"p2"});
    here.pass(days(1));  // Cy's question has been asked
    let_bo_follow("2026-06-09");
    here.move_to(in_madrid("2026-06-09", 12));
    const auto joined = here.nudges_to(here.ann).back();
    EXPECT_THAT(plain_text(std::get<outgoing>(joined.row.content)),
                AllOf(HasSubstr("I could say it earlier"), HasSubstr("One tap is enough")));
    EXPECT_EQ(joined.row.expires, joined.at + std::chrono::hours(4));
}

// ---- taken back before it is sent

TEST_F(nudges, stop_takes_back_what_is_not_sent_yet_and_start_brings_it) {
    here.sending_waits = true;
    here.starts("checkpoint");
    const auto key = here.nudges_to(here.bo).front().row.key;
    here.says(here.bo, "stop");
    EXPECT_THAT(here.last.taken_back, ElementsAre(key));
    EXPECT_THAT(here.nudges_to(here.bo), IsEmpty());
    EXPECT_THAT(here.person(here.bo).sent, IsEmpty());
    EXPECT_THAT(here.person(here.bo).waiting, IsEmpty());
    here.says(here.bo, "start");
    EXPECT_THAT(here.nudges_to(here.bo), SizeIs(1));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("How are things working")));
}

TEST_F(nudges, what_is_sent_already_is_not_taken_back_and_not_said_again) {
    here.starts("checkpoint");
    here.says(here.bo, "snooze 1 week");
    EXPECT_THAT(here.last.taken_back, IsEmpty());
    here.pass(days(2));
    EXPECT_THAT(here.nudges_to(here.bo), SizeIs(1));
    EXPECT_THAT(here.person(here.bo).sent, SizeIs(1));
}

TEST_F(nudges, a_snooze_takes_back_what_is_not_sent_yet_and_it_comes_when_the_snooze_is_over) {
    here.sending_waits = true;
    here.starts("checkpoint");
    here.says(here.bo, "snooze 1 day");
    EXPECT_THAT(here.last.taken_back, SizeIs(1));
    EXPECT_THAT(here.nudges_to(here.bo), IsEmpty());
    EXPECT_THAT(here.person(here.bo).waiting, SizeIs(1));
    here.pass(days(2));
    EXPECT_THAT(here.nudges_to(here.bo), SizeIs(1));
}

TEST_F(nudges, less_of_a_kind_takes_back_the_message_and_keeps_what_else_was_in_it) {
    let_two_talks_wait_for_ann();
    here.sending_waits = true;
    const auto joined = the_joined_message();
    here.says(here.ann, "less of this");
    EXPECT_THAT(here.person(here.ann).stopped_kinds, ElementsAre("closing"));
    EXPECT_THAT(here.last.taken_back, ElementsAre(joined.row.key));
    const auto left = here.nudges_to(here.ann).back();
    EXPECT_THAT(plain_text(std::get<outgoing>(left.row.content)),
                AllOf(HasSubstr("I could say it earlier"), Not(HasSubstr("Would you like to begin?"))));
}

// Words without a question wait again like any others.
TEST_F(nudges, closing_words_that_are_taken_back_are_said_another_time) {
    here.starts("joining");
    here.sending_waits = true;
    const auto last_words = [&] { return said_to(here.bo, "I will not ask again"); };
    while (last_words().empty() && here.now < in_madrid("2026-06-22", 0)) here.pass(std::chrono::hours(1));
    ASSERT_THAT(last_words(), SizeIs(1));
    here.says(here.bo, "snooze 1 day");
    EXPECT_THAT(last_words(), IsEmpty());
    here.pass(days(3));
    EXPECT_THAT(last_words(), SizeIs(1));
}

TEST_F(nudges, an_answer_takes_back_its_reminder_that_is_not_sent_yet) {
    here.starts("checkpoint");
    here.sending_waits = true;
    here.pass(days(4));
    ASSERT_THAT(here.nudges_to(here.bo), SizeIs(2));
    const auto reminder = here.nudges_to(here.bo).back().row.key;
    here.presses(here.bo, "4");
    EXPECT_THAT(here.last.taken_back, ElementsAre(reminder));
    EXPECT_THAT(here.nudges_to(here.bo), SizeIs(1));
    for (const auto& row : here.last.outbox)
        if (const auto* change = std::get_if<settled>(&row.content)) EXPECT_NE(change->message, reminder);
    here.pass(days(1));
    EXPECT_THAT(here.told(here.bo), Not(Contains(HasSubstr("One tap is enough"))));
}

TEST_F(nudges, a_reminder_that_is_taken_back_leaves_its_question_open) {
    here.starts("checkpoint");
    here.sending_waits = true;
    here.pass(days(4));
    here.says(here.bo, "snooze 1 day");
    EXPECT_THAT(here.last.taken_back, SizeIs(1));
    (void)here.told(here.bo);
    here.says(here.bo, "4");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("give you what you hoped for")));
}

TEST_F(nudges, the_fourth_after_three_without_an_answer_says_that_half_as_many_come_from_now_on) {
    here.starts("checkpoint");
    here.pass(days(60));
    here.starts("closing");
    here.pass(days(60));
    std::vector<std::string> texts;
    for (const auto& one : here.nudges_to(here.bo)) texts.push_back(plain_text(std::get<outgoing>(one.row.content)));
    ASSERT_THAT(texts, SizeIs(testing::Ge(5U)));
    for (std::size_t i = 0; i < texts.size(); ++i)
        EXPECT_EQ(texts[i].find("from now on I write half as often") != std::string::npos, i == 3) << i << texts[i];
}

}  // namespace
}  // namespace waymark
