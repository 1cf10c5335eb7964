// What authors get to see about a transcript with a mistake in it, in full.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/conversations/plan/reading.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;

TEST(PlanProblems, T001ATranscriptThatIsTooLarge) {
    EXPECT_EQ(problems_of(std::string(300 * 1024, '#')),
              "talk.plan: error T001: a transcript is at most 256 kB long\n");
}

TEST(PlanProblems, T010TheStartIsMissing) {
    EXPECT_EQ(problems_of(""),
              R"(talk.plan:1:1: error T010: a transcript begins with its "start" line, and there is none here
)");
    EXPECT_EQ(problems_of("# a remark\nAnn: Hello.\nAnn: Again.\n"),
              R"(talk.plan:2:1: error T010: a transcript begins with its "start" line
Ann: Hello.
^ write "start closing@1  mentor=Ann mentee=Bo  at 2026-06-02 10:30 Europe/Madrid"
)");
}

TEST(PlanProblems, T011TheStartIsNotUnderstood) {
    const auto after_start = [](const std::string& rest) { return problems_of("start " + rest + "\n"); };
    EXPECT_EQ(after_start("thanks mentor=Ann mentee=Bo at 2026-06-02 10:30 UTC"),
              R"(talk.plan:1:7: error T011: the flow and its version are missing here
start thanks mentor=Ann mentee=Bo at 2026-06-02 10:30 UTC
      ^ write "start closing@1"
)");
    EXPECT_EQ(after_start("thanks@1 Ann mentee=Bo at 2026-06-02 10:30 UTC"),
              R"(talk.plan:1:16: error T011: "Ann" is not understood
start thanks@1 Ann mentee=Bo at 2026-06-02 10:30 UTC
               ^ write people as "mentor=Ann", then "at" and the time
)");
    EXPECT_EQ(after_start("thanks@1 mentor=Ann mentee=Bo"),
              R"(talk.plan:1:27: error T011: when it begins is missing after this
start thanks@1 mentor=Ann mentee=Bo
                          ^ write "at 2026-06-02 10:30 Europe/Madrid"
)");
    EXPECT_EQ(after_start("thanks@1 mentor=Ann mentee=Bo at 2026-06-32 10:30 UTC"),
              R"(talk.plan:1:40: error T011: this is not a date and a time
start thanks@1 mentor=Ann mentee=Bo at 2026-06-32 10:30 UTC
                                       ^ write "at 2026-06-02 10:30 Europe/Madrid"
)");
    EXPECT_EQ(after_start("thanks@1 mentor=Ann mentee=Bo at 2026-06-02 10:30 Europe/Madird"),
              R"(talk.plan:1:57: error T011: there is no time zone called "Europe/Madird"
start thanks@1 mentor=Ann mentee=Bo at 2026-06-02 10:30 Europe/Madird
                                                        ^ zones have names such as Europe/Madrid or UTC
)");
    EXPECT_EQ(after_start("thanks@1 mentor=Ann at 2026-06-02 10:30 UTC"),
              R"(talk.plan:1:1: error T011: a pair has two people
start thanks@1 mentor=Ann at 2026-06-02 10:30 UTC
^ write "mentor=Ann mentee=Bo"
)");
    EXPECT_EQ(after_start("thanks@1 mentor=Ann mentee=Ann at 2026-06-02 10:30 UTC"),
              R"(talk.plan:1:34: error T011: two people are called "Ann"
start thanks@1 mentor=Ann mentee=Ann at 2026-06-02 10:30 UTC
                                 ^ give one of them another name
)");
    EXPECT_EQ(after_start("thanks@1 mentor=bot mentee=Bo at 2026-06-02 10:30 UTC"),
              R"(talk.plan:1:23: error T011: "bot" cannot be a name here
start thanks@1 mentor=bot mentee=Bo at 2026-06-02 10:30 UTC
                      ^ choose another one
)");
}

TEST(PlanProblems, T012ALineThatIsNotUnderstood) {
    EXPECT_EQ(problems_of_line("silense"), R"(talk.plan:2:1: error T012: this line is not understood
silense
^ did you mean "silence"?
)");
    EXPECT_EQ(problems_of_line("bot Ann: Hi."),
              R"(talk.plan:2:1: error T012: this is not how the bot's words are written
bot Ann: Hi.
^ write "bot > Ann: text"
)");
    EXPECT_EQ(problems_of_line("  and on"),
              R"(talk.plan:2:3: error T012: an indented line goes on with the text above it, and there is none
  and on
  ^ begin the line at the left
)");
}

TEST(PlanProblems, T013SomebodyWhoIsNotThere) {
    EXPECT_EQ(problems_of_line("bot > Anne: Hi."),
              R"(talk.plan:2:7: error T013: there is nobody called "Anne" in this talk
bot > Anne: Hi.
      ^ did you mean "Ann"?
)");
    EXPECT_EQ(problems_of_line("Zoé presses: Yes"),
              R"(talk.plan:2:1: error T013: there is nobody called "Zoé" in this talk
Zoé presses: Yes
^ the people are Ann, Bo
)");
}

TEST(PlanProblems, T014SomethingThatPeopleDoNotDo) {
    EXPECT_EQ(problems_of_line("Ann press: Yes"), R"(talk.plan:2:5: error T014: "press" is nothing that people do here
Ann press: Yes
    ^ did you mean "presses"?
)");
}

TEST(PlanProblems, T015WhatWasSoBeforeIsNotUnderstood) {
    EXPECT_EQ(problems_of_line("given stag growing"), R"(talk.plan:2:7: error T015: "stag" cannot be given
given stag growing
      ^ did you mean "stage"?
)");
    EXPECT_EQ(problems_of_line("given goal Lead by Bo"),
              R"(talk.plan:2:12: error T015: a goal in quotes and its author are needed
given goal Lead by Bo
           ^ write "given goal "Lead a design" by Bo"
)");
    EXPECT_EQ(problems_of_line("given programme Open Doors"),
              R"(talk.plan:2:7: error T015: the name is missing, or its quotes are
given programme Open Doors
      ^ write "given programme "Open Doors""
)");
    EXPECT_EQ(problems_of_line("given ends soon"), R"(talk.plan:2:7: error T015: this is not a date
given ends soon
      ^ write "given ends 2026-07-14"
)");
    EXPECT_EQ(problems_of_line("given rhythm monthly"), R"(talk.plan:2:7: error T015: this is not a length of time
given rhythm monthly
      ^ write "given rhythm 28d"
)");
    EXPECT_EQ(problems_of_line("given language es"), R"(talk.plan:2:16: error T015: a name and a language are needed
given language es
               ^ write "given language Bo es"
)");
    EXPECT_EQ(problems_of_line("given zone Bo Lima"), R"(talk.plan:2:15: error T015: there is no time zone called "Lima"
given zone Bo Lima
              ^ zones have names such as America/Lima
)");
}

TEST(PlanProblems, T016SomethingInTheWrongPlace) {
    EXPECT_EQ(problems_of_line("Ann: Hi.\ngiven stage growing"),
              R"(talk.plan:3:1: error T016: what was so before stands directly under the "start" line
given stage growing
^
)");
    EXPECT_EQ(problems_of_line("start thanks@1"),
              R"(talk.plan:2:1: error T016: a transcript has one "start" line, and it is above
start thanks@1
^
)");
}

TEST(PlanProblems, T017ATimeThatCannotBeRead) {
    EXPECT_EQ(problems_of_line("+two days"), R"(talk.plan:2:1: error T017: "+two days" is not a length of time
+two days
^ write "+2d", "+9h" or "+90min"
)");
    EXPECT_EQ(problems_of_line("to tomorrow"), R"(talk.plan:2:4: error T017: this is not a point in time
to tomorrow
   ^ write "to 2026-06-05 10:00"
)");
}

TEST(PlanProblems, T018ATimeThatCannotBe) {
    EXPECT_EQ(problems_of_line("to 2026-06-01 10:00"),
              R"(talk.plan:2:4: error T018: the clock stands later than this already
to 2026-06-01 10:00
   ^
)");
    EXPECT_EQ(problems_of_line("+999999w"), R"(talk.plan:2:1: error T018: a transcript ends within five years
+999999w
^
)");
}

TEST(PlanProblems, T019ATextIsMissing) {
    EXPECT_EQ(problems_of_line("Ann:"), R"(talk.plan:2:1: error T019: the text is missing here
Ann:
^ write it after the ":"
)");
    EXPECT_EQ(problems_of_line("bot > Ann: # later"), "");
    EXPECT_EQ(problems_of_line("bot > Ann:  # later"), R"(talk.plan:2:7: error T019: the text is missing here
bot > Ann:  # later
      ^ write it after the ":"
)");
}

TEST(PlanProblems, T020AFlowThatIsNotThere) {
    EXPECT_EQ(problems_of("start closng@1 mentor=Ann mentee=Bo at 2026-06-02 10:30 UTC\n"),
              R"(talk.plan:1:7: error T020: there is no flow called "closng"
start closng@1 mentor=Ann mentee=Bo at 2026-06-02 10:30 UTC
      ^ did you mean "closing"?
)");
}

TEST(PlanProblems, T021AnotherVersion) {
    EXPECT_EQ(problems_of("start closing@2 mentor=Ann mentee=Bo at 2026-06-02 10:30 UTC\n"),
              R"(talk.plan:1:7: error T021: closing is at version 1
start closing@2 mentor=Ann mentee=Bo at 2026-06-02 10:30 UTC
      ^ a talk begins with the newest: closing@1
)");
}

TEST(PlanProblems, T022RolesThatDoNotFit) {
    EXPECT_EQ(problems_of("start drift@1 waiting=Ann quit=Bo at 2026-06-02 10:30 UTC\n"),
              R"(talk.plan:1:7: error T022: drift needs somebody as quiet
start drift@1 waiting=Ann quit=Bo at 2026-06-02 10:30 UTC
      ^ write "quiet=Ann"
talk.plan:1:27: error T022: nobody is "quit" in drift
start drift@1 waiting=Ann quit=Bo at 2026-06-02 10:30 UTC
                          ^ did you mean "quiet"?
)");
    EXPECT_EQ(problems_of("start warm_up@1 mentor=Ann mentee=Bo at 2026-06-02 10:30 UTC\n"), "");
}

TEST(PlanProblems, AllProblemsAreFoundInOnePass) {
    std::vector<diagnostic> problems;
    (void)read_plan("talk.plan", start + "silense\nCleo: Hi.\n+x\nAnn: Fine.\n", problems);
    std::vector<std::string> codes;
    for (const auto& one : problems) codes.push_back(one.code);
    EXPECT_THAT(codes, ElementsAre("T012", "T013", "T017"));
}

TEST(PlanProblems, AWrongStartIsNotBlamedOnEveryLine) {
    std::vector<diagnostic> problems;
    (void)read_plan("talk.plan", "start thanks@1 mentor=Ann\nAnn: Hi.\nBo: Hi.\n+1d\nto 2026-06-05 10:00\n", problems);
    EXPECT_EQ(problems.size(), 1U);
}

// Each code in the sources stands in the table for authors, and each is shown in full in these tests.
TEST(PlanProblems, EveryCodeIsInTheTable) {
    namespace fs = std::filesystem;
    const auto content = [](const fs::path& file) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    };
    const auto codes_in = [](const std::string& text, const std::regex& shape) {
        std::set<std::string> out;
        for (std::sregex_iterator at(text.begin(), text.end(), shape), end; at != end; ++at) out.insert((*at)[1]);
        return out;
    };
    const fs::path root = WAYMARK_SOURCE_DIR;
    std::string sources;
    for (const auto& file : fs::directory_iterator(root / "conversations/plan"))
        if (file.path().extension() == ".cpp") sources += content(file.path());
    const auto used = codes_in(sources, std::regex(R"re("(T\d{3})")re"));
    EXPECT_GE(used.size(), 15U);
    EXPECT_EQ(codes_in(content(root / "conversations/plan/README.md"), std::regex(R"(\| (T\d{3}) \|)")), used);
}

}  // namespace
}  // namespace waymark
