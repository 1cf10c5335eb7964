#include "conversations/person/gate.hpp"

#include <gmock/gmock.h>

#include <set>

#include "conversations/person/zone.hpp"
#include "tests/conversations/person/people.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

const std::string madrid = "Europe/Madrid";

/// Wall time in Madrid.
instant at(const char* date, int hour, int minute = 0) {
    return from_local(parse_date(date).value(), hour * 60 + minute, madrid);
}

gate_settings sharp() {
    gate_settings rules;
    rules.spread = 0min;
    return rules;
}

struct fixture {
    gate_settings rules = sharp();
    person_state ann = person_in(madrid);

    gate_result open(instant now) const { return open_gate(ann, at_home(rules, "UTC"), now); }
    instant slot(instant from) const { return next_slot(ann, at_home(rules, "UTC"), from, "ann"); }
    /// Opens the gate and notes what went out, as a turn does.
    std::vector<std::string> said(instant now) {
        auto result = open(now);
        ann = result.person;
        note_sent(ann, result.released, now);
        return keys(result.released);
    }
};

TEST(Gate, LetsAnOfferThroughAtOnceInsideTheWindow) {
    fixture here;
    propose(here.ann, offer_of("a", "walk"));
    EXPECT_THAT(here.said(at("2026-06-02", 11, 7)), ElementsAre("a"));
    EXPECT_THAT(here.ann.waiting, IsEmpty());
}

TEST(Gate, HoldsAnOfferInQuietHoursUntilTheWindowOpens) {
    fixture here;
    propose(here.ann, offer_of("a", "walk"));
    EXPECT_THAT(here.said(at("2026-06-02", 22)), IsEmpty());
    EXPECT_EQ(next_timer(here.ann, at_home(here.rules, "UTC"), at("2026-06-02", 22)), at("2026-06-03", 9));
    EXPECT_THAT(here.said(at("2026-06-03", 9)), ElementsAre("a"));
}

TEST(Gate, QuietHoursEndAtTheirMinuteAndBeginAtTheirs) {
    fixture here;
    EXPECT_EQ(here.slot(at("2026-06-02", 8, 59)), at("2026-06-02", 9));
    EXPECT_EQ(here.slot(at("2026-06-02", 17, 59)), at("2026-06-02", 17, 59));
    EXPECT_EQ(here.slot(at("2026-06-02", 18)), at("2026-06-03", 9));
}

TEST(Gate, WhatIsLetThroughMayArriveUntilTheHoursEnd) {
    fixture here;
    const auto end = [&](instant now) { return end_of_hours(here.ann, at_home(here.rules, "UTC"), now); };
    EXPECT_EQ(end(at("2026-06-02", 9)), at("2026-06-02", 18));
    EXPECT_EQ(end(at("2026-06-02", 17, 59)), at("2026-06-02", 18));
    EXPECT_EQ(end(at("2026-06-02", 18)), at("2026-06-02", 18)) << "they are over";
    here.rules.quiet_from_minute = here.rules.quiet_to_minute = 0;  // no quiet hours: days follow each other
    EXPECT_EQ(end(at("2026-06-02", 23, 59)), at("2026-06-03", 23, 59));
    EXPECT_EQ(end(at("2026-06-05", 12)), at("2026-06-06", 0)) << "Saturday is not worked";
}

TEST(Gate, WaitsOverTheWeekend) {
    fixture here;
    EXPECT_EQ(here.slot(at("2026-06-05", 18)), at("2026-06-08", 9));  // Friday evening -> Monday
    EXPECT_EQ(here.slot(at("2026-06-06", 12)), at("2026-06-08", 9));
    here.rules.working_days = {1, 2, 3, 4, 7};  // Sunday to Thursday
    EXPECT_EQ(here.slot(at("2026-06-04", 19)), at("2026-06-07", 9));
}

// Somebody who works at night: open from 20:00 to 06:00. The night belongs to the day it begins on.
TEST(Gate, AWindowMayCrossMidnight) {
    fixture here;
    here.rules.quiet_from_minute = 6 * 60;
    here.rules.quiet_to_minute = 20 * 60;
    EXPECT_EQ(here.slot(at("2026-06-02", 12)), at("2026-06-02", 20));
    EXPECT_EQ(here.slot(at("2026-06-03", 3)), at("2026-06-03", 3));
    EXPECT_EQ(here.slot(at("2026-06-06", 5)), at("2026-06-06", 5));    // Friday's night
    EXPECT_EQ(here.slot(at("2026-06-06", 21)), at("2026-06-08", 20));  // Saturday's is not worked
    EXPECT_EQ(here.slot(at("2026-06-08", 3)), at("2026-06-08", 20));   // nor is Sunday's
}

TEST(Gate, EqualQuietTimesMeanNoQuietHours) {
    fixture here;
    here.rules.quiet_from_minute = here.rules.quiet_to_minute = 0;
    EXPECT_EQ(here.slot(at("2026-06-02", 3)), at("2026-06-02", 3));
    EXPECT_EQ(here.slot(at("2026-06-06", 3)), at("2026-06-08", 0));
}

TEST(Gate, UsesTheProgrammesZoneUntilThePersonsIsKnown) {
    fixture here;
    here.ann.zone.clear();
    EXPECT_EQ(next_slot(here.ann, at_home(here.rules, "Asia/Tokyo"), at("2026-06-02", 22), "ann"),
              from_local(parse_date("2026-06-03").value(), 9 * 60, "Asia/Tokyo"));
}

TEST(Gate, APersonsOwnSettingsWinOverTheProgrammes) {
    fixture here;
    here.ann.own_settings = here.rules;
    here.ann.own_settings->quiet_to_minute = 14 * 60;
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), at("2026-06-02", 14));
}

TEST(Gate, OneADayAndNeverWithinTheMinimumGap) {
    fixture here;
    propose(here.ann, offer_of("a", "walk"));
    propose(here.ann, offer_of("b", "walk"));
    EXPECT_THAT(here.said(at("2026-06-02", 15)), ElementsAre("a"));
    EXPECT_THAT(here.said(at("2026-06-02", 15)), IsEmpty());
    EXPECT_EQ(here.slot(at("2026-06-02", 15)), at("2026-06-03", 11));  // 20 hours
    here.rules.apart = 1h;
    EXPECT_EQ(here.slot(at("2026-06-02", 15)), at("2026-06-03", 9));  // the next local day
    here.rules.per_day = 2;
    EXPECT_EQ(here.slot(at("2026-06-02", 15)), at("2026-06-02", 16));
}

TEST(Gate, AWeekIsAnySevenTimesTwentyFourHours) {
    fixture here;
    sent_at(here.ann, at("2026-06-02", 10));
    sent_at(here.ann, at("2026-06-04", 10));
    EXPECT_EQ(here.slot(at("2026-06-05", 10)), at("2026-06-09", 10));
    here.rules.per_week = 3;
    EXPECT_EQ(here.slot(at("2026-06-05", 10)), at("2026-06-05", 10));
}

TEST(Gate, TwoOpeningsAreNeverOneMomentEvenWithoutAMinimumGap) {
    fixture here;
    here.rules.apart = 0min;
    here.rules.per_day = here.rules.per_week = 10;
    propose(here.ann, offer_of("a", "walk"));
    propose(here.ann, offer_of("b", "walk"));
    EXPECT_THAT(here.said(at("2026-06-02", 10)), ElementsAre("a"));
    EXPECT_THAT(here.said(at("2026-06-02", 10)), IsEmpty());
    EXPECT_THAT(here.said(at("2026-06-02", 10) + 1us), ElementsAre("b"));
}

// What is told goes out together with the one question; a second question waits for its own day.
TEST(Gate, AsksOneThingAtATimeAndTellsTheRestWithIt) {
    fixture here;
    propose(here.ann, offer_of("walk_1", "walk"));
    propose(here.ann, offer_of("walk_2", "walk"));
    propose(here.ann, offer_of("remind", "remind"));
    propose(here.ann, offer_of("late", "otherwise"));
    propose(here.ann, offer_of("opened", "tell"));
    EXPECT_THAT(here.said(at("2026-06-02", 10)), ElementsAre("late", "opened", "remind"));
    EXPECT_THAT(here.said(at("2026-06-03", 10)), ElementsAre("walk_1"));
    EXPECT_THAT(here.said(at("2026-06-04", 10)), IsEmpty()) << "two a week are spent";
    EXPECT_THAT(here.said(at("2026-06-09", 10)), ElementsAre("walk_2"));
}

TEST(Gate, TheMoreImportantGoesFirstThenTheOlderThenAsTheyCameAndWhatAsksLast) {
    fixture here;
    auto low = offer_of("low", "tell");
    low.weight = priority::low;
    auto high = offer_of("high", "tell");
    high.weight = priority::high;
    auto asks = offer_of("asks", "walk");
    asks.weight = priority::high;
    auto newer = offer_of("newer", "tell");
    newer.made += 1h;
    for (const auto& one : {low, newer, offer_of("b", "tell"), offer_of("a", "tell"), high, asks})
        propose(here.ann, one);
    EXPECT_THAT(here.said(at("2026-06-02", 10)), ElementsAre("high", "b", "a", "newer", "low", "asks"));
}

TEST(Gate, AMessageThatAsksAlreadyTakesOnlyWhatTells) {
    fixture here;
    propose(here.ann, offer_of("a", "walk"));
    propose(here.ann, offer_of("b", "tell"));
    const auto result = open_gate(here.ann, at_home(here.rules, "UTC"), at("2026-06-02", 10), true);
    EXPECT_THAT(keys(result.released), ElementsAre("b"));
    EXPECT_THAT(keys(result.person.waiting), ElementsAre("a"));
}

TEST(Gate, TheSameKeyIsTheSameOffer) {
    fixture here;
    propose(here.ann, offer_of("a", "tell"));
    propose(here.ann, offer_of("a", "walk"));
    EXPECT_THAT(here.open(at("2026-06-02", 10)).released, ElementsAre(offer_of("a", "tell")));
}

TEST(Gate, AnOfferCanBeTakenBackWhileItWaits) {
    fixture here;
    propose(here.ann, offer_of("a", "tell"));
    propose(here.ann, offer_of("b", "tell"));
    withdraw(here.ann, "a");
    withdraw(here.ann, "never there");
    EXPECT_THAT(here.said(at("2026-06-02", 10)), ElementsAre("b"));
}

TEST(Gate, AnExpiredOfferIsDroppedWithItsReasonEvenInQuietHours) {
    fixture here;
    auto brief = offer_of("brief", "tell");
    brief.good_until = at("2026-06-02", 23);
    propose(here.ann, brief);
    EXPECT_EQ(next_timer(here.ann, at_home(here.rules, "UTC"), at("2026-06-02", 19)), at("2026-06-02", 23));
    EXPECT_THAT(here.open(at("2026-06-02", 22, 59)).dropped, IsEmpty());
    const auto result = here.open(at("2026-06-02", 23));
    EXPECT_THAT(reasons(result), ElementsAre(Pair("brief", "expired")));
    EXPECT_THAT(result.person.waiting, IsEmpty());
    EXPECT_EQ(next_timer(result.person, at_home(here.rules, "UTC"), at("2026-06-02", 23)), never);
}

TEST(Gate, AnOfferForWhichTheBudgetHadNoRoomIsDroppedWithThatReason) {
    fixture here;
    sent_at(here.ann, at("2026-06-02", 9));
    sent_at(here.ann, at("2026-06-03", 9));
    auto crowded_out = offer_of("crowded out", "tell");
    crowded_out.made = at("2026-06-03", 10);
    crowded_out.good_until = at("2026-06-05", 12);
    propose(here.ann, crowded_out);
    EXPECT_THAT(reasons(here.open(at("2026-06-05", 12))), ElementsAre(Pair("crowded out", "budget")));
}

TEST(Gate, ASnoozeHoldsEverythingUntilItEnds) {
    fixture here;
    here.ann.snoozed_until = at("2026-06-03", 10, 30);
    propose(here.ann, offer_of("a", "tell"));
    EXPECT_THAT(here.said(at("2026-06-02", 10)), IsEmpty());
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), at("2026-06-03", 10, 30));
    EXPECT_EQ(here.slot(at("2026-06-04", 10)), at("2026-06-04", 10));
    EXPECT_THAT(here.said(at("2026-06-03", 10, 30)), ElementsAre("a"));
}

TEST(Gate, StopDropsEverything) {
    fixture here;
    propose(here.ann, offer_of("a", "tell"));
    here.ann.stopped = true;
    EXPECT_THAT(reasons(here.open(at("2026-06-02", 10))), ElementsAre(Pair("a", "stopped")));
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), never);
}

TEST(Gate, WhoCannotBeReachedIsSaidNothing) {
    fixture here;
    propose(here.ann, offer_of("a", "tell"));
    here.ann.reachable = false;
    EXPECT_THAT(reasons(here.open(at("2026-06-02", 10))), ElementsAre(Pair("a", "unreachable")));
}

TEST(Gate, LessOfThisDropsOneKindAndLeavingAPairDropsThatPairsOffers) {
    fixture here;
    auto other_kind = offer_of("kind", "tell");
    other_kind.nudge_kind = "checkpoint";
    auto other_pair = offer_of("pair", "tell");
    other_pair.pair = {"other"};
    for (const auto& one : {offer_of("a", "tell"), other_kind, other_pair}) propose(here.ann, one);
    here.ann.stopped_kinds = {"checkpoint"};
    here.ann.stopped_pairs = {{"other"}};
    const auto result = here.open(at("2026-06-02", 10));
    EXPECT_THAT(keys(result.released), ElementsAre("a"));
    EXPECT_THAT(reasons(result), UnorderedElementsAre(Pair("kind", "kind_switched_off"), Pair("pair", "pair_stopped")));
}

TEST(Gate, ThreeUnansweredInARowHalveThePace) {
    fixture here;
    sent_at(here.ann, at("2026-05-25", 10));
    sent_at(here.ann, at("2026-05-28", 10));
    EXPECT_EQ(here.slot(at("2026-05-29", 12)), at("2026-06-01", 10));
    sent_at(here.ann, at("2026-06-01", 10));
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), at("2026-06-11", 10));  // two in a fortnight
    here.ann.sent.back().answered = true;
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), at("2026-06-04", 10));
}

TEST(Gate, ASlowedPersonAlsoGetsTwiceTheMinimumGap) {
    fixture here;
    here.rules.per_week = 7;
    for (const auto* date : {"2026-06-01", "2026-06-02", "2026-06-03"}) sent_at(here.ann, at(date, 10));
    EXPECT_EQ(here.slot(at("2026-06-03", 11)), at("2026-06-05", 9));  // 40 hours end at 02:00
}

TEST(Gate, NeverWhenTheBudgetIsNothing) {
    fixture here;
    here.rules.per_week = 0;
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), never);
    here.rules = sharp();
    here.rules.per_day = 0;
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), never);
    here.rules = sharp();
    here.ann.snoozed_until = at("2026-06-02", 10) + std::chrono::days(401);
    EXPECT_EQ(here.slot(at("2026-06-02", 10)), never);
    EXPECT_EQ(here.slot(never), never);
}

TEST(Gate, WithNothingWaitingItWantsNotToBeWoken) {
    const fixture here;
    EXPECT_EQ(next_timer(here.ann, at_home(here.rules, "UTC"), at("2026-06-02", 10)), never);
}

// A look at any later moment before the slot finds the same slot: so a stored timer can be found again.
TEST(Gate, TheNextSlotStaysWhereItIsUntilItIsReached) {
    fixture here;
    here.rules.spread = 90min;
    sent_at(here.ann, at("2026-06-04", 10));
    const auto slot = here.slot(at("2026-06-04", 10));
    for (auto from = at("2026-06-04", 10); from <= slot; from += 7min) EXPECT_EQ(here.slot(from), slot);
}

TEST(Gate, SpreadsTheOpeningSoThatNobodyIsOneOfACrowd) {
    fixture here;
    here.rules.spread = 90min;
    const auto opens = at("2026-06-03", 9);
    std::map<instant, int> minute;
    for (int nth = 0; nth < 1000; ++nth) {
        const auto slot =
            next_slot(here.ann, at_home(here.rules, "UTC"), at("2026-06-02", 20), "p" + std::to_string(nth));
        ASSERT_GE(slot, opens);
        ASSERT_LT(slot, opens + 90min);
        ++minute[std::chrono::floor<std::chrono::minutes>(slot)];
    }
    int most = 0;
    for (const auto& [when, count] : minute) most = std::max(most, count);
    EXPECT_GT(minute.size(), 80U);
    EXPECT_LT(most, 30);  // 11 in a minute on average
}

TEST(Gate, ASpreadNeverReachesBeyondAShortWindow) {
    fixture here;
    here.rules.spread = 90min;
    here.rules.quiet_from_minute = 9 * 60 + 10;
    for (int nth = 0; nth < 200; ++nth) {
        const auto slot =
            next_slot(here.ann, at_home(here.rules, "UTC"), at("2026-06-02", 20), "p" + std::to_string(nth));
        EXPECT_LT(slot, at("2026-06-03", 9, 5));
    }
}

}  // namespace
}  // namespace waymark
