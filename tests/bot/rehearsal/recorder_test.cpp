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

TEST_F(a_recorder, CountsWhatBeginsNothingForEachWhoWouldHaveBeenSpokenTo) {
    turn(10, {{{}, "person/ann", "not_begun", "held_out p/look/stage/1", tuesday(10)},
              {{}, "person/bo", "not_begun", "held_out p/look/stage/1", tuesday(10)},
              {{}, "pair/p", "not_begun", "too_late quiet/stage/1", tuesday(10)}});
    const auto all = sees->take().nudges;
    ASSERT_THAT(all, SizeIs(3)) << "and the one that waits";
    const auto& one = all.at("p/look/stage/1/bo");
    EXPECT_EQ(one.became, end::not_begun);
    EXPECT_EQ(one.why, "held_out");
    EXPECT_EQ(one.to.text, "bo");
    EXPECT_EQ(one.pair.text, "p");
}

TEST_F(a_recorder, KnowsWhatEachPartOfANudgeIsAbout) {
    ann.waiting.clear();
    ann.sent.push_back({walk.key, {"m1"}, "closing", "rule", pair.id, tuesday(10), false});
    ann.sent.push_back({"p/goal/1/mentor/goal/remind/1", {"m1"}, "goal", "rule", pair.id, tuesday(10), false});
    turn(10);
    turn(11);
    outbox_row row;
    row.message.key.text = "m1";
    row.message.to = ann.id;
    row.message.kind = message_class::nudge;
    row.message.content = outgoing{{{"Hello", false}}, {}, {}, "en"};
    sees->delivered(row, nullptr, tuesday(11));
    const auto about = sees->take().happenings.at(0).about;
    ASSERT_THAT(about, SizeIs(2));
    EXPECT_EQ(about[0].kind, "closing");
    EXPECT_FALSE(about[0].reminder);
    EXPECT_EQ(about[1].kind, "goal");
    EXPECT_TRUE(about[1].reminder);
}

TEST_F(a_recorder, TellsWhatWasPressedFromWhatWasWrittenAndWhatThePlatformSaw) {
    control buttons;
    buttons.id = "c1";
    buttons.options = {{"y", "Yes, please"}, {"n", "Not now"}};
    outbox_row row;
    row.message.key.text = "m1";
    row.message.to = ann.id;
    row.message.content = outgoing{{{"Shall we?", false}}, buttons, {}, "en"};
    sees->delivered(row, nullptr, tuesday(10));
    row.message.to.text = "bo";  // the same question in another language
    buttons.options[0].label = "S\u00ed";
    row.message.content = outgoing{{{"?", false}}, buttons, {}, "es"};
    sees->delivered(row, nullptr, tuesday(10));
    row.message.to = ann.id;
    inbound_event act;
    act.from = people.players[0].at;
    for (const inbound_content& one : std::vector<inbound_content>{inbound::chose{"c1", {"y"}}, inbound::said{"Hello"},
                                                                   inbound::profile_changed{{}, "Asia/Tokyo", {}}}) {
        act.what = one;
        sees->heard(act, tuesday(11));
    }
    row.message.key.text = "m2";
    row.message.content = settled{{"m1"}, "Yes, please", false};
    sees->delivered(row, nullptr, tuesday(11));
    const auto all = sees->take().happenings;
    ASSERT_THAT(all, SizeIs(6));
    EXPECT_THAT(all[0].choices, ::testing::ElementsAre("Yes, please", "Not now"));
    EXPECT_EQ(all[2].is, happening::kind::pressed);
    EXPECT_EQ(all[2].text, "Yes, please");
    EXPECT_EQ(all[3].is, happening::kind::wrote);
    EXPECT_EQ(all[4].is, happening::kind::noticed);
    EXPECT_EQ(all[5].changes.text, "m1");
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
