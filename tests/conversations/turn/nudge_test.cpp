// What a gate lets out at one moment is one message.
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
                      testing::EndsWith("Would you like to begin?")));
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
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("that I remember: 1")));
}

TEST_F(nudges, all_that_was_in_a_message_that_came_too_late_is_said_another_time) {
    let_bo_catch_up_with_ann();
    const auto words = plain_text(newest_nudge(here.ann));
    here.take(turn_owner(here.ann), came_too_late{here.ann, newest.row.key});
    EXPECT_THAT(offers_behind(newest.row.key), IsEmpty());
    EXPECT_EQ(plain_text(newest_nudge(here.ann)), words);
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

}  // namespace
}  // namespace waymark
