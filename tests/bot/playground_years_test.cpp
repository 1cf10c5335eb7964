// A rehearsed programme as the playground's page reads it.
#include "bot/playground/years.hpp"

#include <gmock/gmock.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "bot/startup.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using rehearsal::happening;
using testing::ElementsAre;

const instant noon{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + std::chrono::hours(12)};
constexpr std::int64_t noon_in_ms = 1'772'539'200'000;

const script_book& shipped() {
    static const auto scripts = read_scripts({{}, {"built-in/six-month-classic"}}, std::cerr);
    return scripts->book;
}

struct PlaygroundYears : testing::Test {
    rehearsal::rehearsal_report report;
    PlaygroundYears() {
        report.from = noon - std::chrono::days(1);
        report.until = noon + std::chrono::days(300);
        report.texts = {"", "Shall we?", "Yes", "No", "Thanks"};
        rehearsal::pair_year year;
        year.id.text = "pair_1";
        year.mentor.name = "Ann";
        year.mentor.zone = "Europe/Madrid";
        year.mentor.is = rehearsal::persona::busy;
        year.mentee.name = "Bo";
        year.lines = {{noon, 60, true, happening::kind::nudge, 1, {2, 3}, {{"closing", true}}, {}},
                      {noon, 60, true, happening::kind::pressed, 2, {}, {}, {}},
                      {noon, 60, true, happening::kind::changed_buttons, 2, {}, {}, 0},
                      {noon, 60, true, happening::kind::reply, 4, {}, {}, {}},
                      {noon, 330, false, happening::kind::reply, 4, {}, {}, {}}};
        year.stages = {{year.id, noon, "goals"}, {year.id, noon, "growing"}};
        report.years.push_back(year);
    }
    json list() { return json::parse(years_of(report, shipped()).list); }
    json year(const std::string& pair) { return json::parse(years_of(report, shipped()).by_pair.at(pair)); }
};

TEST_F(PlaygroundYears, TheListSaysWhoPlaysHowItEndedAndHowManyMessagesThereWere) {
    const auto all = list();
    EXPECT_EQ(all["from"], noon_in_ms - 86'400'000);
    ASSERT_EQ(all["pairs"].size(), 1U);
    const auto& pair = all["pairs"][0];
    EXPECT_EQ(pair["pair"], "pair_1");
    EXPECT_EQ(pair["mentor"]["persona"], "busy");
    EXPECT_EQ(pair["stage"], "growing");
    EXPECT_TRUE(pair["ended_early"].is_null());
    EXPECT_EQ(pair["messages"]["mentor"], 2);  // buttons that change are no message
    EXPECT_EQ(pair["messages"]["mentee"], 1);
    ASSERT_EQ(all["personas"].size(), 2U);
    EXPECT_EQ(all["personas"][1]["id"], "busy");
}

TEST_F(PlaygroundYears, APairThatEndedEarlySaysWhy) {
    report.years[0].ended = rehearsal::ending{{"pair_1"}, noon, "life", {}};
    EXPECT_EQ(list()["pairs"][0]["ended_early"], "My life has changed");
    EXPECT_EQ(year("pair_1")["ended_early"], json::parse(R"({"at":1772539200000,"reason":"My life has changed"})"));
    report.years[0].ended->reason = "left";
    EXPECT_EQ(list()["pairs"][0]["ended_early"], "one of the two left");
    report.years[0].ended->reason = "";
    EXPECT_EQ(list()["pairs"][0]["ended_early"], "");
}

TEST_F(PlaygroundYears, AYearHasEveryLineInItsOrderAndWhatItIs) {
    const auto lines = year("pair_1")["lines"];
    std::vector<std::string> is, who;
    for (const auto& one : lines) {
        is.push_back(one["is"].get<std::string>());
        who.push_back(one["person"].get<std::string>());
    }
    EXPECT_THAT(is, ElementsAre("nudge", "pressed", "changed_buttons", "reply", "reply"));
    EXPECT_THAT(who, ElementsAre("mentor", "mentor", "mentor", "mentor", "mentee"));
    EXPECT_EQ(lines[0]["choices"], json::parse(R"(["Yes","No"])"));
    EXPECT_EQ(lines[2]["changes"], 0);
    EXPECT_EQ(lines[4]["at"], noon_in_ms);
    EXPECT_EQ(lines[4]["offset"], 330);
    EXPECT_FALSE(lines[4].contains("choices"));
}

TEST_F(PlaygroundYears, ANudgeSaysInWordsWhatItIsAbout) {
    const auto about = year("pair_1")["lines"][0]["about"];
    ASSERT_EQ(about.size(), 1U);
    EXPECT_EQ(about[0]["title"], "The closing conversation");
    EXPECT_EQ(about[0]["reminder"], true);
}

TEST_F(PlaygroundYears, EveryNudgeOfARehearsalIsAboutSomethingWithATitle) {
    rehearsal::rehearsal_wishes wishes;
    wishes.cast.pairs = 3;
    wishes.cast.months = 3;
    report = rehearsal::rehearse(shipped(), wishes).value();
    const auto all = list()["pairs"];
    ASSERT_EQ(all.size(), 3U);
    for (const auto& pair : all) {
        const auto one = year(pair["pair"].get<std::string>());
        EXPECT_EQ(one["stages"][0]["stage"], "invited");
        std::size_t nudges = 0;
        for (const auto& line : one["lines"]) {
            if (line["is"] != "nudge") continue;
            ++nudges;
            ASSERT_TRUE(line.contains("about"));
            for (const auto& about : line["about"])
                EXPECT_TRUE(std::isupper(about["title"].get<std::string>().at(0))) << about;
        }
        EXPECT_GT(nudges, 0U);
    }
}

}  // namespace
}  // namespace waymark
