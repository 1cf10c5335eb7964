// What a report counts: from states and the history, at the end of a month and within it.
#include <gmock/gmock.h>

#include "conversations/person/zone.hpp"
#include "conversations/report/report.hpp"

namespace waymark::reporting {
namespace {

using std::chrono::days;
using std::chrono::hours;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

instant on(const char* day) {
    return from_local(*parse_date(day), 12 * 60, "UTC");
}

/// Ten pairs since January; rhythm four weeks.
struct TenPairs : ::testing::Test {
    programme of;
    report_facts facts;

    TenPairs() {
        of.id = {"six"};
        facts.of = &of;
        for (int i = 0; i < 10; ++i) {
            pair_state pair;
            const auto number = std::to_string(i);
            pair.id = {"pair" + number};
            pair.mentor = {"mentor" + number};
            pair.mentee = {"mentee" + number};
            pair.stage = "growing";
            pair.started = on("2026-01-05");
            pair.stage_since = on("2026-02-02");
            facts.pairs.push_back(pair);
            for (const auto& who : {pair.mentor, pair.mentee}) {
                person_state person;
                person.id = who;
                facts.people.push_back(person);
            }
        }
    }

    void tell(const std::string& about, const std::string& event, const std::string& detail, instant at) {
        facts.history.push_back({{}, about, event, detail, at});
    }
    breakdown figure(const std::string& name, std::size_t which, bool standing) {
        const auto months = whole_months(facts, on("2026-05-20"));
        const timelines all(facts);
        const auto found =
            standing ? standings_at(all, months.at(which), {}) : happenings_in(all, months.at(which), {});
        return *std::ranges::find(found, name, &breakdown::figure);
    }
    static std::int64_t count(const breakdown& all, const std::string& name) {
        const auto found = std::ranges::find(all.parts, name, &part::name);
        return found == all.parts.end() ? 0 : found->count;
    }
};

TEST_F(TenPairs, MonthsAreWholeAndBeginWithTheFirstPair) {
    std::vector<std::string> names;
    for (const auto& one : whole_months(facts, on("2026-04-01"))) names.push_back(one.name);
    EXPECT_THAT(names, ElementsAre("2026-01", "2026-02", "2026-03"));
    EXPECT_THAT(whole_months(facts, on("2026-01-31")), IsEmpty());
}

TEST_F(TenPairs, AStageIsThatOfTheTimeNotOfToday) {
    tell("pair/pair0", "stage", "goals", on("2026-02-20"));
    tell("pair/pair0", "stage", "growing", on("2026-03-03"));
    facts.pairs[0].stage_since = on("2026-03-03");
    EXPECT_EQ(count(figure("stages", 0, true), "invited"), 10);
    EXPECT_EQ(count(figure("stages", 1, true), "goals"), 1);
    EXPECT_EQ(count(figure("stages", 2, true), "growing"), 10);
}

TEST_F(TenPairs, SilenceIsMeasuredInThePairsOwnRhythm) {
    for (auto& one : facts.pairs) one.met = {on("2026-02-10")};
    facts.pairs[0].rhythm = days(7);
    facts.pairs[1].paused_until = on("2026-06-01");
    const auto drift = figure("drift", 1, true);
    EXPECT_EQ(count(drift, "2 to 3 rhythms"), 1);
    EXPECT_EQ(count(drift, "within one rhythm"), 8) << "whoever rests is not quiet";
    EXPECT_EQ(count(figure("met", 1, true), "met within their rhythm"), 8);
}

TEST_F(TenPairs, AReasonThatIsNoChoiceOfAConversationIsNotRepeated) {
    facts.end_reasons = {"life"};
    for (std::size_t i = 0; i < 3; ++i) {
        facts.pairs[i].ended = true;
        facts.pairs[i].ended_at = on("2026-03-03");
    }
    facts.pairs[0].end_reason = "life";
    facts.pairs[1].end_reason = "she never called back";
    const auto endings = figure("endings", 2, true);
    EXPECT_EQ(count(endings, "life"), 1);
    EXPECT_EQ(count(endings, "another reason"), 1);
    EXPECT_EQ(count(endings, "no reason given"), 1);
    EXPECT_EQ(count(figure("stages", 1, true), "ended early"), 0) << "not yet in February";
}

TEST_F(TenPairs, ClosuresCountWhenBothHaveAnsweredAllThree) {
    for (std::size_t i = 0; i < 2; ++i)
        tell("pair/pair" + std::to_string(i), "started", "pair" + std::to_string(i) + ".closing.1", on("2026-03-03"));
    for (const auto* kind : {"victory", "lesson", "next_step"})
        for (const auto& who : {facts.pairs[0].mentor, facts.pairs[0].mentee}) {
            kept_text kept;
            kept.kind = kind;
            kept.author = who;
            kept.at = on("2026-03-10");
            facts.pairs[0].kept.push_back(kept);
        }
    const auto closings = figure("closings", 2, true);
    EXPECT_EQ(count(closings, "all three questions, both"), 1);
    EXPECT_EQ(count(closings, "not all answered"), 1);
}

TEST_F(TenPairs, EverythingThatWasDueHasAnEnd) {
    const std::string who = "person/mentee1";
    const auto day = on("2026-03-10");
    for (const auto* key : {"a", "b", "c", "d", "e", "f", "g"}) tell(who, "due", key, day);
    tell(who, "merged", "a m1", day);
    tell(who, "sent", "b m1", day);
    tell(who, "held_back", "expired c", day);
    tell(who, "held_back", "stopped d", day);
    tell(who, "not_needed", "e", day);
    tell(who, "sent", "f m2", on("2026-04-02"));
    facts.people[3].waiting.emplace_back().key = "g";
    const auto messages = figure("messages", 2, false);
    EXPECT_EQ(count(messages, "sent"), 1);
    EXPECT_EQ(count(messages, "merged"), 1);
    EXPECT_EQ(count(messages, "expired"), 1);
    EXPECT_EQ(count(messages, "held back: stopped"), 1);
    EXPECT_EQ(count(messages, "no longer needed"), 1);
    EXPECT_EQ(count(messages, "waiting"), 2) << "at the end of the month";
    EXPECT_TRUE(messages.closes);
    EXPECT_THAT(figure("messages", 3, false).parts.at(0).count, 0) << "counted in the month in which it was due";
}

TEST_F(TenPairs, ANudgeThatBeginsNothingIsAccountedForWithItsReason) {
    const auto day = on("2026-03-10");
    for (const auto* who : {"person/mentor1", "person/mentee1"})
        tell(who, "not_begun", "held_out pair1/look/stage/1", day);
    tell("person/mentee2", "not_begun", "too_late pair2/look/stage/1", day);
    tell("person/mentee3", "not_begun", "under_way pair3/look/stage/1", day);
    tell("person/mentee5", "not_begun", "not_told pair5/look/answer/1", day);
    tell("person/mentee4", "not_begun", "too_late pair4/look/stage/1", on("2026-04-10"));
    const auto messages = figure("messages", 2, false);
    EXPECT_EQ(count(messages, "not begun: for comparison"), 2);
    EXPECT_EQ(count(messages, "not begun: too late"), 1);
    EXPECT_EQ(count(messages, "not begun: still under way"), 1);
    EXPECT_EQ(count(messages, "no longer needed"), 1) << "what follows from an answer";
    EXPECT_TRUE(messages.closes);
    EXPECT_EQ(count(figure("messages", 3, false), "not begun: too late"), 1);
}

TEST_F(TenPairs, NudgesThatBeginNothingAreShownOfManyOnly) {
    const auto shown = [&](const std::string& part) {
        const auto months = whole_months(facts, on("2026-05-20"));
        const timelines all(facts);
        const auto report = make_report(all, months, {.first = 2, .last = 2});
        const auto table = std::ranges::find(report.happenings, "messages", &shown_table::figure);
        return std::ranges::find(table->rows.at(0).parts, part, &shown_part::name)->count;
    };
    const auto begins_nothing = [&](int pair, const std::string& why) {
        const auto number = std::to_string(pair);
        for (const auto* role : {"mentor", "mentee"})
            tell("person/" + (role + number), "not_begun", why + " pair" + number + "/look/1", on("2026-03-10"));
    };
    for (int pair = 6; pair < 10; ++pair) begins_nothing(pair, "under_way");
    for (int pair = 0; pair < 3; ++pair) begins_nothing(pair, "held_out");
    EXPECT_EQ(shown("not begun: for comparison"), std::nullopt);
    for (int pair = 3; pair < 5; ++pair) begins_nothing(pair, "held_out");
    EXPECT_EQ(shown("not begun: for comparison"), 10);
    EXPECT_EQ(shown("not begun: still under way"), std::nullopt) << "with those of which there are none";
}

TEST_F(TenPairs, ALostMessageIsSaid) {
    tell("person/mentee1", "due", "a", on("2026-03-10"));
    EXPECT_FALSE(figure("messages", 2, false).closes);
    const timelines all(facts);
    EXPECT_THAT(
        make_report(all, whole_months(facts, on("2026-05-20")), {.first = 2, .last = 3}).months_that_do_not_close,
        ElementsAre("2026-03"));
}

TEST_F(TenPairs, WhatWentWithSomebodyWhoIsForgottenIsNotLost) {
    tell("person/mentee1", "due", "gone-1.checkpoint.1/mentee/walk/going/1", on("2026-03-10"));
    const auto messages = figure("messages", 2, false);
    EXPECT_TRUE(messages.closes);
    EXPECT_EQ(count(messages, "no longer needed"), 1);
}

TEST_F(TenPairs, QuestionsAreAnsweredOrLetGo) {
    const auto day = on("2026-03-10");
    const std::string about = "pair/pair4", talk = "pair4.checkpoint.1/mentee/";
    tell(about, "asked", talk + "going", day);
    tell(about, "answered", talk + "going", day + hours(3));
    tell(about, "answered", talk + "going", day + hours(9));
    tell(about, "asked", talk + "better", day + hours(3));
    tell(about, "gave_up", talk + "better", day + days(9));
    tell(about, "asked", "pair4.checkpoint.1/mentor/going", day);
    const auto questions = figure("questions", 2, false);
    EXPECT_EQ(count(questions, "answered"), 1);
    EXPECT_EQ(count(questions, "let go"), 1);
    EXPECT_EQ(count(questions, "not answered yet"), 1);
    EXPECT_EQ(count(figure("answer_times", 2, false), "within a day"), 1);
    EXPECT_EQ(count(figure("talks_let_go", 2, false), "checkpoint/better"), 1);
}

const shown_table& table(const std::vector<shown_table>& all, const std::string& name) {
    return *std::ranges::find(all, name, &shown_table::figure);
}

TEST_F(TenPairs, ACountThatHardlyChangedStaysAsItWas) {
    const auto keep_goal = [&](std::size_t pair, const char* day) {
        kept_text goal;
        goal.kind = "goal";
        goal.at = on(day);
        facts.pairs[pair].kept.push_back(goal);
    };
    for (std::size_t i = 0; i < 5; ++i) keep_goal(i, "2026-02-10");
    keep_goal(5, "2026-03-10");
    const timelines all(facts);
    const auto report = make_report(all, whole_months(facts, on("2026-04-20")), {.first = 2, .last = 2});
    const auto& row = table(report.standings, "goals").rows.front();
    EXPECT_EQ(row.when, "2026-02");
    EXPECT_EQ(row.parts[0].count, 5);
    EXPECT_EQ(row.parts[0].percent, 50);
}

TEST_F(TenPairs, NobodyCanTellWhetherLittleHasChangedOrNothing) {
    for (std::size_t i = 0; i < 5; ++i) {
        kept_text goal;
        goal.kind = "goal";
        goal.at = on("2026-02-10");
        facts.pairs[i].kept.push_back(goal);
    }
    const timelines all(facts);
    const auto report = make_report(all, whole_months(facts, on("2026-04-20")), {.first = 2, .last = 2});
    EXPECT_EQ(table(report.standings, "goals").rows.front().when, "2026-02");
}

TEST_F(TenPairs, OfASmallGroupNotEvenTheNameIsSaid) {
    facts.people[0].zone = facts.people[1].zone = "Asia/Tokyo";
    tell("pair/pair4", "gave_up", "pair4.checkpoint.1/mentee/going", on("2026-03-10"));
    const timelines all(facts);
    const auto months = whole_months(facts, on("2026-04-20"));
    const auto by_zone = make_report(all, months, {.by = grouping::zone, .first = 2, .last = 2});
    for (const auto* tables : {&by_zone.standings, &by_zone.happenings})
        for (const auto& one : *tables)
            for (const auto& row : one.rows) EXPECT_NE(row.group, "Asia/Tokyo") << one.figure;
    const auto whole = make_report(all, months, {.first = 2, .last = 2});
    EXPECT_THAT(table(whole.happenings, "talks_let_go").rows.front().parts, IsEmpty());
}

TEST_F(TenPairs, TheSameHistoryGivesTheSameCountsLater) {
    for (auto& one : facts.pairs) one.met = {on("2026-02-10")};
    const auto ask = [&](const char* day) {
        const timelines all(facts);
        const auto report = make_report(all, whole_months(facts, on(day)), {.first = 1, .last = 1});
        return table(report.happenings, "meetings").rows.front().total;
    };
    EXPECT_EQ(ask("2026-03-02"), 10);
    EXPECT_EQ(ask("2026-05-02"), 10);
}

}  // namespace
}  // namespace waymark::reporting
