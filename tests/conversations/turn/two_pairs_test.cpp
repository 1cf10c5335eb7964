// 1.16: somebody in two pairs: whose answer is meant, and one budget for both.
#include <gmock/gmock.h>

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

/// Ann has a checkpoint open with Bo and one with Cy.
struct two_pairs : testing::Test {
    two_pairs() {
        here.add_cy();
        here.starts("checkpoint", {"p1"});
        here.starts("checkpoint", {"p2"});
        here.pass(days(3));
        (void)here.told(here.ann);
    }
    [[nodiscard]] std::vector<std::string> answer_of_ann(const pair_id& which, const std::string& step) const {
        for (const auto& one : here.pair(which).answers)
            if (one.author == here.ann && one.step == step) return one.value.items;
        return {};
    }
    stage here;
};

TEST_F(two_pairs, a_typed_answer_is_asked_about_once_and_then_goes_where_it_was_meant_1_16) {
    here.says(here.ann, "4");
    EXPECT_THAT(here.told(here.ann),
                ElementsAre(AllOf(HasSubstr("Which conversation"), HasSubstr("[Bo: A checkpoint for two]"),
                                  HasSubstr("[Cy: A checkpoint for two]"))));
    here.presses(here.ann, "Cy: A checkpoint for two");
    EXPECT_THAT(answer_of_ann({"p2"}, "working"), ElementsAre("4"));
    EXPECT_THAT(answer_of_ann({"p1"}, "working"), IsEmpty());
    (void)here.told(here.ann);
    here.says(here.ann, "Yes");  // the next question of the same talk: nobody asks again
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("What progress do you see?")));
    EXPECT_THAT(answer_of_ann({"p2"}, "satisfying"), ElementsAre("yes"));
}

TEST_F(two_pairs, the_question_whom_it_is_for_takes_a_typed_number_or_label) {
    here.says(here.ann, "4");
    here.says(here.ann, "1");
    EXPECT_THAT(answer_of_ann({"p1"}, "working"), ElementsAre("4"));
    here.says(here.ann, "cancel");
    here.says(here.ann, "3");
    EXPECT_THAT(answer_of_ann({"p2"}, "working"), ElementsAre("3"));  // only one is left to be meant
}

TEST_F(two_pairs, who_goes_on_writing_instead_of_choosing_loses_nothing) {
    for (const char* which : {"p1", "p2"}) {
        for (const char* value : {"3", "yes"}) {
            const auto& talk = here.pair({which}).running.front();
            here.does(here.ann,
                      inbound::chose{"q|" + talk.id.text + (value[0] == '3' ? "|working" : "|satisfying"), {value}});
        }
    }
    here.pass(days(1));
    here.all.people.at(here.ann).talking_in = {};
    here.says(here.ann, "We meet on time now.");
    here.says(here.ann, "And we have a plan.");
    here.presses(here.ann, "Bo: A checkpoint for two");
    EXPECT_THAT(answer_of_ann({"p1"}, "progress"), ElementsAre("We meet on time now.\nAnd we have a plan."));
    EXPECT_THAT(answer_of_ann({"p2"}, "progress"), IsEmpty());
}

TEST_F(two_pairs, a_wish_is_asked_about_as_well) {
    here.says(here.ann, "skip");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("Which conversation")));
    here.presses(here.ann, "Bo: A checkpoint for two");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("Does your time together give")));
    EXPECT_THAT(here.pair({"p1"}).answers, SizeIs(1));
    EXPECT_THAT(here.pair({"p2"}).answers, IsEmpty());
}

// What was meant for Bo must not reach Cy's pair because Bo's question has closed meanwhile.
TEST_F(two_pairs, words_never_go_to_another_talk_than_the_one_that_was_chosen) {
    here.says(here.ann, "4");
    here.pass(days(22));
    here.starts("checkpoint", {"p2"});
    here.pass(days(4));
    (void)here.told(here.ann);
    here.presses(here.ann, "Bo: A checkpoint for two");
    EXPECT_THAT(answer_of_ann({"p1"}, "working"), IsEmpty());
    EXPECT_THAT(here.pair({"p2"}).answers, Not(Contains(testing::Field(&answer::author, here.ann))));
}

// Words that wait could be for either; whoever answers one of the two by its button has gone on without choosing.
TEST_F(two_pairs, words_that_wait_are_not_delivered_after_a_button_was_used_instead) {
    here.says(here.ann, "2");
    const auto& talk = here.pair({"p2"}).running.front();
    here.does(here.ann, inbound::chose{"q|" + talk.id.text + "|working", {"5"}});
    here.says(here.ann, "1");
    EXPECT_THAT(answer_of_ann({"p1"}, "working"), IsEmpty());
    EXPECT_THAT(answer_of_ann({"p2"}, "working"), ElementsAre("5"));
}

// A number that is written much later answers what has been asked since.
TEST_F(two_pairs, words_that_wait_are_not_delivered_by_a_number_written_an_hour_later) {
    here.says(here.ann, "4");
    here.pass(std::chrono::hours(1));
    const auto& talk = here.pair({"p1"}).running.front();
    here.all.people.at(here.ann).talking_in = talk.id;
    (void)here.told(here.ann);
    here.says(here.ann, "2");
    EXPECT_THAT(answer_of_ann({"p1"}, "working"), ElementsAre("2"));
    EXPECT_THAT(answer_of_ann({"p2"}, "working"), IsEmpty());
    EXPECT_THAT(here.told(here.ann), Contains(AllOf(HasSubstr("have not kept"), HasSubstr("4"))));
}

TEST_F(two_pairs, words_that_wait_can_be_changed_and_taken_back) {
    here.says(here.ann, "2", "D1/1");
    here.does(here.ann, inbound::edited{"4"}, "D1/1");
    here.says(here.ann, "1");
    EXPECT_THAT(answer_of_ann({"p1"}, "working"), ElementsAre("4"));
    here.all.people.at(here.ann).talking_in = {};
    here.says(here.ann, "yes", "D1/2");
    (void)here.told(here.ann);
    here.does(here.ann, inbound::deleted{}, "D1/2");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("taken that answer out")));
    here.says(here.ann, "1");
    EXPECT_THAT(answer_of_ann({"p1"}, "satisfying"), IsEmpty());
}

TEST_F(two_pairs, a_question_of_the_other_pair_in_between_makes_it_unclear_again) {
    here.starts("closing", {"p1"});
    const auto& talk = here.pair({"p2"}).running.front();
    here.does(here.ann, inbound::chose{"q|" + talk.id.text + "|working", {"3"}});
    here.pass(days(5));  // the closing with Bo is asked, and reminders come
    (void)here.told(here.ann);
    here.says(here.ann, "1");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("Which conversation")));
}

TEST_F(two_pairs, a_word_that_begins_a_talk_asks_with_whom) {
    here.stands_in("growing");
    here.says(here.ann, "closing");
    EXPECT_THAT(here.told(here.ann), ElementsAre(AllOf(HasSubstr("With whom"), HasSubstr("[Bo] [Cy]"))));
    here.says(here.ann, "Cy");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("Would you like to begin?")));
    EXPECT_EQ(here.pair({"p1"}).running.size(), 1U);
    EXPECT_EQ(here.pair({"p2"}).running.size(), 2U);
}

TEST_F(two_pairs, one_budget_holds_over_both) {
    for (const char* flow : {"closing", "smart_goal", "drift_question"}) {
        here.starts(flow, {"p1"});
        here.starts(flow, {"p2"});
    }
    here.pass(days(60));
    std::set<instant> openings;
    for (const auto& one : here.nudges_to(here.ann)) openings.insert(one.at);
    ASSERT_GT(openings.size(), 5U);
    for (const auto& first : openings) {
        EXPECT_LE(std::ranges::count_if(openings, [&](instant at) { return at >= first && at < first + days(7); }), 2);
        const auto next = openings.upper_bound(first);
        if (next == openings.end()) continue;
        EXPECT_GE(*next - first, std::chrono::hours(20));
    }
}

// The turn of one pair does not know what waits for Ann from the other, so her gate is opened in her own turn.
TEST_F(two_pairs, a_gate_with_offers_of_a_pair_that_is_not_loaded_waits_for_its_owners_turn) {
    stage fresh;
    fresh.add_cy();
    fresh.now = in_madrid("2026-06-02", 20);
    fresh.starts("checkpoint", {"p1"});
    fresh.now = in_madrid("2026-06-03", 11);  // her own turn is due, and Cy's pair comes first
    fresh.starts("checkpoint", {"p2"});
    EXPECT_THAT(fresh.nudges_to(fresh.ann), IsEmpty());
    EXPECT_THAT(fresh.nudges_to(fresh.cy), SizeIs(1));
    fresh.pass(span::zero());
    EXPECT_THAT(fresh.nudges_to(fresh.ann), SizeIs(1));
    EXPECT_THAT(fresh.person(fresh.ann).waiting, SizeIs(1));  // the other question waits for its day
    EXPECT_EQ(fresh.timers, fresh.timers_wanted());
}

}  // namespace
}  // namespace waymark
