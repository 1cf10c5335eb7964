#include "conversations/programme/programme.hpp"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const instant start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 12) + 10h;
const person_id ann{"ann"};
const person_id bo{"bo"};

nudge_rule rule_of(const std::string& id, trigger::moment when) {
    nudge_rule rule;
    rule.id = id;
    rule.when.is = when;
    rule.start = {"checkpoint", 2};
    rule.roles = {"mentor", "mentee"};
    rule.to = "both";
    return rule;
}

nudge_rule in_growing(span length) {
    auto rule = rule_of("a_look", trigger::moment::in_stage);
    rule.when.stages = {"growing"};
    rule.when.length = length;
    return rule;
}

nudge_rule six_weeks_before_the_end() {
    auto rule = rule_of("closing_time", trigger::moment::before_end);
    rule.when.length = days(42);
    return rule;
}

nudge_rule silent_in_growing() {
    auto rule = rule_of("quiet_pair", trigger::moment::silent_for);
    rule.when.stages = {"growing"};
    rule.when.rhythms = 1.5;
    rule.start = {"drift_question", 1};
    rule.roles = {"waiting", "quiet"};
    rule.to = "waiting_person";
    return rule;
}

const input::begin& talk_of(const due_rule& one) {
    return std::get<input::begin>(one.what);
}

struct fixture {
    programme of;
    pair_state pair;

    explicit fixture(nudge_rule rule) {
        of.nudges = {std::move(rule)};
        of.rhythm = days(28);
        pair.mentor = ann;
        pair.mentee = bo;
        pair.stage = "growing";
        pair.started = pair.stage_since = start;
    }
    /// The occurrences due now, noted as done.
    std::vector<std::string> take(instant now) {
        std::vector<std::string> taken;
        for (const auto& one : due_rules(of, pair, now)) {
            taken.push_back(one.occurrence);
            pair.rules_done.insert(one.occurrence);
        }
        return taken;
    }
    std::size_t count(instant now) { return take(now).size(); }
    /// When the only rule comes next.
    std::optional<instant> next() const {
        const auto at = next_timer(of, pair);
        return at == never ? std::nullopt : std::optional(at);
    }
};

TEST(Programme, ARuleOfAStageComesOnceAfterItsTimeInTheStage) {
    fixture here(in_growing(days(30)));
    EXPECT_EQ(here.next(), start + days(30));
    EXPECT_EQ(here.count(start + days(30) - 1us), 0U);
    EXPECT_EQ(here.count(start + days(30)), 1U);
    EXPECT_EQ(here.count(start + days(300)), 0U);
    EXPECT_EQ(here.next(), std::nullopt);
}

TEST(Programme, ARuleOfAStageComesAgainWhenThePairComesBackToIt) {
    fixture here(in_growing(days(30)));
    EXPECT_EQ(here.count(start + days(30)), 1U);
    here.pair.stage = "closing";
    EXPECT_EQ(here.next(), std::nullopt);
    here.pair.stage = "growing";
    here.pair.stage_since = start + days(100);
    EXPECT_EQ(here.next(), start + days(130));
    EXPECT_EQ(here.count(start + days(130)), 1U);
}

TEST(Programme, ARuleOfAStageWithoutATimeComesAtOnce) {
    fixture here(in_growing(span::zero()));
    EXPECT_EQ(here.count(start), 1U);
}

TEST(Programme, TheEndHasItsRuleOnce) {
    fixture here(six_weeks_before_the_end());
    here.pair.ends = start + days(180);
    EXPECT_EQ(here.next(), start + days(138));
    EXPECT_EQ(here.count(start + days(138) - 1us), 0U);
    EXPECT_EQ(here.count(start + days(138)), 1U);
    EXPECT_EQ(here.count(start + days(179)), 0U);
}

TEST(Programme, AnotherAgreedEndHasItsRuleToo) {
    fixture here(six_weeks_before_the_end());
    here.pair.ends = start + days(180);
    EXPECT_EQ(here.count(start + days(138)), 1U);
    here.pair.ends = start + days(360);
    EXPECT_EQ(here.next(), start + days(318));
}

TEST(Programme, WithoutAnEndAfterTheClosingOrLongOverThereIsNothingToClose) {
    fixture here(six_weeks_before_the_end());
    EXPECT_EQ(here.next(), std::nullopt);
    here.pair.ends = start + days(180);
    here.pair.stage = "closed";
    EXPECT_EQ(here.next(), std::nullopt);
    here.pair.stage = "growing";
    here.pair.started = start - days(200);  // the file names a pair of last year, and we hear of it now
    here.pair.ends = start - days(1);
    EXPECT_EQ(here.count(start + days(1)), 0U);
    EXPECT_EQ(here.next(), std::nullopt);
}

TEST(Programme, SilenceCountsFromTheLastMeetingAndComesOnceForEach) {
    fixture here(silent_in_growing());
    EXPECT_EQ(here.next(), start + days(42)) << "no meeting yet: since the stage began";
    here.pair.met = {start + days(20), start + days(10)};
    EXPECT_EQ(here.next(), start + days(62));
    EXPECT_EQ(here.count(start + days(62)), 1U);
    EXPECT_EQ(here.count(start + days(200)), 0U) << "one question for one silence";
    here.pair.met.push_back(start + days(210));
    EXPECT_EQ(here.next(), start + days(252));
    EXPECT_EQ(here.count(start + days(252)), 1U);
}

// 3.11: measured against the pair's own rhythm.
TEST(Programme, SilenceIsMeasuredByThePairsOwnRhythm_3_11) {
    fixture here(silent_in_growing());
    here.pair.rhythm = days(14);
    EXPECT_EQ(here.next(), start + days(21));
}

// A missing answer is never counted as a meeting: talking to the bot is not meeting each other.
TEST(Programme, BeingHeardIsNotAMeeting) {
    fixture here(silent_in_growing());
    here.pair.last_heard[ann] = here.pair.last_heard[bo] = start + days(40);
    EXPECT_EQ(here.next(), start + days(42));
}

TEST(Programme, SilenceOnlyCountsInItsStage) {
    fixture here(silent_in_growing());
    here.pair.stage = "closing";
    EXPECT_EQ(here.next(), std::nullopt);
}

TEST(Programme, TimeSinceTheStartComesOnceWhateverTheStage) {
    auto rule = rule_of("six_weeks_in", trigger::moment::since);
    rule.when.anchor = "start";
    rule.when.length = days(42);
    fixture here(rule);
    EXPECT_EQ(here.next(), start + days(42));
    here.pair.stage = "closing";
    here.pair.stage_since = start + days(20);
    EXPECT_EQ(here.count(start + days(42) - 1s), 0U);
    EXPECT_EQ(here.count(start + days(42)), 1U);
    EXPECT_EQ(here.count(start + days(400)), 0U);
}

TEST(Programme, AStageBesideAMomentIsACondition) {
    auto rule = rule_of("still_in_groundwork", trigger::moment::since);
    rule.when.anchor = "start";
    rule.when.length = days(42);
    rule.when.stages = {"groundwork"};
    fixture here(rule);
    EXPECT_EQ(here.count(start + days(50)), 0U);
    here.pair.stage = "groundwork";
    EXPECT_EQ(here.count(start + days(50)), 1U);
}

TEST(Programme, WhatHasHappenedIsNotMissed) {
    auto rule = in_growing(days(30));
    rule.when.without = {{"goal"}};
    fixture here(rule);
    EXPECT_EQ(here.next(), start + days(30));
    kept_text goal;
    goal.kind = "goal";
    here.pair.kept = {goal};
    EXPECT_EQ(here.next(), std::nullopt);
    EXPECT_EQ(here.count(start + days(31)), 0U);
    here.pair.kept.front().kind = "victory";
    EXPECT_EQ(here.count(start + days(31)), 1U);
}

TEST(Programme, AFirstMeetingCanBeMissed) {
    auto rule = in_growing(days(14));
    rule.when.without = {{"meeting"}};
    fixture here(rule);
    here.pair.met = {start + days(3)};
    EXPECT_EQ(here.count(start + days(20)), 0U);
    here.pair.met.clear();
    EXPECT_EQ(here.count(start + days(20)), 1U);
}

TEST(Programme, EverySoManyMeetingsItComesOnce) {
    auto rule = rule_of("third_meeting", trigger::moment::every_meetings);
    rule.when.count = 3;
    fixture here(rule);
    here.pair.met = {start + days(3), start + days(9)};
    EXPECT_EQ(here.next(), std::nullopt);
    here.pair.met.push_back(start + days(6));  // noted later than it was
    EXPECT_EQ(here.next(), start + days(9));
    EXPECT_EQ(here.count(start + days(9)), 1U);
    here.pair.met.insert(here.pair.met.end(), {start + days(12), start + days(15)});
    EXPECT_EQ(here.count(start + days(15)), 0U);
    here.pair.met.push_back(start + days(18));
    EXPECT_EQ(here.count(start + days(18)), 1U);
}

TEST(Programme, ADayComesAtNoonOfTheProgrammesZone) {
    auto rule = rule_of("summer_is_over", trigger::moment::on);
    rule.when.day = std::chrono::year(2026) / 9 / 1;
    fixture here(rule);
    here.of.zone = "Europe/Madrid";
    EXPECT_EQ(here.next(), instant(std::chrono::sys_days(*rule.when.day) + 10h));
    EXPECT_EQ(here.count(std::chrono::sys_days(*rule.when.day) + 10h), 1U);
    EXPECT_EQ(here.count(std::chrono::sys_days(*rule.when.day) + 20h), 0U);
}

TEST(Programme, NothingComesInAPauseAndItsDaysDoNotCount) {
    for (const auto& rule : {in_growing(days(30)), silent_in_growing()}) {
        fixture here(rule);
        const auto length = here.next().value() - start;
        here.pair.paused_until = start + days(100);
        EXPECT_EQ(here.count(start + days(99)), 0U) << rule.id;
        EXPECT_EQ(here.next(), start + days(100) + length) << rule.id;
    }
    fixture end(six_weeks_before_the_end());
    end.pair.ends = start + days(60);
    end.pair.paused_until = start + days(40);
    EXPECT_EQ(end.next(), start + days(40)) << "an end does not wait for a pause to be counted";
}

TEST(Programme, NothingComesAfterTheEnd) {
    for (const auto& rule : {in_growing(days(30)), silent_in_growing(), six_weeks_before_the_end()}) {
        fixture here(rule);
        here.pair.ends = start + days(60);
        here.pair.ended = true;
        EXPECT_EQ(here.count(start + days(300)), 0U) << rule.id;
        EXPECT_EQ(here.next(), std::nullopt) << rule.id;
    }
}

TEST(Programme, WhoWasHeardLastWaitsForTheOther) {
    fixture here(silent_in_growing());
    const auto cast = [&] { return talk_of(due_rules(here.of, here.pair, start + days(50)).at(0)).cast; };
    EXPECT_THAT(cast(), ElementsAre(Pair("quiet", ann), Pair("waiting", bo))) << "nobody was heard: the mentee";
    here.pair.last_heard[ann] = start + days(1);
    EXPECT_THAT(cast(), ElementsAre(Pair("quiet", bo), Pair("waiting", ann)));
    here.pair.last_heard[bo] = start + days(1);
    EXPECT_THAT(cast(), ElementsAre(Pair("quiet", ann), Pair("waiting", bo))) << "a tie";
    here.pair.last_heard[bo] = start + days(2);
    EXPECT_THAT(cast(), ElementsAre(Pair("quiet", ann), Pair("waiting", bo)));
}

TEST(Programme, TheReceiverTakesTheFirstRole) {
    auto rule = in_growing(days(1));
    rule.roles = {"asker", "helper"};
    rule.to = "mentor";
    fixture here(rule);
    EXPECT_THAT(talk_of(due_rules(here.of, here.pair, start + days(1)).at(0)).cast,
                ElementsAre(Pair("asker", ann), Pair("helper", bo)));
    here.of.nudges[0].roles = {"mentee"};
    here.of.nudges[0].to = "mentee";
    EXPECT_THAT(talk_of(due_rules(here.of, here.pair, start + days(1)).at(0)).cast, ElementsAre(Pair("mentee", bo)));
    here.of.nudges[0].to = "both";
    EXPECT_THAT(talk_of(due_rules(here.of, here.pair, start + days(1)).at(0)).cast, IsEmpty());
}

TEST(Programme, AStartCarriesItsFlowReasonAndWeight) {
    auto rule = in_growing(days(1));
    rule.weight = priority::high;
    fixture here(rule);
    const auto one = due_rules(here.of, here.pair, start + days(1)).at(0);
    EXPECT_EQ(talk_of(one).flow, (flow_ref{"checkpoint", 2}));
    EXPECT_EQ(talk_of(one).why, "a_look");
    EXPECT_EQ(talk_of(one).weight, priority::high);
    EXPECT_EQ(talk_of(one).good_for, span::zero());
    EXPECT_EQ(one.is, due_rule::fate::comes);
    EXPECT_FALSE(talk_of(one).asked_for_by_someone);
}

// After a stand-still, or when a rule is added to a programme that runs: what is stale is done with, not sent.
TEST(Programme, WhatIsOlderThanItsFreshnessIsTooLate) {
    auto rule = in_growing(days(30));
    rule.good_for = days(2);
    fixture here(rule);
    const auto at = [&](instant now) { return due_rules(here.of, here.pair, now).at(0); };
    EXPECT_EQ(talk_of(at(start + days(30))).good_for, days(2));
    EXPECT_EQ(talk_of(at(start + days(31))).good_for, days(1)) << "what is left of it";
    EXPECT_EQ(at(start + days(32) - 1us).is, due_rule::fate::comes);
    EXPECT_EQ(at(start + days(32)).is, due_rule::fate::too_late);
    EXPECT_EQ(at(start + days(300)).is, due_rule::fate::too_late);
}

// Otherwise a timer would fire for ever.
TEST(Programme, AMomentThatHasComeIsDueUntilItIsDone) {
    for (const auto& rule : {in_growing(days(30)), silent_in_growing(), six_weeks_before_the_end()})
        for (const auto& paused : {std::optional<instant>(), std::optional(start + days(70))}) {
            fixture here(rule);
            here.pair.ends = start + days(60);
            here.pair.paused_until = paused;
            const auto due = here.next().value();
            EXPECT_EQ(here.count(due - 1us), 0U) << rule.id;
            EXPECT_EQ(here.count(due), 1U) << rule.id;
            EXPECT_EQ(here.next(), std::nullopt) << rule.id;
        }
}

TEST(Programme, EveryRuleIsLookedAtInTheOrderOfTheFile) {
    fixture here(six_weeks_before_the_end());
    here.of.nudges.push_back(in_growing(days(1)));
    here.pair.ends = start + days(43);
    EXPECT_THAT(here.take(start + days(1)), ElementsAre("closing_time/end/" + std::to_string(to_us(start + days(43))),
                                                        "a_look/stage/growing/" + std::to_string(to_us(start))));
}

}  // namespace
}  // namespace waymark
