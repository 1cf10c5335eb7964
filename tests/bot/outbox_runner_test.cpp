#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::ending;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using kind = send_outcome::kind;

struct OutboxRunner : testing::runner_bench {
    [[nodiscard]] std::string reason_of(const std::string& key) {
        for (const auto& one : door.at().dead_letters(10).value())
            if (one.key.text == key) return one.reason;
        return "not dead";
    }
    find_outcome finding(find_outcome::kind is) {
        find_outcome out;
        out.is = is;
        out.platform_ref = "found-ref";
        return out;
    }
};

TEST_F(OutboxRunner, MessagesToOnePersonGoOneAfterTheOtherAndToOthersAtTheSameTime) {
    platform.takes = 20ms;
    put("U1", "a1");
    put("U1", "a2");
    put("U2", "b1");
    start();
    EXPECT_THAT(platform.keys(), UnorderedElementsAre("a1", "b1"));
    EXPECT_EQ(platform.most_in_flight, 2);
    wait(60ms);
    EXPECT_THAT(platform.keys(), SizeIs(3));
    EXPECT_EQ(platform.keys().back(), "a2");
    EXPECT_EQ(outbox->counts().sent, 3U);
    EXPECT_TRUE(outbox->idle(hands.now()));
}

TEST_F(OutboxRunner, WhatSurelyDidNotArriveIsSentAgainAndNothingOvertakesIt) {
    platform.outcomes = {ending(kind::retry, "http_503")};
    put("U1", "a1");
    put("U1", "a2");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
    move(3s);
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a1", "a2"));
    EXPECT_EQ(platform.sent.at(0).idempotency_id, platform.sent.at(1).idempotency_id);
    EXPECT_EQ(outbox->counts().retried, 1U);
}

TEST_F(OutboxRunner, WaitsAsLongAsThePlatformAsks) {
    platform.outcomes = {ending(kind::retry, "ratelimited", 30s)};
    put("U1", "a1");
    start();
    move(29s);
    EXPECT_THAT(platform.keys(), SizeIs(1));
    move(5s);
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a1"));
}

TEST_F(OutboxRunner, KeepsAMessageInHandWhileThePaceAllowsItSoon) {
    platform.pace = [](const address&, instant now) { return std::max(now, testing::noon + 1s); };
    put("U1", "a1");
    start();
    EXPECT_THAT(platform.keys(), IsEmpty());
    move(1s);
    wait(1200ms);
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
    EXPECT_EQ(outbox->counts().retried, 0U);
}

TEST_F(OutboxRunner, PutsAMessageBackThatMustWaitLong) {
    platform.pace = [](const address& to, instant now) {
        return to.user == "U1" ? std::max(now, testing::noon + 10s) : now;
    };
    put("U1", "a1");
    put("U2", "b1");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("b1"));
    EXPECT_EQ(rows().outbox, 1);
    move(10s);
    EXPECT_THAT(platform.keys(), ElementsAre("b1", "a1"));
}

/// Else a crash would leave doubts about everything that only waited in hand.
TEST_F(OutboxRunner, AMessageHeldForItsPaceIsNotYetBeingSent) {
    platform.pace = [](const address& to, instant now) {
        return to.user == "U1" ? std::max(now, testing::noon + 1s) : now;
    };
    platform.takes = 10s;
    put("U1", "a1");
    put("U2", "b1");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("b1"));
    EXPECT_EQ(door.at().recover_outbox(hands.now()).value(), 1);
    EXPECT_EQ(door.at().sendable(hands.now(), {10}, {}).value().at(0).message.key.text, "a1");
    EXPECT_EQ(door.at().sendable(hands.now(), {10}, {}).value().at(0).attempt, 0);
}

TEST_F(OutboxRunner, OfTwoMessagesThatAreReadyOnlyOneGoesWhereThereIsRoomForOne) {
    platform.pace = [this](const address&, instant now) { return platform.counted.empty() ? now : now + 10s; };
    put("U1", "a1");
    put("U2", "b1");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
    EXPECT_EQ(rows().outbox, 1);
}

/// A whole workspace with one pace: a message each 250 ms.
struct OutboxUnderAPace : OutboxRunner {
    static constexpr auto each = 250ms;
    std::vector<std::string> everybody;

    OutboxUnderAPace() {
        for (int number = 0; number < 150; ++number) everybody.push_back("N" + std::to_string(number));
        enrol(everybody);
        platform.pace = [this](const address&, instant now) {
            const auto counted = static_cast<int>(platform.counted.size());
            return std::max(now, testing::noon + counted * each);
        };
        for (const auto& user : everybody) put(user, "nudge-" + user, message_class::nudge);
    }
};

TEST_F(OutboxUnderAPace, AReplyTakesTheNextPlaceHoweverManyNudgesWait) {
    start();
    for (int places = 0; places < 20; ++places) move(each);
    ASSERT_THAT(platform.keys(), SizeIs(21));
    put("U1", "reply");
    settle();
    put("U2", "other reply");
    settle();
    move(each);
    move(each);
    ASSERT_THAT(platform.keys(), SizeIs(23));
    EXPECT_EQ(platform.keys().at(21), "reply");
    EXPECT_EQ(platform.keys().at(22), "other reply");
    move(each);
    EXPECT_THAT(platform.keys(), SizeIs(24)) << "then the nudges go on";
}

TEST_F(OutboxUnderAPace, ANudgeThatAReplyMustWaitForGoesWithIt) {
    start();
    for (const auto* user : {"N100", "N149"}) {  // one in hand, the other still in the table
        const auto before = platform.keys().size();
        put(user, std::string("reply-") + user);
        settle();
        move(each);
        move(each);
        ASSERT_THAT(platform.keys(), SizeIs(before + 2));
        EXPECT_EQ(platform.keys().at(before), std::string("nudge-") + user);
        EXPECT_EQ(platform.keys().at(before + 1), std::string("reply-") + user);
    }
}

TEST_F(OutboxUnderAPace, NudgesGoOutAtThePaceAndLeaveRoomInHand) {
    start();
    for (int places = 0; places < 149; ++places) move(each);
    EXPECT_THAT(platform.keys(), SizeIs(150));
    EXPECT_EQ(rows().outbox, 0);
}

TEST_F(OutboxRunner, AMessageThatCannotBeMarkedIsNotSentAndComesAgain) {
    platform.pace = [this](const address&, instant now) {
        door.failures_left = platform.counted.empty() ? 1 : 0;  // of the job that comes next: the marking
        return now;
    };
    put("U1", "a1");
    start();
    EXPECT_THAT(platform.keys(), IsEmpty());
    wait(1300ms);
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
    EXPECT_EQ(rows().outbox, 0);
}

TEST_F(OutboxRunner, AfterTheStopNothingIsSentAndNoDoubtIsLeft) {
    door.after_job = [this] {
        if (!platform.counted.empty()) outbox->stop();  // the marking is done, and its answer still to come
    };
    put("U1", "a1");
    start();
    EXPECT_EQ(platform.counted.size(), 1U);
    EXPECT_THAT(platform.keys(), IsEmpty());
    EXPECT_EQ(rows().outbox, 1);
    EXPECT_EQ(door.at().recover_outbox(hands.now()).value(), 0);
}

TEST_F(OutboxRunner, AChangeOfUnknownEndIsMadeAgainWithoutAsking) {
    put("U1", "a1", message_class::update);
    (void)door.at().begin_sends(door.at().sendable(testing::noon, {10}, {}).value(), testing::noon).value();
    EXPECT_EQ(door.at().recover_outbox(testing::noon).value(), 1);
    start();
    EXPECT_THAT(platform.asked_about, IsEmpty());
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
}

TEST_F(OutboxRunner, AsksAfterASendOfUnknownEndAndFindsIt) {
    platform.outcomes = {ending(kind::unknown, "no_answer")};
    platform.findings = {finding(find_outcome::kind::found)};
    put("U1", "a1");
    put("U1", "a2");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
    EXPECT_EQ(rows().unknown, 1);
    move(5s);
    EXPECT_THAT(platform.asked_about, SizeIs(1));
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a2")) << "found, so it is not sent again";
    EXPECT_EQ(door.at().platform_ref({"a1"}).value(), "found-ref");
}

TEST_F(OutboxRunner, SendsAgainWhatIsAbsentTwice) {
    platform.outcomes = {ending(kind::unknown, "no_answer")};
    platform.findings = {finding(find_outcome::kind::absent), finding(find_outcome::kind::absent)};
    put("U1", "a1");
    start();
    move(5s);
    EXPECT_THAT(platform.keys(), SizeIs(1));
    move(55s);
    EXPECT_THAT(platform.asked_about, SizeIs(2));
    move(5s);
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a1"));
    EXPECT_EQ(rows().outbox, 0);
}

TEST_F(OutboxRunner, WhatWasSentOnceMoreAndEndsUnknownAgainIsListed) {
    platform.outcomes = {ending(kind::unknown, "no_answer"), ending(kind::unknown, "no_answer")};
    platform.findings = {4, finding(find_outcome::kind::absent)};
    put("U1", "a1");
    put("U1", "a2");
    start();
    for (const auto step : {5s, 55s, 5s, 55s}) move(step);
    EXPECT_THAT(platform.asked_about, SizeIs(4));
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a1", "a2"));
    EXPECT_EQ(reason_of("a1"), "unknown_unresolved");
}

TEST_F(OutboxRunner, SendsCutByTheEndOfAnEarlierRunAreAskedAbout) {
    put("U1", "a1");
    (void)door.at().begin_sends(door.at().sendable(testing::noon, {10}, {}).value(), testing::noon).value();
    EXPECT_EQ(door.at().recover_outbox(testing::noon).value(), 1);
    platform.findings = {finding(find_outcome::kind::found)};
    start();
    EXPECT_THAT(platform.asked_about, SizeIs(1));
    EXPECT_THAT(platform.keys(), IsEmpty());
    EXPECT_EQ(rows().outbox, 0);
}

TEST_F(OutboxRunner, WhatExpiresWhileItWaitsIsNeverSent) {
    platform.outcomes = {ending(kind::retry, "http_503", 60s)};
    put("U1", "a1", message_class::nudge, testing::noon + 30s);
    start();
    move(2min);
    EXPECT_THAT(platform.keys(), SizeIs(1));
    EXPECT_EQ(reason_of("a1"), "expired");
    EXPECT_EQ(person("U1").full_name, "a1") << "a turn may offer it again";
}

TEST_F(OutboxRunner, OnlyANudgeThatExpiresIsATurn) {
    put("U1", "late", message_class::reply, testing::noon - 1s);
    platform.outcomes = {ending(kind::dead, "msg_too_long")};
    put("U2", "refused", message_class::nudge);
    start();
    EXPECT_THAT(dead, ::testing::UnorderedElementsAre("late: expired", "refused: msg_too_long"));
    EXPECT_EQ(person("U1").full_name, "");
    EXPECT_EQ(person("U2").full_name, "");
}

TEST_F(OutboxRunner, AMessageRefusedForGoodIsDeadAndTheNextGoesOn) {
    platform.outcomes = {ending(kind::dead, "msg_too_long")};
    put("U1", "a1");
    put("U1", "a2");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a2"));
    EXPECT_THAT(dead, ElementsAre("a1: msg_too_long"));
    EXPECT_THAT(gone, IsEmpty());
}

TEST_F(OutboxRunner, APersonWhomNothingCanReachIsSaidToBeGone) {
    auto outcome = ending(kind::dead, "user_disabled");
    outcome.person_gone = true;
    platform.outcomes = {outcome};
    put("U1", "a1");
    start();
    EXPECT_THAT(gone, ElementsAre("pU1: user_disabled"));
    EXPECT_FALSE(person("U1").reachable);
    EXPECT_TRUE(person("U2").reachable);
}

// Otherwise a crash in between would leave nobody who knows.
TEST_F(OutboxRunner, AMessageStaysUntilItIsStoredThatItsReaderIsGone) {
    auto outcome = ending(kind::dead, "user_disabled");
    outcome.person_gone = true;
    platform.outcomes = {outcome};
    put("U1", "a1");
    platform.on_send = [this] { door.failures_left = 1; };  // the next job is the turn
    start();
    EXPECT_TRUE(person("U1").reachable);
    EXPECT_EQ(rows().outbox, 1);
    wait(1200ms);
    EXPECT_FALSE(person("U1").reachable);
    EXPECT_EQ(rows().outbox, 0);
}

TEST_F(OutboxRunner, ADeadTokenStopsTheWholeAccountAndKeepsItsMessages) {
    platform.outcomes = {ending(kind::account_dead, "token_revoked")};
    put("U1", "a1");
    start();
    EXPECT_THAT(closed, ElementsAre("T1: token_revoked"));
    put("U2", "b1");
    settle();
    move(2h);
    EXPECT_THAT(platform.keys(), ElementsAre("a1")) << "no call after the first proof";
    EXPECT_EQ(rows().outbox, 2);
    EXPECT_THAT(closed, SizeIs(1)) << "said once";
}

TEST_F(OutboxRunner, AnOutcomeIsWrittenDownHoweverLongTheStorageTakes) {
    platform.takes = 5ms;
    put("U1", "a1");
    start();
    door.failures_left = 1;
    wait(1300ms);
    EXPECT_EQ(door.at().platform_ref({"a1"}).value(), "ref-1");
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
}

TEST_F(OutboxRunner, AMessageForAPlatformThatIsNotThereIsDead) {
    turn_outcome out;
    auto who = person("U1");
    who.addresses.front().platform = "elsewhere";
    out.outbox.push_back(testing::message_to(who, "a1"));
    (void)door.at().turn(turn_owner(who.id), [&](const world&) { return out; }, {}, testing::noon).value();
    start();
    EXPECT_EQ(reason_of("a1"), "no_such_platform");
}

}  // namespace
}  // namespace waymark
