// What became of a nudge, found out from what turns leave behind.
#include "bot/rehearsal/recorder.hpp"

#include <gmock/gmock.h>

#include "bot/rehearsal/sentences.hpp"
#include "example_ledger.hpp"

namespace waymark::rehearsal {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using end = due_nudge::end;
using testing::tuesday;

/// Ann's talk wants to begin: its offer waits in her gate.
struct a_recorder : ::testing::Test {
    script_book book;
    group people;
    std::optional<recorder> sees;
    person_state ann;
    pair_state pair;
    offer walk;

    a_recorder() {
        player one;
        one.id.text = "ann";
        one.at = {"rehearsal", {"T0"}, "ann"};
        people.players = {one};
        sees.emplace(people, book, tuesday(0), tuesday(0) + std::chrono::days(300));
        ann.id.text = "ann";
        pair.id.text = "p";
        conversation talk;
        talk.id.text = "p/closing/1";
        talk.flow = {"closing", 1};
        lane hers;
        hers.role = "mentor";
        hers.person = ann.id;
        hers.step = "begin";
        talk.lanes = {hers};
        pair.running = {talk};
        walk.key = "p/closing/1/mentor/walk/begin/0";
        walk.pair = pair.id;
        walk.conversation = talk.id;
        walk.role = "mentor";
        walk.what = "walk";
        ann.waiting = {walk};
        turn(9);
    }
    void turn(int hour, std::vector<log_line> log = {}) {
        turn_outcome out;
        out.people = {ann};
        out.pairs = {pair};
        out.log = std::move(log);
        sees->turned(out, tuesday(hour));
    }
    due_nudge nudge() { return sees->take().nudges.at(walk.key); }
};

TEST_F(a_recorder, KnowsThatANudgeIsDue) {
    const auto one = nudge();
    EXPECT_EQ(one.became, end::open);
    EXPECT_EQ(one.due, tuesday(9));
    EXPECT_FALSE(one.lost);
}

TEST_F(a_recorder, SeesThatItWasSent) {
    ann.waiting.clear();
    ann.sent.push_back({walk.key, {"m1"}, "closing", "rule", pair.id, tuesday(10), false});
    turn(10);
    EXPECT_EQ(nudge().became, end::sent);
}

TEST_F(a_recorder, TellsTheMessageFromWhatWasMergedIntoIt) {
    ann.waiting.clear();
    ann.sent.push_back({walk.key, {"m1"}, "closing", "rule", pair.id, tuesday(10), false});
    ann.sent.push_back({"other", {"m1"}, "closing", "rule", pair.id, tuesday(10), false});
    turn(10);
    const auto all = sees->take().nudges;
    EXPECT_EQ(all.at(walk.key).became, end::merged);
    EXPECT_EQ(all.at("other").became, end::sent);
}

TEST_F(a_recorder, BelievesTheGateThatItHasExpired) {
    ann.waiting.clear();
    turn(10, {{{}, "person/ann", "held_back", "expired " + walk.key, tuesday(10)}});
    const auto one = nudge();
    EXPECT_EQ(one.became, end::expired);
    EXPECT_FALSE(one.lost);
}

TEST_F(a_recorder, BelievesTheGateThatItIsNotWanted) {
    ann.waiting.clear();
    turn(10, {{{}, "person/ann", "held_back", "stopped " + walk.key, tuesday(10)}});
    EXPECT_EQ(nudge().became, end::held_back);
}

TEST_F(a_recorder, SeesThatItsReasonHasGone) {
    ann.waiting.clear();
    pair.running[0].lanes[0].is = lane::phase::asking;
    turn(10);
    const auto one = nudge();
    EXPECT_EQ(one.became, end::reason_gone);
    EXPECT_FALSE(one.lost);
}

TEST_F(a_recorder, FindsOneThatHasVanishedAlthoughTheTalkWaitsForIt) {
    ann.waiting.clear();
    turn(10);
    EXPECT_TRUE(nudge().lost);
}

TEST_F(a_recorder, ANudgeThatCameTooLateMayGoOutOnceMore) {
    ann.waiting.clear();
    ann.sent.push_back({walk.key, {"m1"}, "closing", "rule", pair.id, tuesday(10), false});
    turn(10);
    ann.sent.clear();
    ann.waiting = {walk};
    turn(12, {{{}, "person/ann", "too_late", "m1", tuesday(12)}});
    ann.waiting.clear();
    ann.sent.push_back({walk.key, {"m2"}, "closing", "rule", pair.id, tuesday(13), false});
    turn(13);
    EXPECT_THAT(nudge().messages, SizeIs(1));
}

TEST_F(a_recorder, FollowsWordsToWhoeverSeesThem) {
    inbound_event act;
    act.from = people.players[0].at;
    act.what = inbound::said{marked("The demo", 5)};
    sees->heard(act, tuesday(10));
    outbox_row row;
    row.message.content = outgoing{{{marked("The demo", 5), true}}, {}, {}, "en"};
    row.message.to = ann.id;
    sees->delivered(row, nullptr, tuesday(11));
    row.message.to.text = "bo";
    sees->delivered(row, nullptr, tuesday(11));
    const auto of = sees->take();
    ASSERT_THAT(of.shown, SizeIs(1));  // her own words are no news to her
    EXPECT_EQ(of.shown[0].to.text, "bo");
    EXPECT_EQ(of.happenings.back().text, "The demo");
}

}  // namespace
}  // namespace waymark::rehearsal
