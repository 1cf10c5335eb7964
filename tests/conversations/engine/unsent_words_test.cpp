// Words that were let out of a gate and not sent: nobody saw them, so they wait again.
#include <gmock/gmock.h>

#include "tests/conversations/engine/one_talk.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;
using wish = input::asked_to::what;

std::string only_words() {
    return R"(
flow: test
version: 1
language: en
title: A test
people: [mentor, mentee]
ends_after: 30d
steps:
  - id: hello
    for: mentee
    say: Hello {me.first_name}.
  - id: noted
    for: mentee
    do: { log_meeting: true }
    say: I have noted that you met.
  - id: more
    for: mentee
    only_if: { more: missing }
    ask: Anything else?
    answer: { kind: text, max_chars: 500 }
    seen_by: me
    says_who_sees: true
    remind: { after: [2d], say: One line is plenty. }
    give_up: { after: 9d, go: bye }
  - id: bye
    for: mentee
    say: Good bye.
)";
}

TEST(UnsentWords, AllWordsOfAWalkComeAgainInOrderAndNothingIsDoneTwice) {
    one_talk test(only_words());
    test.begin();
    test.release_all();
    const auto words = test.told(test.bo);
    EXPECT_THAT(words, ElementsAre("Hello Bo.", "I have noted that you met.", "Anything else?"));
    test.miss(test.bo);
    EXPECT_EQ(test.lane_of(test.bo).is, lane::phase::held);
    EXPECT_THAT(test.told(test.bo), IsEmpty());
    test.release_all();
    EXPECT_EQ(test.told(test.bo), words);
    EXPECT_EQ(test.pair.met.size(), 1U);
    EXPECT_EQ(test.lane_of(test.bo).is, lane::phase::asking);
}

TEST(UnsentWords, LastWordsComeAgainAlsoWhenTheTalkIsOver) {
    one_talk test(only_words());
    test.begin();
    test.release_all();
    test.pass(days(9));
    test.release_all();
    EXPECT_TRUE(test.talk().over);
    (void)test.told(test.bo);
    test.miss(test.bo);
    test.pass(days(20));
    ASSERT_EQ(test.pair.running.size(), 1U) << "they wait";
    test.release_all();
    EXPECT_THAT(test.told(test.bo), ElementsAre("Good bye."));
    test.pass(days(3));
    EXPECT_THAT(test.pair.running, IsEmpty());
}

TEST(UnsentWords, LastWordsDoNotWaitForEver) {
    one_talk test(only_words());
    test.begin();
    test.release_all();
    test.pass(days(9));
    test.release_all();
    test.miss(test.bo);
    test.now = next_timer(test.flows, test.pair);
    ASSERT_NE(test.now, never);
    test.step(input::clock_struck{});
    EXPECT_THAT(test.pair.running, IsEmpty());
}

TEST(UnsentWords, NoReminderIsOfferedAgainWhileThePairRests) {
    one_talk test(only_words());
    test.begin();
    test.release_all();
    test.pass(days(2));
    ASSERT_EQ(test.offers.size(), 1U);
    const auto reminder = test.offers.front().second.key;
    test.release_all();
    test.step(input::missed{test.bo, {}, reminder});
    ASSERT_EQ(test.offers.size(), 1U);
    test.release_all();
    test.pair.paused_until = test.now + days(5);
    test.step(input::missed{test.bo, {}, reminder});
    EXPECT_THAT(test.offers, IsEmpty());
}

TEST(UnsentWords, WhatSomebodyHasGoneOnFromIsNotSaidAgain) {
    one_talk test(only_words());
    test.begin();
    test.release_all();
    test.type(test.bo, "We met twice in spring.");
    (void)test.told(test.bo);
    test.miss(test.bo);
    EXPECT_THAT(test.offers, IsEmpty());
    one_talk left(only_words());
    left.begin();
    left.release_all();
    left.ask_to(left.bo, wish::cancel);
    left.miss(left.bo);
    EXPECT_THAT(left.offers, IsEmpty());
}

}  // namespace
}  // namespace waymark
