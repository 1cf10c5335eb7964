// What a transcript says, as data.
#include "conversations/plan/plan_reader.hpp"

#include <gmock/gmock.h>

#include "tests/conversations/plan/reading.hpp"

namespace waymark {
namespace {

plan read_well(const std::string& source) {
    std::vector<diagnostic> problems;
    auto out = read_plan("talk.plan", source, problems);
    EXPECT_EQ(problems_of(source), "");
    return out;
}

template <class Act>
Act only_act(const std::string& line) {
    const auto read = read_well(start + line);
    EXPECT_EQ(read.lines.size(), 1U) << line;
    const auto* act = read.lines.empty() ? nullptr : std::get_if<Act>(&read.lines.front().what);
    EXPECT_NE(act, nullptr) << line;
    return act == nullptr ? Act{} : *act;
}

TEST(PlanReader, TheFirstLineSaysWhoWhatAndWhen) {
    const auto head = read_well(start).head;
    EXPECT_EQ(head.flow, (flow_ref{"thanks", 1}));
    ASSERT_EQ(head.people.size(), 2U);
    EXPECT_EQ(head.people[0].role + "=" + head.people[0].name, "mentor=Ann");
    EXPECT_EQ(head.people[1].role + "=" + head.people[1].name, "mentee=Bo");
    EXPECT_EQ(head.zone, "Europe/Madrid");
    EXPECT_EQ(head.begins, instant(std::chrono::sys_days(std::chrono::year{2026} / 6 / 2) + std::chrono::minutes(510)));
}

TEST(PlanReader, WhatWasSoBeforeIsRead) {
    const auto head = read_well(start +
                                "given programme \"Open Doors\"\ngiven contact \"Kim Berg\"\ngiven stage growing\n"
                                "given ends 2026-07-14\ngiven rhythm 28d\ngiven goal \"Lead, by and by\" by Bo\n"
                                "given language Bo es\ngiven zone Ann America/Lima   # a remark\n")
                          .head;
    EXPECT_EQ(head.programme, "Open Doors");
    EXPECT_EQ(head.contact, "Kim Berg");
    EXPECT_EQ(head.stage, "growing");
    EXPECT_EQ(head.ends, std::chrono::year{2026} / 7 / 14);
    EXPECT_EQ(head.rhythm, std::chrono::hours(28 * 24));
    ASSERT_EQ(head.goals.size(), 1U);
    EXPECT_EQ(head.goals[0].text, "Lead, by and by");
    EXPECT_EQ(head.goals[0].by, "Bo");
    EXPECT_EQ(head.languages.at("Bo"), "es");
    EXPECT_EQ(head.zones.at("Ann"), "America/Lima");
    EXPECT_EQ(head.given.back(), "given zone Ann America/Lima");
}

TEST(PlanReader, EveryKindOfLineIsRead) {
    EXPECT_EQ(only_act<plan_act::bot_says>("bot > Ann: Hi Ann.*").pattern, "Hi Ann.*");
    EXPECT_EQ(only_act<plan_act::bot_says>("bot > contact: Please look in.").to, "contact");
    EXPECT_EQ(only_act<plan_act::says>("Ann: Well: it went well.").text, "Well: it went well.");
    EXPECT_EQ(only_act<plan_act::presses>("Bo presses: Yes, let us begin").label, "Yes, let us begin");
    EXPECT_EQ(only_act<plan_act::edits>("Bo edits: Better.").text, "Better.");
    EXPECT_EQ(only_act<plan_act::deletes>("Bo deletes").who, "Bo");
    (void)only_act<plan_act::silence>("silence");
    const auto begins = read_well(start).head.begins;
    EXPECT_EQ(only_act<plan_act::clock_moves>("+90min").to, begins + std::chrono::minutes(90));
    EXPECT_EQ(only_act<plan_act::clock_moves>("to 2026-06-02 17:00").to, begins + std::chrono::minutes(390));
}

TEST(PlanReader, TheClockGoesOnFromLineToLine) {
    const auto read = read_well(start + "+1d\n+2d\n");
    EXPECT_EQ(std::get<plan_act::clock_moves>(read.lines.back().what).to, read.head.begins + std::chrono::days(3));
}

TEST(PlanReader, AnIndentedLineGoesOnWithTheText) {
    EXPECT_EQ(only_act<plan_act::says>("Ann: The demo.\n     Your call.   # her second").text, "The demo.\nYour call.");
    EXPECT_EQ(only_act<plan_act::bot_says>("bot > Bo: Ann wrote:\n  *\n").pattern, "Ann wrote:\n*");
}

TEST(PlanReader, RemarksStandAtTheBeginningOrAfterTwoSpaces) {
    EXPECT_EQ(only_act<plan_act::says>("# first\nAnn: My #1 idea  # not this\n\n   # nor this").text, "My #1 idea");
}

TEST(PlanReader, AFileFromAnotherSystemIsReadTheSame) {
    std::vector<diagnostic> problems;
    const auto read = read_plan("talk.plan", "\xef\xbb\xbf" + start + "Ann: Hi.\r\n", problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(read.lines.size(), 1U);
    EXPECT_EQ(std::get<plan_act::says>(read.lines[0].what).text, "Hi.");
}

}  // namespace
}  // namespace waymark
