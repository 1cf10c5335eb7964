// Being both people in the terminal: typed lines in, the talk and its transcript out.
#include "bot/commands/flows_play.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/flows_test.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct FlowsPlay : testing::Test {
    fs::path folder = fs::temp_directory_path() / ("waymark-play-" + std::to_string(::getpid()));
    std::ostringstream out, complaints;

    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }

    int play(flows_play_wishes wishes, const std::string& typed, bool interactive = false) {
        std::istringstream in(typed);
        return flows_play(wishes, lines_of(in), interactive, out, complaints);
    }
    /// Writes a transcript down and runs it.
    int test(const std::string& transcript) {
        std::ofstream(folder / "played.plan") << transcript;
        std::ostringstream said;
        const int code = flows_test({{(folder / "played.plan").string()}}, said, said);
        if (code != exit_clean) ADD_FAILURE() << said.str();
        return code;
    }
};

constexpr auto some_lines = R"(given stage growing
Ann presses: 4
+3d
Bo presses: 5
Bo presses: Yes
Bo: cancel
+9h
)";

TEST_F(FlowsPlay, WhatIsPipedInComesOutAsATranscriptThatRuns) {
    EXPECT_EQ(play({"checkpoint"}, some_lines), exit_clean);
    EXPECT_THAT(out.str(), StartsWith("start checkpoint@1  mentor=Ann mentee=Bo  at 2026-06-02 11:00 Europe/Madrid\n"
                                      "given stage growing\n\nbot > Ann: Hi Ann."));
    EXPECT_THAT(out.str(),
                HasSubstr("\nAnn presses: 4\nbot > Ann: Does your time together give you what you hoped for?\n"));
    EXPECT_THAT(out.str(), HasSubstr("\n#   [Yes] [Mostly] [Not yet]\n"));
    EXPECT_THAT(out.str(), HasSubstr("\n#   below it: ["));
    EXPECT_THAT(out.str(), Not(HasSubstr("\x1b")));
    EXPECT_THAT(complaints.str(), IsEmpty());
    EXPECT_EQ(test(out.str()), exit_clean);
}

TEST_F(FlowsPlay, APersonIsGreetedAndGetsTheTranscriptAtTheEnd) {
    EXPECT_EQ(play({"checkpoint"}, "Ann presses: 4\nhelp\nquit\nBo presses: 1\n", true), exit_clean);
    EXPECT_THAT(out.str(), StartsWith("Be both people yourself."));
    EXPECT_THAT(out.str(), HasSubstr("Ann presses: label"));
    const auto end = out.str().find("\nThe talk as a transcript:\n\n");
    ASSERT_NE(end, std::string::npos);
    const auto transcript = out.str().substr(end + 28);
    EXPECT_THAT(transcript, StartsWith("start checkpoint@1"));
    EXPECT_THAT(transcript, Not(HasSubstr("[Yes]")));
    EXPECT_THAT(transcript, Not(HasSubstr("Bo presses")));
    EXPECT_EQ(test(transcript), exit_clean);
}

TEST_F(FlowsPlay, SaveWritesTheTranscript) {
    const auto file = (folder / "talk.plan").string();
    EXPECT_EQ(play({"checkpoint"}, "Ann presses: 4\nsave " + file + "\nBo presses: 5\n"), exit_clean);
    std::ostringstream saved;
    saved << std::ifstream(file).rdbuf();
    EXPECT_THAT(saved.str(), HasSubstr("Ann presses: 4"));
    EXPECT_THAT(saved.str(), Not(HasSubstr("Bo presses: 5")));
    EXPECT_EQ(test(saved.str()), exit_clean);
    EXPECT_EQ(play({"checkpoint"}, "save /nowhere/talk.plan\n"), exit_errors);
    EXPECT_EQ(complaints.str(), "waymark: the file /nowhere/talk.plan cannot be written.\n");
}

TEST_F(FlowsPlay, PeopleSpeakTheLanguageThatIsWished) {
    EXPECT_EQ(play({"checkpoint", "es"}, "Ann presses: 4\n"), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("given language Ann es\ngiven language Bo es\n"));
    EXPECT_THAT(out.str(), HasSubstr("Hola, Ann."));
    EXPECT_EQ(test(out.str()), exit_clean);
}

TEST_F(FlowsPlay, AWrongLineIsExplainedAndTheTalkGoesOn) {
    EXPECT_EQ(play({"checkpoint"}, "Ann presses: 4\nCleo: Hi.\nAnn presses: Mostyl\nAnn presses: Mostly\n"),
              exit_errors);
    EXPECT_EQ(complaints.str(),
              "your talk:3:1: error T013: there is nobody called \"Cleo\" in this talk\nCleo: Hi.\n"
              "^ the people are Ann, Bo\n"
              "your talk:4:14: error T104: Ann has no button \"Mostyl\"\nAnn presses: Mostyl\n"
              "             ^ did you mean \"Mostly\"?\n");
    EXPECT_THAT(out.str(), HasSubstr("Ann presses: Mostly\nbot > Ann: What progress do you see?\n"));
    EXPECT_THAT(out.str(), Not(HasSubstr("Mostyl")));
    EXPECT_EQ(test(out.str()), exit_clean);
}

TEST_F(FlowsPlay, ATextMayGoOnInTheNextLine) {
    const auto typed = "Ann: The demo.\\\nYour call.\nAnn edits: One.\n    Two.\n";
    EXPECT_EQ(play({"closing"}, std::string("Ann presses: Yes, let us begin\n") + typed), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("\nAnn: The demo.\n    Your call.\n"));
    EXPECT_THAT(out.str(), HasSubstr("\nAnn edits: One.\n    Two.\n"));
    EXPECT_EQ(test(out.str()), exit_clean);
}

TEST_F(FlowsPlay, AWholeTranscriptMayBePlayedAgain) {
    const fs::path written = fs::path(WAYMARK_SOURCE_DIR) / "tests/flows/silence_care/main.plan";
    std::ostringstream text;
    text << std::ifstream(written).rdbuf();
    EXPECT_EQ(play({"silence_care"}, text.str()), exit_clean);
    EXPECT_THAT(out.str(), StartsWith("start silence_care@1  waiting=Bo quiet=Ann"));
    EXPECT_THAT(out.str(), HasSubstr("bot > Bo: Ann hopes to be back on 1 July 2026."));
    EXPECT_EQ(test(out.str()), exit_clean);
}

TEST_F(FlowsPlay, WhatWasSoBeforeBeginsTheTalkAnewUntilSomebodyDoesSomething) {
    EXPECT_EQ(play({"closing"}, "given ends 2026-07-14\n", true), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("runs until 14 July 2026"));
    EXPECT_EQ(play({"closing"}, "Ann presses: Yes, let us begin\ngiven ends 2026-07-14\n"), exit_errors);
    EXPECT_THAT(complaints.str(), HasSubstr("error T016: "));
    complaints.str("");
    EXPECT_EQ(play({"closing"}, "given ends soon\n"), exit_errors);
    EXPECT_THAT(complaints.str(),
                EndsWith("error T015: this is not a date\ngiven ends soon\n      ^ write \"given ends "
                         "2026-07-14\"\n"));
}

TEST_F(FlowsPlay, AnUnknownConversationIsAnsweredWithTheNearest) {
    EXPECT_EQ(play({"closng"}, ""), exit_could_not_run);
    EXPECT_THAT(complaints.str(), HasSubstr("did you mean \"closing\"?"));
    EXPECT_THAT(out.str(), IsEmpty());
}

TEST_F(FlowsPlay, EveryShippedConversationCanBePlayed) {
    for (const auto& file : fs::directory_iterator(fs::path(WAYMARK_SOURCE_DIR) / "conversations/flows")) {
        if (file.path().extension() != ".yaml") continue;
        const auto name = file.path().stem().string();
        out.str("");
        EXPECT_EQ(play({name}, "+40d\n"), exit_clean) << name << complaints.str();
        EXPECT_EQ(test(out.str()), exit_clean) << name;
    }
}

}  // namespace
}  // namespace waymark
