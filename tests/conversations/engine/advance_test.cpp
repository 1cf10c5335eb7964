#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conversations/engine/control_id.hpp"
#include "tests/conversations/engine/one_talk.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using wish = input::asked_to::what;

constexpr auto head =
    "flow: test\nversion: 1\nlanguage: en\ntitle: A test\npeople: [mentor, mentee]\nends_after: 30d\n";

std::string two_questions() {
    return std::string(head) + R"(
steps:
  - id: first
    say: Hello {me.first_name}.
    ask: What went well?
    answer: { kind: text, max_chars: 50, tries: 2, if_vague: "Can you name one moment?" }
    seen_by: partner_after_both
    says_who_sees: true
    keep_as: victory
    remind: { after: [2d, 4d], say: "One line is plenty." }
    give_up: { after: 9d, go: second }
  - id: second
    ask: Would you go on?
    answer: { kind: choice, options: { more: "Yes, more", less: "Rather less" } }
    seen_by: me
    says_who_sees: true
    give_up: { after: 9d, go: end }
    next:
      - { if: { second: { one_of: [more] } }, go: glad }
      - { go: bye }
  - { id: glad, say: Glad to hear., end: true }
  - id: bye
    say: Good bye.
    end: true
together:
  - id: open_first
    needs: { first: answered }
    say: "{partner.first_name} wrote: {partner.answer.first}"
    otherwise: { after: 12d, say: "{partner.first_name} has not written." }
)";
}

TEST(Engine, NobodyHearsAnythingBeforeTheirGateOpens) {
    one_talk test(two_questions());
    test.begin();
    EXPECT_THAT(test.said, IsEmpty());
    ASSERT_EQ(test.offers.size(), 2U);
    test.release_all();
    EXPECT_THAT(test.told(test.bo), ElementsAre("Hello Bo.\nWhat went well?"));
}

TEST(Engine, WhoeverAsksForATalkIsAnsweredAtOnce) {
    one_talk test(two_questions());
    test.begin(test.bo);
    EXPECT_THAT(test.told(test.bo), ElementsAre("Hello Bo.\nWhat went well?"));
    EXPECT_THAT(test.told(test.ann), IsEmpty());
}

TEST(Engine, SealedAnswersAreOpenedForTheOneWhoAnswersLastAndThroughTheGateForTheOther) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "The day the demo ran at last.");
    EXPECT_FALSE(test.answer_of(test.ann, "first")->opened);
    EXPECT_THAT(test.offers, IsEmpty());
    (void)test.told(test.bo);
    test.type(test.bo, "When you read my thesis twice.");
    EXPECT_THAT(test.told(test.bo), ElementsAre("Ann wrote: The day the demo ran at last.", HasSubstr("go on?")))
        << "the question stands last";
    EXPECT_TRUE(test.answer_of(test.ann, "first")->opened);
    (void)test.told(test.ann);
    test.release_all();
    EXPECT_THAT(test.told(test.ann), ElementsAre("Bo wrote: When you read my thesis twice."));
}

TEST(Engine, AVagueAnswerIsAskedAboutOnceAndThenTaken) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    (void)test.told(test.ann);
    test.type(test.ann, "good");
    EXPECT_THAT(test.told(test.ann), ElementsAre(AllOf(HasSubstr("Can you name one moment?\n"), HasSubstr("\"no\""))));
    test.type(test.ann, "nice");
    EXPECT_THAT(test.told(test.ann), ElementsAre(HasSubstr("go on?")));
    EXPECT_THAT(test.answer_of(test.ann, "first")->value.items, ElementsAre("nice"));
}

TEST(Engine, AShortAnswerStaysWhenTheySayNo) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "The launch");
    (void)test.told(test.ann);
    test.type(test.ann, "No.");
    EXPECT_THAT(test.told(test.ann), ElementsAre(HasSubstr("go on?")));
    EXPECT_THAT(test.answer_of(test.ann, "first")->value.items, ElementsAre("The launch"));
}

TEST(Engine, AShortAnswerCountsWhenNothingMoreComes) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "good");
    test.type(test.bo, "Your call before the review.");
    EXPECT_TRUE(test.talk().fired.empty()) << "she may still be writing";
    test.pass(days(9));
    EXPECT_TRUE(test.talk().fired.contains("open_first"));
}

TEST(Engine, AnUnreadableAnswerIsAskedAgainAndThenLeftOut) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    (void)test.told(test.ann);
    const std::string long_text(51, 'x');
    test.type(test.ann, long_text);
    EXPECT_THAT(test.told(test.ann), ElementsAre(HasSubstr("50 letters fit")));
    test.type(test.ann, long_text);
    EXPECT_THAT(test.told(test.ann), ElementsAre(HasSubstr("leave this one out"), HasSubstr("go on?")));
    EXPECT_TRUE(test.answer_of(test.ann, "first")->value.declined);
}

TEST(Engine, AnEditedMessageChangesTheAnswerUntilItIsOpened) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "The day the demo ran at last.", "D1/1");
    test.edit(test.ann, "D1/1", "The day the demo ran by itself.");
    EXPECT_THAT(test.answer_of(test.ann, "first")->value.items, ElementsAre("The day the demo ran by itself."));
    EXPECT_EQ(test.pair.kept.at(0).text, "The day the demo ran by itself.");
    test.type(test.bo, "When you read my thesis twice.");
    (void)test.told(test.ann);
    test.edit(test.ann, "D1/1", "Something else entirely, later.");
    EXPECT_THAT(test.answer_of(test.ann, "first")->value.items, ElementsAre("The day the demo ran by itself."));
    EXPECT_THAT(test.told(test.ann), testing::Contains(HasSubstr("opened already")));
}

TEST(Engine, BackAsksTheLastQuestionAgainAndKeepsTheAnswerUntilThereIsAnother) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "The day the demo ran at last.");
    (void)test.told(test.ann);
    test.ask_to(test.ann, wish::go_back);
    EXPECT_THAT(test.told(test.ann), ElementsAre("What went well?\nSo far: The day the demo ran at last."));
    test.ask_to(test.ann, wish::skip);
    EXPECT_FALSE(test.answer_of(test.ann, "first")->value.declined);
    EXPECT_EQ(test.lane_of(test.ann).step, "second");
}

TEST(Engine, AnotherButtonOfAnEarlierQuestionLeadsTheOtherWay) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "The day the demo ran at last.");
    test.pick(test.ann, "second", {"less"});
    (void)test.told(test.ann);
    test.pick(test.ann, "second", {"more"});
    EXPECT_THAT(test.told(test.ann), ElementsAre("Glad to hear."));
    EXPECT_THAT(test.answer_of(test.ann, "second")->value.items, ElementsAre("more"));
}

TEST(Engine, ButtonsTurnIntoTheChoiceMade) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "The day the demo ran at last.");
    const auto asked = test.said.back();
    ASSERT_TRUE(asked.message.ask);
    EXPECT_EQ(question_of(asked.message.ask->id)->step, "second");
    test.type(test.ann, "2");
    std::vector<settled> changes;
    for (const auto& one : test.effects)
        if (const auto* change = std::get_if<effect::settle>(&one)) changes.push_back(change->what);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].message, asked.key);
    EXPECT_EQ(changes[0].chosen, "Rather less");
}

TEST(Engine, StaleReminderChangesNothing) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.pass(days(2));
    ASSERT_EQ(test.offers.size(), 2U);
    const auto stale = test.offers.front().second;
    test.type(test.ann, "The day the demo ran at last.");
    const auto before = test.pair;
    (void)test.told(test.ann);
    test.step(input::released{stale});
    EXPECT_EQ(test.pair, before);
    EXPECT_THAT(test.told(test.ann), IsEmpty());
}

TEST(Engine, RemindersThatFellDueTogetherAreOne) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.pass(days(5));
    EXPECT_EQ(test.offers.size(), 2U) << "one for each person";
    EXPECT_EQ(test.lane_of(test.ann).reminded, 2);
}

TEST(Engine, LateWordsGoOnlyToThoseWhoDidTheirPart) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.type(test.ann, "The day the demo ran at last.");
    (void)test.told(test.ann);
    (void)test.told(test.bo);
    test.pass(days(12));
    test.release_all();
    EXPECT_THAT(test.told(test.ann), testing::Contains("Bo has not written."));
    EXPECT_THAT(test.told(test.bo), testing::Not(testing::Contains(HasSubstr("has not written"))));
}

TEST(Engine, ATalkIsOverByItsEndWhateverIsOpen) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.pass(days(30));
    EXPECT_TRUE(test.pair.running.empty());
    EXPECT_EQ(next_timer(test.flows, test.pair), never);
}

TEST(Engine, WhoeverLeavesIsLeftInPeaceAndTheOtherGoesOn) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.ask_to(test.bo, wish::cancel);
    test.type(test.ann, "The day the demo ran at last.");
    EXPECT_EQ(test.lane_of(test.ann).step, "second");
    test.pass(days(5));
    for (const auto& [who, what] : test.offers) EXPECT_NE(who, test.bo);
}

TEST(Engine, AWordTakesUpAPartThatWasLeftOpen) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.ask_to(test.bo, wish::cancel);
    (void)test.told(test.bo);
    test.begin(test.bo);
    EXPECT_THAT(test.told(test.bo), ElementsAre("Hello Bo.\nWhat went well?"));
    EXPECT_EQ(test.pair.running.size(), 1U);
}

TEST(Engine, SomebodyElsesQuestionCannotBeAnswered) {
    one_talk test(two_questions());
    test.begin();
    test.release_all();
    test.step(input::typed{person_id{"eve"}, test.talk().id, "hello there my friends", ""});
    EXPECT_THAT(test.pair.answers, IsEmpty());
}

std::string with_barrier() {
    return std::string(head) + R"(
steps:
  - id: idea
    for: mentee
    ask: Your idea?
    answer: { kind: text, max_chars: 500 }
    seen_by: partner
    says_who_sees: true
    give_up: { after: 9d, go: end }
  - id: wait
    for: mentor
    wait_for: shared
    at_most: 6d
  - id: advice
    for: mentor
    ask: Your advice?
    answer: { kind: text, max_chars: 500 }
    seen_by: me
    says_who_sees: true
    give_up: { after: 9d, go: end }
together:
  - id: shared
    needs: { idea: answered }
    to: mentor
    do: { set_stage: growing }
    say: "{partner.first_name}'s idea: {partner.answer.idea}"
)";
}

TEST(Engine, ABarrierOpensWithItsRuleAndTheWordsComeBeforeTheQuestion) {
    one_talk test(with_barrier());
    test.begin();
    test.release_all();
    EXPECT_EQ(test.lane_of(test.ann).is, lane::phase::barrier);
    EXPECT_THAT(test.told(test.ann), IsEmpty());
    test.type(test.bo, "A small team of my own.");
    EXPECT_EQ(test.pair.stage, "growing");
    test.release_all();
    EXPECT_THAT(test.told(test.ann), ElementsAre("Bo's idea: A small team of my own.", "Your advice?"));
}

TEST(Engine, ABarrierHoldsNobodyLongerThanItSays) {
    one_talk test(with_barrier());
    test.begin();
    test.release_all();
    test.pass(days(6));
    test.release_all();
    EXPECT_THAT(test.told(test.ann), ElementsAre("Your advice?"));
}

TEST(Engine, WhatPeopleWroteIsMarkedAsTheirs) {
    one_talk test(with_barrier());
    test.begin();
    test.release_all();
    test.type(test.bo, "{me.first_name} <!channel>");
    test.release_all();
    for (const auto& one : test.said)
        for (const auto& run : one.message.text)
            if (run.text.find("<!channel>") != std::string::npos) {
                EXPECT_TRUE(run.from_person);
                EXPECT_THAT(run.text, HasSubstr("{me.first_name}")) << "never filled in";
            }
}

// The word that begins the talk takes up the one that runs, by the version it began with.
TEST(Engine, ARunningTalkIsTakenUpInItsOwnVersion) {
    one_talk test(two_questions());
    test.begin(test.bo);
    test.type(test.bo, "Our evening walks along the river.");
    (void)test.told(test.bo);
    auto newer = *test.flows.newest("test");
    newer.ref.version = 2;
    newer.steps[1].ask->text.text = "Something quite different?";
    test.flows.add(newer);
    input::begin again;
    again.flow = newer.ref;
    again.asked_for_by_someone = true;
    again.asker = test.bo;
    test.step(again);
    EXPECT_THAT(test.told(test.bo), ElementsAre("Would you go on?"));
}

}  // namespace
}  // namespace waymark
