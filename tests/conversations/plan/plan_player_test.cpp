// Running transcripts of a small conversation, and what an author gets to see when it goes another way.
#include "conversations/plan/plan_player.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "conversations/language/flow_reader.hpp"
#include "conversations/plan/plan_reader.hpp"
#include "conversations/plan/plan_talk.hpp"
#include "conversations/plan/plan_writer.hpp"

namespace waymark {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto thanks = R"(flow: thanks
version: 1
language: en
title: A word of thanks
people: [mentor, mentee]
ends_after: 3 weeks
steps:
  - id: good
    say: Hi {me.first_name}.
    ask: What went well lately?
    answer: { kind: text, max_chars: 500 }
    seen_by: partner_after_both
    says_who_sees: true
    remind: { after: [3d], say: "One line is plenty." }
    give_up: { after: 12d, go: end }
  - id: again
    ask: Shall we do this again?
    answer: { kind: choice, options: { yes: "Gladly", no: "Rather not" } }
    seen_by: me
    says_who_sees: true
    give_up: { after: 12d, go: end }
  - id: noted
    do: { tell_contact: "{me.first_name} is through." }
    say: |
      That is all.
      {programme.contact} knows.
    end: true
together:
  - id: open
    needs: { good: answered }
    say: |
      {partner.first_name} wrote:
      {partner.answer.good}
)";

const script_book& book() {
    static const auto one = [] {
        script_book out;
        std::vector<diagnostic> problems;
        out.flows.add(read_flow("thanks.yaml", thanks, problems).value());
        const auto words = std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/texts/en/bot.yaml";
        std::ostringstream text;
        text << std::ifstream(words).rdbuf();
        out.texts.add("en", read_phrases("bot.yaml", text.str(), problems).value());
        EXPECT_FALSE(any_error(problems));
        return out;
    }();
    return one;
}

const std::string start = "start thanks@1  mentor=Ann mentee=Bo  at 2026-06-02 11:00 Europe/Madrid\n";
const std::string both_asked = "bot > Ann: Hi Ann.*lately?\nbot > Bo: Hi Bo.*lately?\n";

/// Empty when the talk goes as written.
std::string report(const std::string& lines, const script_book& with = book()) {
    const auto source = start + lines;
    std::vector<diagnostic> problems;
    const auto read = read_plan("talk.plan", source, problems);
    check_plan(read, book().flows, problems);
    for (const auto& one : problems) ADD_FAILURE() << show(one, source);
    return run_plan(with, read, source).value_or("");
}

TEST(PlanPlayer, ATalkGoesAsWritten) {
    EXPECT_EQ(report(both_asked + R"(Ann: We met twice.
bot > Ann: Shall we do this again?
silence
Ann presses: Gladly
bot > Ann: That is all.*
bot > contact: Ann is through.
+3d
bot > Bo: One line is plenty.
Bo: Your patience.
bot > Bo: Ann wrote:
    We met twice.
bot > Bo: Shall we*
bot > Ann: Bo wrote:*Your patience.
+20d
silence
)"),
              "");
}

TEST(PlanPlayer, LinesToDifferentPeopleMayBeWrittenInAnyOrder) {
    EXPECT_EQ(report("bot > Bo: *\nbot > Ann: *\nAnn: Fine.\nbot > Ann: *\n"), "");
}

TEST(PlanPlayer, LinesToOnePersonComeInTheirOrder) {
    EXPECT_THAT(report(both_asked + "Ann: We met twice.\nbot > Ann: Shall*\nBo: Your patience.\n" +
                       "bot > Bo: Shall*\nbot > Bo: Ann wrote:*\nbot > Ann: *\n"),
                StartsWith("talk.plan:7:11: error T101: the bot says something else to Bo\n"));
}

TEST(PlanPlayer, T101ShowsWhereItDiffersWhatWasSaidAndTheTalkUntilThere) {
    EXPECT_EQ(report(both_asked + "Ann: We met twice.\nbot > Ann: Shall we do it again?\n"),
              R"(talk.plan:5:24: error T101: the bot says something else to Ann
bot > Ann: Shall we do it again?
                       ^ from here on it is different
The bot said:
    Shall we do this again?
The talk until here:
    start thanks@1  mentor=Ann mentee=Bo  at 2026-06-02 11:00 Europe/Madrid

    bot > Ann: Hi Ann.
        What went well lately?
    bot > Bo: Hi Bo.
        What went well lately?
    Ann: We met twice.
)");
}

TEST(PlanPlayer, T102NothingIsSaid) {
    EXPECT_THAT(report(both_asked + "Ann: We met twice.\nbot > Ann: Shall*\nbot > Ann: More?\n"),
                StartsWith("talk.plan:6:1: error T102: the bot says nothing to Ann here\nbot > Ann: More?\n^\n"));
    EXPECT_THAT(report("bot > contact: Hello.\n"), HasSubstr("^ it said something to Ann\n"));
}

TEST(PlanPlayer, T103MoreIsSaidThanWritten) {
    EXPECT_THAT(report(both_asked + "+5d\nsilence\n"),
                StartsWith(R"(talk.plan:5:1: error T103: before this line, the bot says more than is written down
silence
^ write it down if it is right
The bot said:
    # Fri 2026-06-05 11:00
    bot > Ann: One line is plenty.
    bot > Bo: One line is plenty.
The talk until here:
)"));
}

TEST(PlanPlayer, T103AtTheEndOfTheFileToo) {
    EXPECT_THAT(report("bot > Ann: *\n"), StartsWith("talk.plan:2:1: error T103: "));
    EXPECT_THAT(report(""), StartsWith("talk.plan:1:7: error T103: "));
}

TEST(PlanPlayer, T104ThereIsNoSuchButton) {
    const auto asked = both_asked + "Ann: We met twice.\nbot > Ann: Shall*\n";
    EXPECT_THAT(report(asked + "Ann presses: Gladyl\n"),
                StartsWith("talk.plan:6:14: error T104: Ann has no button \"Gladyl\"\nAnn presses: Gladyl\n"
                           "             ^ did you mean \"Gladly\"?\n"));
    EXPECT_THAT(report(asked + "Ann presses: Whatever you like\n"), HasSubstr("the buttons are: Gladly | Rather not"));
}

// Once a choice is made its buttons are gone from the screen.
TEST(PlanPlayer, AUsedButtonIsNotThereAnyMore) {
    EXPECT_THAT(report(both_asked + "Ann: We met twice.\nbot > Ann: Shall*\nAnn presses: Gladly\nbot > Ann: *\n"
                                    "bot > contact: *\nAnn presses: Gladly\n"),
                StartsWith("talk.plan:9:14: error T104: "));
}

TEST(PlanPlayer, T105NothingIsThereToEdit) {
    EXPECT_THAT(report(both_asked + "Ann edits: Twice.\n"),
                StartsWith("talk.plan:4:12: error T105: Ann has written nothing that is still there\n"));
    EXPECT_THAT(report(both_asked + "Ann: Once.\nbot > Ann: *\nAnn deletes\nbot > Ann: *\nAnn deletes\n"),
                StartsWith("talk.plan:8:1: error T105: "));
}

// Without its own words the bot has no names for its buttons.
TEST(PlanPlayer, T106TheBotCannotGoOn) {
    auto speechless = book();
    speechless.texts = {};
    EXPECT_THAT(report("", speechless), HasSubstr("error T106: the bot cannot go on: no language has the phrase \""));
}

TEST(PlanPlayer, AnEditChangesTheLastMessage) {
    EXPECT_EQ(report(both_asked + R"(Ann: Once.
bot > Ann: Shall*
Ann edits: Twice.
Bo: Your patience.
bot > Bo: Ann wrote:*Twice.
bot > Bo: Shall*
)"),
              "");
}

TEST(PlanPlayer, WhatWasSoBeforeIsSo) {
    EXPECT_EQ(report("given zone Bo America/Lima\nbot > Ann: *\n# eleven in Madrid is four in the morning in Lima\n"
                     "silence\nto 2026-06-02 18:00\nbot > Bo: *\n"),
              "");
    EXPECT_EQ(report("given contact \"Maria\"\n" + both_asked + "Ann: help\nbot > Ann: *Maria*\n"), "");
}

// What a talk is written down as reads back as the same talk.
TEST(PlanWriter, WhatIsWrittenDownRunsAgain) {
    const auto source = start + "given programme \"Open Doors\"\n";
    std::vector<diagnostic> problems;
    const auto read = read_plan("talk.plan", source, problems);
    plan_talk talk(book(), read.head);
    plan_writer writer(read.head);
    const auto go = [&](const plan_act_type& act) {
        EXPECT_FALSE(talk.act(act)) << writer.text();
        writer.add(act);
        for (const auto& said : talk.take_said()) writer.add(said);
    };
    EXPECT_FALSE(talk.begin());
    for (const auto& said : talk.take_said()) writer.add(said);
    go(plan_act::says{"Ann", "Two things:\n#1 we met  twice * and\nyou listened"});
    go(plan_act::clock_moves{read.head.begins + std::chrono::days(3), "+3d"});
    go(plan_act::says{"Bo", "Your patience."});
    go(plan_act::presses{"Bo", "Rather not"});
    EXPECT_THAT(writer.text(), HasSubstr("\ngiven programme \"Open Doors\"\n\n"));
    EXPECT_THAT(writer.text(), HasSubstr("\n+3d\nbot > Bo: One line is plenty.\n"));
    EXPECT_THAT(writer.text(), Not(HasSubstr("T10")));
    const auto again = read_plan("again.plan", writer.text(), problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(run_plan(book(), again, writer.text()).value_or(""), "");
}

}  // namespace
}  // namespace waymark
