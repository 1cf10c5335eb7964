#include <gmock/gmock.h>

#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using example::noon;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Outbox : testing::TestWithParam<example::kind> {
    example::database db{GetParam()};

    std::vector<outbox_row> put(const std::vector<outbox_message>& messages) {
        turn_outcome out;
        out.outbox = messages;
        return db.take(out).value();
    }
    std::vector<outbox_row> claim(instant now = noon, std::size_t limit = 10) {
        return example::begin_sends(db.at(), now, limit).value();
    }
    void end(const outbox_row& row, send_result::outcome is, instant when = noon, const std::string& ref = "") {
        ASSERT_TRUE(db.at().record_send(row.id, {is, ref, "reason", when}, noon));
    }
};

using outcome = send_result::outcome;

TEST_P(Outbox, OneInFlightForEachPersonInOrder) {
    put({example::message("1"), example::message("2"), example::message("3", "max")});
    const auto first = claim();
    ASSERT_THAT(first, SizeIs(2));
    EXPECT_EQ(first[0].message.key.text, "1");
    EXPECT_EQ(first[1].message.key.text, "3");
    EXPECT_EQ(first[0].attempt, 1);
    EXPECT_EQ(std::get<outgoing>(first[0].message.content), std::get<outgoing>(example::message("1").content));
    EXPECT_THAT(claim(), IsEmpty());
    end(first[0], outcome::sent, noon, "D/1");
    EXPECT_EQ(claim().at(0).message.key.text, "2");
    EXPECT_EQ(db.at().platform_ref({"1"}).value(), "D/1");
}

TEST_P(Outbox, AMessageIsPutOnceWhateverBecameOfIt) {
    EXPECT_THAT(put({example::message("1"), example::message("2", "max")}), SizeIs(2));
    EXPECT_THAT(put({example::message("1")}), IsEmpty());
    const auto rows = claim();
    end(rows.at(0), outcome::sent);
    end(rows.at(1), outcome::dead);
    EXPECT_THAT(put({example::message("1"), example::message("2", "max")}), IsEmpty());
}

TEST_P(Outbox, AWaitingMessageHoldsBackTheNextUntilItsTime) {
    put({example::message("1"), example::message("2")});
    end(claim().at(0), outcome::retry_at, noon + 30s);
    EXPECT_THAT(claim(noon + 29s), IsEmpty());
    EXPECT_EQ(db.at().next_send().value(), noon + 30s);
    const auto again = claim(noon + 30s);
    ASSERT_THAT(again, SizeIs(1));
    EXPECT_EQ(again[0].message.key.text, "1");
    EXPECT_EQ(again[0].attempt, 2);
}

TEST_P(Outbox, AnUnknownMessageBlocksItsPersonOnly) {
    put({example::message("1"), example::message("2"), example::message("3", "max")});
    const auto first = claim();
    end(first.at(0), outcome::unknown, noon + 5s);
    end(first.at(1), outcome::sent);
    EXPECT_THAT(claim(noon + 1h), IsEmpty());
    EXPECT_THAT(db.at().unknown_sends(noon + 4s, 10).value(), IsEmpty());
    const auto asked = db.at().unknown_sends(noon + 5s, 10).value();
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_EQ(db.at().health()->unknown, 1);
    end(asked[0], outcome::sent, noon, "D/1");
    EXPECT_EQ(claim().at(0).message.key.text, "2");
}

TEST_P(Outbox, WhatACrashLeftInTheAirIsUnknown) {
    put({example::message("1"), example::message("2", "max")});
    EXPECT_THAT(claim(noon, 1), SizeIs(1));
    db.reopen();
    EXPECT_EQ(db.at().recover_outbox(noon + 1s).value(), 1);
    EXPECT_EQ(db.at().recover_outbox(noon + 1s).value(), 0);
    EXPECT_EQ(db.at().unknown_sends(noon + 1s, 10).value().at(0).message.key.text, "1");
    EXPECT_EQ(claim().at(0).message.key.text, "2");
}

TEST_P(Outbox, ThatAMessageWasSentOnceMoreIsRemembered) {
    put({example::message("1")});
    const auto first = claim().at(0);
    end(first, outcome::retry_at);
    EXPECT_FALSE(claim().at(0).resent) << "held back, nothing more";
    send_result once_more;
    once_more.is = outcome::retry_at;
    once_more.when = noon;
    once_more.resend = true;
    ASSERT_TRUE(db.at().record_send(first.id, once_more, noon));
    db.reopen();
    EXPECT_TRUE(claim().at(0).resent);
    end(first, outcome::unknown);
    EXPECT_TRUE(db.at().unknown_sends(noon, 10).value().at(0).resent);
}

TEST_P(Outbox, LookingAtWhatMayBeSentLeavesNoDoubtAboutIt) {
    put({example::message("1")});
    const auto waiting = db.at().sendable(noon, {10}, {}).value();
    EXPECT_THAT(waiting, SizeIs(1));
    EXPECT_EQ(waiting.at(0).attempt, 0);
    EXPECT_EQ(db.at().recover_outbox(noon).value(), 0);
    EXPECT_THAT(db.at().begin_sends(waiting, noon).value(), SizeIs(1));
    EXPECT_THAT(db.at().begin_sends(waiting, noon).value(), IsEmpty()) << "it does not wait any more";
    EXPECT_THAT(db.at().sendable(noon, {10}, {}).value(), IsEmpty());
}

TEST_P(Outbox, RowsThatTheCallerHasAreLeftOutAndDoNotCount) {
    put({example::message("1"), example::message("2", "max"), example::message("3", "ida")});
    const auto first = db.at().sendable(noon, {1}, {}).value();
    ASSERT_THAT(first, SizeIs(1));
    const auto others = db.at().sendable(noon, {2}, {{first.at(0).id}, {}}).value();
    ASSERT_THAT(others, SizeIs(2));
    EXPECT_EQ(others.at(0).message.key.text, "2");
    EXPECT_EQ(others.at(1).message.key.text, "3");
    EXPECT_THAT(db.at().sendable(noon, {0}, {}).value(), IsEmpty());
}

outbox_message nudge(const std::string& key, const std::string& to) {
    auto out = example::message(key, to);
    out.kind = message_class::nudge;
    return out;
}
std::vector<std::string> keys(const std::vector<outbox_row>& rows) {
    std::vector<std::string> out;
    for (const auto& row : rows) out.push_back(row.message.key.text);
    return out;
}

TEST_P(Outbox, WhatSomebodyAwaitsComesBeforeNudges) {
    put({nudge("1", "max"), nudge("2", "ida")});
    put({example::message("3", "mia")});
    EXPECT_THAT(keys(db.at().sendable(noon, {10}, {}).value()), ElementsAre("3", "1", "2"));
    EXPECT_THAT(keys(db.at().sendable(noon, {2}, {}).value()), ElementsAre("3", "1"));
    EXPECT_THAT(keys(db.at().sendable(noon, {10, 1}, {}).value()), ElementsAre("3", "1"));
    EXPECT_THAT(keys(db.at().sendable(noon, {10, 0}, {}).value()), ElementsAre("3"));
    end(claim().at(0), outcome::retry_at, noon + 30s);
    EXPECT_EQ(db.at().next_send().value(), noon + 30s) << "the nudges are in the air";
}

TEST_P(Outbox, ANudgeBeforeAReplyToTheSamePersonIsAwaitedToo) {
    put({nudge("1", "max"), nudge("2", "mia")});
    const auto ids = db.at().sendable(noon, {10}, {}).value();
    ASSERT_THAT(keys(ids), ElementsAre("1", "2"));
    put({example::message("3", "mia")});
    EXPECT_THAT(keys(db.at().sendable(noon, {10}, {}).value()), ElementsAre("2", "1")) << "in order for each person";
    const rows_in_hand both{{}, {ids.at(0).id, ids.at(1).id}};
    EXPECT_THAT(keys(db.at().sendable(noon, {10}, both).value()), ElementsAre("2")) << "no mere nudge any more";
    db.reopen();
    auto first = claim(noon, 1);
    ASSERT_THAT(keys(first), ElementsAre("2"));
    end(first.at(0), outcome::sent);
    EXPECT_THAT(keys(claim()), ElementsAre("3", "1"));
}

TEST_P(Outbox, WhatIsAwaitedIsAskedAboutFirst) {
    put({nudge("1", "max"), example::message("2", "mia")});
    for (const auto& row : claim()) end(row, outcome::unknown, noon + 5s);
    EXPECT_THAT(keys(db.at().unknown_sends(noon + 5s, 10).value()), ElementsAre("2", "1"));
    EXPECT_THAT(keys(db.at().unknown_sends(noon + 5s, 1).value()), ElementsAre("2"));
    EXPECT_EQ(db.at().next_send().value(), noon + 5s);
}

TEST_P(Outbox, ATurnTakesBackNudgesThatNobodyHasBegunToSendAndNothingElse) {
    put({nudge("1", "mia"), nudge("2", "mia"), example::message("3", "mia"), nudge("4", "max")});
    const auto in_hand = db.at().sendable(noon, {10}, {}).value();
    ASSERT_THAT(keys(in_hand), ElementsAre("1", "4"));
    ASSERT_THAT(db.at().begin_sends({in_hand.at(1)}, noon).value(), SizeIs(1));  // "4" is in the air
    turn_outcome out;
    out.taken_back = {{"1"}, {"3"}, {"4"}, {"never there"}};
    ASSERT_TRUE(db.take(out));
    db.reopen();
    EXPECT_THAT(db.at().begin_sends({in_hand.at(0)}, noon).value(), IsEmpty()) << "it is not begun any more";
    EXPECT_THAT(keys(claim()), ElementsAre("2"));
    EXPECT_EQ(db.at().health()->outbox, 3) << "a reply and what is in the air stay";
}

TEST_P(Outbox, WhatATurnTakesBackStaysWhenTheTurnFails) {
    put({nudge("1", "mia")});
    turn_outcome out;
    out.taken_back = {{"1"}};
    const auto step = [&](const world&) { return out; };
    EXPECT_FALSE(db.at().turn(turn_owner(person_id{"mia"}), step, 404, noon)) << "there is no such event";
    EXPECT_THAT(keys(claim()), ElementsAre("1"));
}

TEST_P(Outbox, TheWorldOfAPersonNamesTheirNudgesThatNobodyHasBegunToSend) {
    put({nudge("1", "mia"), nudge("2", "mia"), example::message("3", "mia"), nudge("4", "max")});
    const auto unsent = [&] { return db.at().load(turn_owner(person_id{"mia"}))->unsent; };
    EXPECT_THAT(unsent(), ElementsAre(message_key{"1"}, message_key{"2"}));
    const auto begun = claim();
    EXPECT_THAT(unsent(), ElementsAre(message_key{"2"}));
    end(begun.at(0), outcome::retry_at, noon + 1h);
    EXPECT_THAT(unsent(), ElementsAre(message_key{"1"}, message_key{"2"})) << "it surely did not arrive";
    EXPECT_THAT(db.at().load(turn_owner(pair_id{"mia-max"}))->unsent, IsEmpty());
}

TEST_P(Outbox, ADeadMessageIsListedAndLetsTheNextGo) {
    put({example::message("1"), example::message("2")});
    end(claim().at(0), outcome::dead);
    ASSERT_THAT(db.at().dead_letters(10).value(), SizeIs(1));
    EXPECT_EQ(db.at().dead_letters(10).value().at(0).reason, "reason");
    EXPECT_EQ(claim().at(0).message.key.text, "2");
}

outbox_message change_of(const std::string& key) {
    auto change = example::message(key + "-settled");
    settled what;
    what.message.text = key;
    what.chosen = "Yes";
    change.content = what;
    change.kind = message_class::update;
    return change;
}

TEST_P(Outbox, AMessagePassesAChangeThatMustWait) {
    put({example::message("1")});
    end(claim().at(0), outcome::sent, noon, "D/1");
    put({change_of("1"), example::message("2"), example::message("3")});
    end(claim().at(0), outcome::retry_at, noon + 30s);
    EXPECT_EQ(db.at().next_send().value(), noon);
    const auto next = claim();
    ASSERT_THAT(next, SizeIs(1));
    EXPECT_EQ(next.at(0).message.key.text, "2");
    EXPECT_THAT(claim(noon + 31s), IsEmpty()) << "one in flight";
    end(next.at(0), outcome::sent);
    const auto in_order = claim(noon + 31s);
    ASSERT_THAT(in_order, SizeIs(1));
    EXPECT_EQ(in_order.at(0).message.key.text, "1-settled");
    end(in_order.at(0), outcome::sent);
    EXPECT_EQ(claim().at(0).message.key.text, "3");
}

TEST_P(Outbox, AChangeInTheAirIsKnownAfterACrashAlsoWhenItWasPassed) {
    put({example::message("1")});
    end(claim().at(0), outcome::sent, noon, "D/1");
    put({change_of("1"), example::message("2")});
    end(claim().at(0), outcome::retry_at, noon + 30s);
    ASSERT_THAT(claim(), SizeIs(1));
    db.reopen();
    EXPECT_EQ(db.at().recover_outbox(noon).value(), 1);
    EXPECT_EQ(db.at().unknown_sends(noon, 10).value().at(0).message.key.text, "2");
    EXPECT_THAT(claim(noon + 1h), IsEmpty());
}

TEST_P(Outbox, WhatWasWrittenWhileTheClockWasAheadDoesNotWaitUntilThen) {
    put({example::message("1"), example::message("2")});
    end(claim(noon + 24h).at(0), outcome::unknown, noon + 25h);
    EXPECT_THAT(db.at().unknown_sends(noon, 10).value(), IsEmpty());
    ASSERT_TRUE(db.at().clock_set_back(noon + 48h, noon));
    EXPECT_THAT(db.at().unknown_sends(noon, 10).value(), IsEmpty()) << "none is after that";
    ASSERT_TRUE(db.at().clock_set_back(noon, noon));
    const auto asked = db.at().unknown_sends(noon, 10).value();
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_EQ(asked.at(0).send_started, noon);
    end(asked.at(0), outcome::retry_at, noon + 24h);
    EXPECT_THAT(claim(noon), IsEmpty());
    ASSERT_TRUE(db.at().clock_set_back(noon, noon));
    EXPECT_EQ(claim(noon).at(0).message.key.text, "1");
}

TEST_P(Outbox, ChangesThatWaitDoNotHoldBackOneAnother) {
    put({example::message("1"), example::message("2")});
    end(claim().at(0), outcome::sent, noon, "D/1");
    end(claim().at(0), outcome::sent, noon, "D/2");
    put({change_of("1"), change_of("2")});
    end(claim().at(0), outcome::retry_at, noon + 30s);
    end(claim().at(0), outcome::retry_at, noon + 20s);
    EXPECT_THAT(claim(noon + 19s), IsEmpty());
    EXPECT_EQ(db.at().next_send().value(), noon + 20s);
    EXPECT_EQ(claim(noon + 20s).at(0).message.key.text, "2-settled");
}

TEST_P(Outbox, AChangeKnowsWhereTheEarlierMessageStands) {
    const auto change = change_of("1");
    put({example::message("1"), change});
    end(claim().at(0), outcome::sent, noon, "D/1");
    EXPECT_EQ(claim().at(0).earlier_ref, "D/1");
}

TEST_P(Outbox, AnEndedRowCannotEndTwice) {
    put({example::message("1")});
    const auto row = claim().at(0);
    end(row, outcome::sent);
    EXPECT_EQ(db.at().record_send(row.id, {outcome::sent, "", "", noon}, noon).error(), store_errc::missing);
    EXPECT_EQ(db.at().next_send().value(), std::nullopt);
}

// Somebody is spoken to elsewhere from now on: what waited for them there goes along.
TEST_P(Outbox, WhatIsRefusedAtOneAccountWaitsForAnotherWithAllThatWaitsThere) {
    auto waiting = put({example::message("1"), example::message("2"), example::message("3", "max")});
    const address there{"teams", {"tenant"}, "mia"};
    send_result how{outcome::retry_at, "", "user_disabled", noon};
    how.elsewhere = there;
    const auto refused = claim();
    ASSERT_THAT(refused, SizeIs(2));
    ASSERT_TRUE(db.at().record_send(refused[0].id, how, noon));
    const auto again = claim();
    ASSERT_THAT(again, SizeIs(1));
    EXPECT_EQ(again[0].message.key.text, "1");
    EXPECT_EQ(again[0].message.at, there);
    end(again[0], outcome::sent, noon, "T/1");
    const auto next = claim();
    ASSERT_THAT(next, SizeIs(1));
    EXPECT_EQ(next[0].message.key.text, "2");
    EXPECT_EQ(next[0].message.at, there);
    end(refused[1], outcome::retry_at);
    EXPECT_EQ(claim().at(0).message.at, example::message("3", "max").at) << "nobody else's";
    // a change of the first goes where that went
    end(next[0], outcome::sent, noon, "T/2");
    auto change = example::message("4");
    change.kind = message_class::update;
    change.content = settled{{"1"}, "Yes"};
    put({change});
    EXPECT_EQ(claim().at(0).message.at, there);
}

TEST_P(Outbox, WhatWasSentLatelyIsKnownByTime) {
    put({example::message("1"), example::message("2", "max"), example::message("3", "zoe")});
    const auto rows = claim();  // all of them at noon
    ASSERT_THAT(rows, SizeIs(3));
    ASSERT_TRUE(db.at().record_send(rows[0].id, {outcome::sent, "D/1", "", noon}, noon + 2s));
    ASSERT_TRUE(db.at().record_send(rows[1].id, {outcome::retry_at, "", "ratelimited", noon + 9s}, noon + 1s));
    const past_send first{rows[0].message.at, noon + 2s};
    const past_send third{rows[2].message.at, noon};  // nobody knows whether it has arrived
    EXPECT_THAT(db.at().sends_since(noon, 10).value(), ElementsAre(third, first));
    EXPECT_THAT(db.at().sends_since(noon + 1us, 10).value(), ElementsAre(first));
    EXPECT_THAT(db.at().sends_since(noon, 1).value(), ElementsAre(first)) << "the latest";
    EXPECT_THAT(db.at().sends_since(noon + 3s, 10).value(), IsEmpty());
    ASSERT_TRUE(db.at().recover_outbox(noon + 5s));
    EXPECT_THAT(db.at().sends_since(noon, 10).value(), ElementsAre(third, first)) << "after a crash, too";
    ASSERT_TRUE(db.at().record_send(rows[2].id, {outcome::dead, "", "gone", noon}, noon + 6s));
    EXPECT_THAT(db.at().sends_since(noon, 10).value(), ElementsAre(first));
}

INSTANTIATE_TEST_SUITE_P(Both, Outbox, testing::Values(example::kind::sqlite, example::kind::memory),
                         [](const auto& one) { return one.param == example::kind::sqlite ? "Sqlite" : "Memory"; });

}  // namespace
}  // namespace waymark
