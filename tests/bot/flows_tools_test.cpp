// The commands for authors: show, graph, test, texts. What they print, what they complain about, how they end.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/flows_check.hpp"
#include "bot/commands/flows_show.hpp"
#include "bot/commands/flows_test.hpp"
#include "bot/commands/flows_texts.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

struct FlowsTools : testing::Test {
    fs::path folder = fs::temp_directory_path() / ("waymark-tools-" + std::to_string(::getpid()));
    fs::path source = WAYMARK_SOURCE_DIR;
    std::ostringstream out, complaints;

    void SetUp() override { fs::create_directories(folder / "flows"); }
    void TearDown() override { fs::remove_all(folder); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
};

const std::string small_flow = R"(flow: thanks
version: 1
language: en
title: A word of thanks
people: [mentor, mentee]
ends_after: 2 weeks
steps:
  - id: good
    ask: What went well lately?
    answer: { kind: text, max_chars: 500 }
    seen_by: me
    give_up: { after: 8d, go: end }
)";
const std::string small_plan = R"(start thanks@1  mentor=Ann mentee=Bo  at 2026-06-02 11:00 Europe/Madrid
bot > Ann: What went well lately?*
bot > Bo: What went well lately?*
)";

TEST_F(FlowsTools, ShowTellsAConversationAndGraphDrawsIt) {
    EXPECT_EQ(flows_show("closing", {}, out, complaints), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("What did you two achieve together?"));
    EXPECT_THAT(out.str(), Not(HasSubstr("\x1b")));
    out.str("");
    EXPECT_EQ(flows_graph("closing", {}, out, complaints), exit_clean);
    EXPECT_THAT(out.str(), StartsWith("digraph"));
    EXPECT_THAT(complaints.str(), IsEmpty());
}

TEST_F(FlowsTools, AnUnknownConversationIsAnsweredWithTheNearestOrAll) {
    EXPECT_EQ(flows_show("closng", {}, out, complaints), exit_could_not_run);
    EXPECT_EQ(complaints.str(), "waymark: there is no conversation called \"closng\"; did you mean \"closing\"?\n");
    complaints.str("");
    EXPECT_EQ(flows_graph("breakfast", {}, out, complaints), exit_could_not_run);
    EXPECT_THAT(complaints.str(), StartsWith("waymark: there is no conversation called \"breakfast\"; there is "));
    EXPECT_THAT(complaints.str(), HasSubstr(" checkpoint, closing, "));
    EXPECT_THAT(out.str(), IsEmpty());
}

TEST_F(FlowsTools, AFileOfOnesOwnIsShownByItsPath) {
    EXPECT_EQ(flows_show(write("thanks.yaml", small_flow), {}, out, complaints), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("What went well lately?"));
    EXPECT_EQ(flows_show("/nowhere/thanks.yaml", {}, out, complaints), exit_could_not_run);
    EXPECT_EQ(complaints.str(), "waymark: the file /nowhere/thanks.yaml cannot be read.\n");
}

TEST_F(FlowsTools, AFolderOfOnesOwnAddsItsConversations) {
    write("flows/thanks.yaml", small_flow);
    EXPECT_EQ(flows_show("thanks", {folder.string()}, out, complaints), exit_clean);
    EXPECT_EQ(flows_show("thanks", {"/nowhere"}, out, complaints), exit_could_not_run);
    EXPECT_THAT(complaints.str(), HasSubstr("/nowhere cannot be read"));
}

TEST_F(FlowsTools, AFileWithAMistakeIsNotShownButExplained) {
    auto text = small_flow;
    text.replace(text.find("kind: text"), 10, "kind: txet");
    EXPECT_EQ(flows_show(write("thanks.yaml", text), {}, out, complaints), exit_errors);
    EXPECT_THAT(complaints.str(), HasSubstr("thanks.yaml:10:21: error F015: "));
    EXPECT_THAT(out.str(), IsEmpty());
}

TEST_F(FlowsTools, TheShippedTranscriptsGoAsWritten) {
    EXPECT_EQ(flows_test({{(source / "tests/flows/drift_question").string()}}, out, complaints), exit_clean);
    EXPECT_THAT(out.str(), testing::MatchesRegex("[0-9]+ transcripts: all went as written.\n"));
}

TEST_F(FlowsTools, ATalkThatGoesAnotherWayIsShownAndTheExitSaysSo) {
    write("flows/thanks.yaml", small_flow);
    write("good.plan", small_plan);
    const auto bad = write("other.plan", small_plan + "Ann: Much.\nbot > Bo: Thank you.\n");
    EXPECT_EQ(flows_test({{folder.string()}, {folder.string()}}, out, complaints), exit_errors);
    EXPECT_THAT(out.str(), StartsWith(bad + ":5:1: error T102: the bot says nothing to Bo here\n"));
    EXPECT_THAT(out.str(), EndsWith("\n2 transcripts: 1 went as written, 1 did not.\n"));
}

TEST_F(FlowsTools, ATranscriptThatCannotBeReadIsExplained) {
    const auto bad = write("bad.plan", "start closng@1  mentor=Ann mentee=Bo  at 2026-06-02 11:00 Europe/Madrid\n");
    EXPECT_EQ(flows_test({{bad}}, out, complaints), exit_errors);
    EXPECT_THAT(out.str(), StartsWith(bad + ":1:7: error T020: there is no flow called \"closng\"\n"));
    EXPECT_THAT(out.str(), EndsWith("\n1 transcript: 0 went as written, 1 did not.\n"));
}

TEST_F(FlowsTools, WhatIsNotThereCannotBeTested) {
    EXPECT_EQ(flows_test({{"/nowhere.plan"}}, out, complaints), exit_could_not_run);
    EXPECT_EQ(complaints.str(), "waymark: the file /nowhere.plan cannot be read.\n");
    complaints.str("");
    EXPECT_EQ(flows_test({{(folder / "flows").string()}}, out, complaints), exit_could_not_run);
    EXPECT_EQ(complaints.str(), "waymark: there are no .plan files in " + (folder / "flows").string() + ".\n");
}

TEST_F(FlowsTools, WithoutANameTheUsualFolderIsRun) {
    const auto here = fs::current_path();
    fs::current_path(folder);
    EXPECT_EQ(flows_test({}, out, complaints), exit_could_not_run);
    EXPECT_EQ(complaints.str(),
              "waymark: there is no folder tests/flows here; name your transcripts or their folder.\n");
    fs::create_directories(folder / "tests/flows");
    write("flows/thanks.yaml", small_flow);
    write("tests/flows/good.plan", small_plan);
    EXPECT_EQ(flows_test({{}, {folder.string()}}, out, complaints), exit_clean);
    EXPECT_EQ(out.str(), "1 transcript: all went as written.\n");
    fs::current_path(here);
}

TEST_F(FlowsTools, AConversationWithAMistakeIsNotTested) {
    write("flows/thanks.yaml", small_flow + "nonsense: 1\n");
    const auto plan = write("good.plan", small_plan);
    EXPECT_EQ(flows_test({{plan}, {folder.string()}}, out, complaints), exit_could_not_run);
    EXPECT_THAT(complaints.str(), HasSubstr("error F010: "));
}

TEST_F(FlowsTools, TextsGoToATranslatorAndComeBackIntoTheirPlace) {
    const auto place = write("flows/thanks.yaml", small_flow);
    EXPECT_EQ(flows_texts_export("thanks", "fr", {folder.string()}, out, complaints), exit_clean);
    auto filled = out.str();
    EXPECT_THAT(filled, HasSubstr("of: \"What went well lately?\"\n    text: \"\"\n"));
    filled.replace(filled.rfind("text: \"\""), 8, "text: \"Qu'est-ce qui va bien ?\"");
    const auto file = write("thanks.fr.yaml", filled);
    out.str("");
    EXPECT_EQ(flows_texts_import(file, {folder.string()}, out, complaints), exit_clean);
    const auto written = folder / "texts/fr/thanks.yaml";
    EXPECT_EQ(out.str(), written.string() + " is written.\n");
    EXPECT_THAT(content(written), HasSubstr("Qu'est-ce qui va bien ?"));
    // the next export has it already
    out.str("");
    EXPECT_EQ(flows_texts_export("thanks", "fr", {folder.string()}, out, complaints), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("Qu'est-ce qui va bien ?"));
}

TEST_F(FlowsTools, AFileInWhichNothingIsTranslatedIsNotPutIntoItsPlace) {
    EXPECT_EQ(flows_texts_export("closing", "it", {}, out, complaints), exit_clean);
    const auto file = write("closing.it.yaml", out.str());
    out.str("");
    EXPECT_EQ(flows_texts_import(file, {folder.string()}, out, complaints), exit_errors);
    EXPECT_EQ(complaints.str(), "waymark: nothing is translated in " + file + " yet; fill in the lines \"text\".\n");
    EXPECT_THAT(out.str(), IsEmpty());
    EXPECT_FALSE(fs::exists(folder / "texts"));
}

TEST_F(FlowsTools, TheFolderOfTheTextsIsMade) {
    EXPECT_EQ(flows_texts_export("closing", "es", {}, out, complaints), exit_clean);
    const auto file = write("closing.es.yaml", out.str());
    out.str("");
    const auto target = folder / "not/there/yet";
    EXPECT_EQ(flows_texts_import(file, {target.string()}, out, complaints), exit_clean) << complaints.str();
    EXPECT_EQ(out.str(), (target / "texts/es/closing.yaml").string() + " is written.\n");
    out.str("");
    EXPECT_EQ(flows_check({{"closing"}, {target.string()}, "text"}, out, complaints), exit_clean) << out.str();
}

TEST_F(FlowsTools, WhatAShippedTranslationHasIsExported) {
    EXPECT_EQ(flows_texts_export("closing", "es", {}, out, complaints), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("¿Qué habéis logrado juntos?"));
    const auto file = write("closing.es.yaml", out.str());
    out.str("");
    EXPECT_EQ(flows_texts_import(file, {}, out, complaints), exit_clean);
    EXPECT_THAT(out.str(), StartsWith("flow: closing\nlanguage: es\n"));
    EXPECT_EQ(complaints.str(), "waymark: say --scripts FOLDER to put it in its place.\n");
}

TEST_F(FlowsTools, ATranslationWithAMistakeIsNotPutIntoItsPlace) {
    write("flows/thanks.yaml", small_flow);
    const auto file = write("bad.yaml", R"(flow: thanks
language: fr
texts:
  good.ask:
    of: "What went well lately?"
    text: "Et {partner.first_name} ?"
)");
    EXPECT_EQ(flows_texts_import(file, {folder.string()}, out, complaints), exit_errors);
    EXPECT_THAT(complaints.str(), HasSubstr(file + ":4:3: error F041: "));
    EXPECT_FALSE(fs::exists(folder / "texts/fr/thanks.yaml"));
}

TEST_F(FlowsTools, ALanguageIsNoPath) {
    EXPECT_EQ(flows_texts_export("closing", "../es", {}, out, complaints), exit_could_not_run);
    EXPECT_EQ(complaints.str(), "waymark: \"../es\" is not the name of a language; write \"es\" or \"pt-BR\".\n");
    EXPECT_EQ(flows_texts_export("closing", "en", {}, out, complaints), exit_could_not_run);
    EXPECT_THAT(complaints.str(), EndsWith("waymark: closing is written in \"en\" already.\n"));
    const auto file = write("bad.yaml", "flow: closing\nlanguage: ../../es\ntexts: {}\n");
    EXPECT_EQ(flows_texts_import(file, {folder.string()}, out, complaints), exit_errors);
}

/// The n-th block of a page that is fenced with these words.
std::string block(const std::string& page, const std::string& begins) {
    const auto at = page.find("\n" + begins);
    if (at == std::string::npos) return {};
    return page.substr(at + 1, page.find("\n```", at) - at);
}

// Whoever copies the page for authors gets what it promises.
TEST_F(FlowsTools, TheExampleOnThePageForAuthorsAndItsTranscriptWork) {
    const auto page = content(source / "conversations/flows/README.md");
    write("flows/thanks.yaml", block(page, "flow: thanks"));
    const auto plan = write("thanks.plan", block(page, "start thanks@1"));
    EXPECT_EQ(flows_check({{(folder / "flows/thanks.yaml").string()}, {}, "text"}, out, complaints), exit_clean);
    out.str("");
    EXPECT_EQ(flows_test({{plan}, {folder.string()}}, out, complaints), exit_clean);
    EXPECT_EQ(out.str(), "1 transcript: all went as written.\n");
    EXPECT_THAT(complaints.str(), IsEmpty());
}

}  // namespace
}  // namespace waymark
