#include "bot/retry_policy.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

using namespace std::chrono_literals;
using outcome = send_result::outcome;

const instant noon{std::chrono::hours(12)};

attempt_facts facts(int attempt = 1, message_class kind = message_class::nudge) {
    attempt_facts out;
    out.attempt = attempt;
    out.started = noon;
    out.kind = kind;
    return out;
}

send_outcome went(send_outcome::kind is, span wait = {}) {
    send_outcome out;
    out.is = is;
    out.retry_after = wait;
    out.reason = "why";
    return out;
}

// Two hundred people who press a button in the same minute, where fifty messages a minute may be changed.
TEST(RetryPolicy, WhoeverWaitsForATurnIsNotGivenUpHoweverOften) {
    auto limited = went(send_outcome::kind::retry, 2s);
    limited.in_line = true;
    auto many = facts(10 * most_attempts, message_class::update);
    EXPECT_EQ(after_send(limited, many, noon).is, outcome::retry_at);
    many.expires = noon + 1s;
    EXPECT_EQ(after_send(limited, many, noon).reason, reason_expired);
    limited.in_line = false;
    EXPECT_EQ(after_send(limited, facts(most_attempts), noon).is, outcome::dead);
}

TEST(RetryPolicy, WaitsAtLeastAsLongAsThePlatformSaid) {
    for (const double chance : {0.0, 0.5, 1.0}) {
        auto with = facts();
        with.chance = chance;
        const auto then = after_send(went(send_outcome::kind::retry, 30s), with, noon);
        EXPECT_EQ(then.is, outcome::retry_at);
        EXPECT_GE(then.when, noon + 30s);
        EXPECT_LE(then.when, noon + 33s);
    }
}

TEST(RetryPolicy, DoublesTheWaitUpToALimit) {
    EXPECT_EQ(after_send(went(send_outcome::kind::retry), facts(1), noon).when, noon + 1s);
    EXPECT_EQ(after_send(went(send_outcome::kind::retry), facts(2), noon).when, noon + 2s);
    EXPECT_EQ(after_send(went(send_outcome::kind::retry), facts(5), noon).when, noon + 16s);
    EXPECT_EQ(after_send(went(send_outcome::kind::retry), facts(39), noon).when, noon + longest_retry);
}

TEST(RetryPolicy, GivesUpAfterManyAttempts) {
    const auto then = after_send(went(send_outcome::kind::retry), facts(most_attempts), noon);
    EXPECT_EQ(then.is, outcome::dead);
    EXPECT_EQ(then.reason, "why");
}

TEST(RetryPolicy, AMessageIsNotTriedAgainAfterItsTime) {
    auto with = facts();
    with.expires = noon + 20s;
    const auto then = after_send(went(send_outcome::kind::retry, 30s), with, noon);
    EXPECT_EQ(then.is, outcome::dead);
    EXPECT_EQ(then.reason, "expired");
}

TEST(RetryPolicy, AnUnknownEndIsAskedAboutAfterFiveSecondsAndNeverSentBlindly) {
    const auto then = after_send(went(send_outcome::kind::unknown), facts(), noon + 15s);
    EXPECT_EQ(then.is, outcome::unknown);
    EXPECT_EQ(then.when, noon + 5s);
}

TEST(RetryPolicy, FoundMeansSent) {
    const auto then = after_question({find_outcome::kind::found, "D1/2", {}}, facts(), noon + 5s);
    EXPECT_EQ(then.is, outcome::sent);
    EXPECT_EQ(then.platform_ref, "D1/2");
}

TEST(RetryPolicy, AbsentOnceIsAskedAgainAndAbsentTwiceIsSentAgain) {
    const auto first = after_question({find_outcome::kind::absent, "", {}}, facts(), noon + 5s);
    EXPECT_EQ(first.is, outcome::unknown);
    EXPECT_EQ(first.when, noon + 60s);
    const auto second = after_question({find_outcome::kind::absent, "", {}}, facts(), noon + 60s);
    EXPECT_EQ(second.is, outcome::retry_at);
    EXPECT_EQ(second.when, noon + 60s);
    EXPECT_TRUE(second.resend) << "the row is to remember it";
}

TEST(RetryPolicy, WhatWasSentOnceMoreIsNeverSentAThirdTimeWhenItsEndIsUnknownAgain) {
    for (const auto kind : {message_class::nudge, message_class::reply}) {
        auto with = facts(2, kind);
        with.resent = true;
        for (const auto is : {find_outcome::kind::absent, find_outcome::kind::cannot_tell}) {
            const auto then = after_question({is, "", {}}, with, noon + 5min);
            EXPECT_EQ(then.is, outcome::dead);
            EXPECT_EQ(then.reason, "unknown_unresolved");
        }
        EXPECT_EQ(after_question({find_outcome::kind::found, "D1/2", {}}, with, noon + 5s).is, outcome::sent);
        EXPECT_EQ(after_send(went(send_outcome::kind::retry), with, noon).is, outcome::retry_at) << "surely not sent";
    }
}

TEST(RetryPolicy, WhereAPlatformNeverTellsAReplyIsSentOnceMoreAtOnceAndANudgeIsListed) {
    const find_outcome never_tells{find_outcome::kind::never_tells, "", {}};
    const auto early = after_question(never_tells, facts(1, message_class::reply), noon + 1s);
    EXPECT_EQ(early.is, outcome::unknown) << "as after a crash: it may still be on its way";
    EXPECT_EQ(early.when, noon + 5s);
    const auto reply = after_question(never_tells, facts(1, message_class::reply), noon + 5s);
    EXPECT_EQ(reply.is, outcome::retry_at);
    EXPECT_TRUE(reply.resend);
    const auto nudge = after_question(never_tells, facts(1, message_class::nudge), noon + 5s);
    EXPECT_EQ(nudge.is, outcome::dead);
    EXPECT_EQ(nudge.reason, "unknown_unresolved");
}

TEST(RetryPolicy, HavingBeenHeldBackBeforeDoesNotCountAsHavingBeenSentOnceMore) {
    EXPECT_TRUE(after_question({find_outcome::kind::absent, "", {}}, facts(5), noon + 60s).resend);
    EXPECT_TRUE(after_question({}, facts(5, message_class::reply), noon + 5min).resend);
    EXPECT_FALSE(after_send(went(send_outcome::kind::retry), facts(), noon).resend);
    EXPECT_FALSE(after_question({}, facts(1, message_class::update), noon + 1s).resend);
}

TEST(RetryPolicy, AQuestionThatOnlyThePaceForbadeIsNoAnswerHoweverLate) {
    find_outcome not_yet;
    not_yet.ask_again_in = 2s;
    const auto then = after_question(not_yet, facts(), noon + 10min);
    EXPECT_EQ(then.is, outcome::unknown);
    EXPECT_EQ(then.when, noon + 10min + 2s);
}

TEST(RetryPolicy, AQuestionThatCannotBePutForADayIsGivenUp) {
    find_outcome not_yet;
    not_yet.ask_again_in = 30s;
    EXPECT_EQ(after_question(not_yet, facts(), noon + 23h).is, outcome::unknown);
    EXPECT_EQ(after_question(not_yet, facts(), noon + 24h).is, outcome::dead);
}

TEST(RetryPolicy, AChangeThatMayHaveBeenMadeIsMadeAgain) {
    EXPECT_EQ(after_question({}, facts(1, message_class::update), noon + 1s).is, outcome::retry_at);
}

TEST(RetryPolicy, WhereThePlatformCannotTellANudgeIsListedAfterFiveMinutes) {
    EXPECT_EQ(after_question({}, facts(), noon + 61s).when, noon + 5min);
    const auto then = after_question({}, facts(), noon + 5min);
    EXPECT_EQ(then.is, outcome::dead);
    EXPECT_EQ(then.reason, "unknown_unresolved");
}

TEST(RetryPolicy, WhereThePlatformCannotTellAReplyIsSentOnceMore) {
    const auto then = after_question({}, facts(1, message_class::reply), noon + 5min);
    EXPECT_EQ(then.is, outcome::retry_at);
    EXPECT_TRUE(then.resend);
}

TEST(RetryPolicy, ADefiniteRefusalKeepsThePlatformsOwnWord) {
    const auto then = after_send(went(send_outcome::kind::dead), facts(), noon);
    EXPECT_EQ(then.is, outcome::dead);
    EXPECT_EQ(then.reason, "why");
}

}  // namespace
}  // namespace waymark
