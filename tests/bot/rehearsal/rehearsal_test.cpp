// Whole rehearsals of the programme that ships.
#include "bot/rehearsal/rehearsal.hpp"

#include <gmock/gmock.h>

#include <iostream>
#include <numeric>
#include <set>

#include "bot/rehearsal/report.hpp"
#include "bot/startup.hpp"

namespace waymark::rehearsal {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const script_book& shipped() {
    static const auto scripts = read_scripts(
        {{}, {std::string(WAYMARK_SOURCE_DIR) + "/conversations/programmes/six-month-classic.yaml"}}, std::cerr);
    return scripts->book;
}

rehearsal_report play(std::uint64_t seed, unsigned threads, std::size_t pairs = 12, int months = 8) {
    rehearsal_wishes wishes;
    wishes.seed = seed;
    wishes.threads = threads;
    wishes.cast.pairs = pairs;
    wishes.cast.months = months;
    wishes.cast.languages = {"en", "es"};
    auto report = rehearse(shipped(), wishes);
    EXPECT_TRUE(report.has_value());
    return report.value();
}

std::int64_t sum(const std::vector<std::int64_t>& of) {
    return std::accumulate(of.begin(), of.end(), std::int64_t{0});
}

std::int64_t figure(const tally& of, const std::string& name) {
    const auto found = of.nudges.find(name);
    return found == of.nudges.end() ? 0 : found->second;
}

TEST(Rehearsal, OfTheProgrammeThatShipsKeepsEveryPromise) {
    const auto report = play(7, 2);
    for (const auto& one : report.broken) ADD_FAILURE() << one.pair.text << " " << one.who.text << ": " << one.in_words;
    const auto& all = report.all;
    EXPECT_EQ(report.pairs, 12);
    EXPECT_EQ(all.pairs, 12);
    EXPECT_GT(sum(all.nudges_by_week), 12 * 5);
    EXPECT_GT(sum(all.answers_by_week), sum(all.nudges_by_week));
    EXPECT_GT(all.with_goal, 0);
    EXPECT_LE(all.with_stretch_goal, all.with_goal);
    EXPECT_GT(all.closing_begun, 0);
    EXPECT_GT(all.closing_answered, 0);
    EXPECT_LE(all.closing_answered, all.closing_begun);
    EXPECT_GE(all.with_next_step, all.closing_answered);
    EXPECT_LE(all.weeks_with_nudges.rbegin()->first, 2);
}

TEST(Rehearsal, AccountsForEveryNudgeThatWasDue) {
    const auto all = play(3, 1, 6).all;
    EXPECT_GT(figure(all, "due"), 0);
    EXPECT_EQ(figure(all, "due"),
              figure(all, "sent") + figure(all, "merged") + figure(all, "held back") + figure(all, "expired") +
                  figure(all, "no longer needed") + figure(all, "waiting") + figure(all, "not begun: too late") +
                  figure(all, "not begun: for comparison") + figure(all, "not begun: still under way"));
}

TEST(Rehearsal, GivesTheSameYearForTheSameSeedHoweverManyThreadsThereAre) {
    const auto pairs = pairs_in_group + 5;  // two worlds
    const auto once = report_json(play(11, 1, pairs, 1));
    EXPECT_EQ(once, report_json(play(11, 3, pairs, 1)));
    EXPECT_NE(once, report_json(play(12, 1, pairs, 1)));
}

TEST(Rehearsal, NobodyIsWrittenToAtNight) {
    const auto all = play(5, 2, 6).all;
    for (std::size_t hour = 0; hour < 24; ++hour) {
        if (hour >= 9 && hour < 18) continue;
        EXPECT_EQ(all.nudges_by_hour.at(hour), 0) << hour;
    }
    EXPECT_GT(all.nudges_by_hour.at(9), 0);
}

TEST(Rehearsal, KnowsTheWorkingDaysOfTheRegions) {
    auto book = shipped();
    ASSERT_FALSE(book.regions.empty());
    for (auto& [region, days_of] : book.regions) days_of.working_days = {1};
    rehearsal_wishes wishes;
    wishes.cast.pairs = 6;
    wishes.cast.months = 4;
    const auto report = rehearse(book, wishes);
    ASSERT_TRUE(report.has_value());
    EXPECT_THAT(report->broken, IsEmpty());
    int nudges = 0;
    for (const auto& year : report->years)
        for (const auto& line : year.lines) {
            if (line.is != happening::kind::nudge) continue;
            const auto& zone = (line.to_mentor ? year.mentor : year.mentee).zone;
            const auto local = line.at + std::chrono::minutes(line.offset_minutes);
            const std::chrono::weekday day(std::chrono::floor<std::chrono::days>(local));
            if (&calendar_in(book.regions, zone) == &calendar_in({}, zone)) continue;  // of no region that is known
            ++nudges;
            EXPECT_EQ(day, std::chrono::Monday) << zone;
        }
    EXPECT_GT(nudges, 6);
}

TEST(Rehearsal, CountsEachPersonWithTheirOwnPersona) {
    const auto report = play(7, 2, 12, 2);
    std::int64_t people = 0, nudges = 0;
    for (const auto& one : report.by_persona) {
        people += one.people;
        nudges += sum(one.nudges_by_week);
        EXPECT_GT(one.people, 0);  // with twelve pairs everybody has a part
    }
    EXPECT_EQ(people, report.all.people);
    EXPECT_EQ(nudges, sum(report.all.nudges_by_week));
}

TEST(Rehearsal, TellsTheYearOfAPairWithoutTheMarksOfItsWords) {
    const auto report = play(7, 2, 6);
    ASSERT_EQ(report.years.size(), 6U);
    EXPECT_THAT(report.years[0].lines, Not(IsEmpty()));
    for (const auto& text : report.texts) EXPECT_THAT(text, Not(HasSubstr("\u2039")));
    EXPECT_EQ(std::set(report.texts.begin(), report.texts.end()).size(), report.texts.size());
}

TEST(Rehearsal, WritesAPageThatNeedsNothingBesideIt) {
    const auto page = report_page(report_json(play(7, 2, 2, 1)));
    for (const auto* wanted : {"Chart.js", "JSON.parse", "<title>"}) EXPECT_THAT(page, HasSubstr(wanted));
    for (const auto* place : {"/*data*/", "/*script*/", "/*style*/", "/*charts*/"})
        EXPECT_THAT(page, Not(HasSubstr(place)));
    for (const auto* network : {"src=\"http", "href=\"http", "@import", "fetch("})
        EXPECT_THAT(page, Not(HasSubstr(network)));
}

TEST(Rehearsal, WhatPeopleAreCalledCannotEndTheScriptOfThePage) {
    const auto page = report_page(R"({"programme":"</script><b>"})");
    EXPECT_THAT(page, Not(HasSubstr("</script><b>")));
    EXPECT_THAT(page, HasSubstr("\\u003c/script>"));
}

}  // namespace
}  // namespace waymark::rehearsal
