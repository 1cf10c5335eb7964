#include "bot/commands/flows_check.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/script_library.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct FlowsCheck : testing::Test {
    fs::path folder = fs::temp_directory_path() / ("waymark-flows-" + std::to_string(::getpid()));
    std::ostringstream out, complaints;

    void SetUp() override { fs::create_directories(folder / "flows"); }
    void TearDown() override { fs::remove_all(folder); }
    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    int check(flows_check_wishes wishes) { return flows_check(wishes, out, complaints); }
};

const std::string thanks = R"(flow: thanks
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

TEST_F(FlowsCheck, TheShippedConversationsAreWithoutErrors) {
    EXPECT_EQ(check({}), exit_clean) << out.str();
    EXPECT_THAT(out.str(), EndsWith("all is well.\n"));
}

TEST_F(FlowsCheck, AMistakeIsShownWithItsPlaceAndTheExitSaysSo) {
    auto text = thanks;
    text.replace(text.find("go: end"), 7, "go: ende");
    const auto file = write("thanks.yaml", text);
    EXPECT_EQ(check({{file}, {}, "text"}), exit_errors);
    EXPECT_THAT(out.str(), StartsWith(file + ":12:31: error F021: "));
    EXPECT_THAT(out.str(), EndsWith("1 file checked: 1 error, 0 warnings.\n"));
}

TEST_F(FlowsCheck, AConversationIsNamedLikeAnywhereAndItsTranslationsAreLookedAtWithIt) {
    EXPECT_EQ(check({{"closing"}, {}, "text"}), exit_clean) << out.str();
    EXPECT_EQ(out.str(), "4 files checked; all is well.\n");
    EXPECT_EQ(check({{"closng"}, {}, "text"}), exit_could_not_run);
    EXPECT_EQ(complaints.str(), "waymark: there is no conversation called \"closng\"; did you mean \"closing\"?\n");
}

TEST_F(FlowsCheck, OfAFolderOnlyWhatIsNamedIsLookedAt) {
    write("flows/thanks.yaml", thanks);
    auto broken = thanks;
    broken.replace(broken.find("flow: thanks"), 12, "flow: broken");
    broken.replace(broken.find("kind: text"), 10, "kind: txet");
    write("flows/broken.yaml", broken);
    EXPECT_EQ(check({{"thanks"}, {folder.string()}, "text"}), exit_clean) << out.str();
    EXPECT_EQ(check({{"thanks", "broken"}, {folder.string()}, "text"}), exit_errors);
    EXPECT_THAT(out.str(), HasSubstr("broken.yaml:10:21: error F015: "));
}

TEST_F(FlowsCheck, AFileIsCalledLikeItsConversation) {
    const auto file = write("flows/kudos.yaml", thanks);
    EXPECT_EQ(check({{}, {folder.string()}, "text"}), exit_errors);
    EXPECT_THAT(out.str(),
                HasSubstr("flows/kudos.yaml:1:7: error C021: this conversation is called \"thanks\", and its "
                          "file kudos.yaml\nflow: thanks\n      ^ call the file thanks.yaml\n"));
    EXPECT_EQ(check({{file}, {}, "text"}), exit_errors);
}

TEST_F(FlowsCheck, AFolderIsCheckedWithScripts) {
    write("flows/thanks.yaml", thanks);
    for (const auto& name : {folder.string(), folder.string() + "/"}) {
        complaints.str("");
        EXPECT_EQ(check({{name}, {}, "text"}), exit_could_not_run);
        EXPECT_EQ(complaints.str(),
                  "waymark: " + name + " is a folder; say --scripts " + name + " to check what is in it.\n");
    }
}

TEST_F(FlowsCheck, TwoConversationsThatBeginWithOneWordAreBothNamed) {
    auto one = thanks;
    one.insert(one.find("people:"), "words: [merci, gracias]\n");
    auto other = one;
    other.replace(other.find("thanks"), 6, "praise");
    other.replace(other.find("[merci, gracias]"), 16, "[hola, Merci]");
    write("flows/thanks.yaml", one);
    write("flows/praise.yaml", other);
    EXPECT_EQ(check({{}, {folder.string()}, "text"}), exit_errors);
    EXPECT_THAT(out.str(), HasSubstr("error F028: \"merci\" begins the conversation \"praise\" too"));
    EXPECT_THAT(out.str(), HasSubstr("error F028: \"Merci\" begins the conversation \"thanks\" too"));
}

TEST_F(FlowsCheck, MachinesGetJsonAndSarif) {
    const auto file = write("thanks.yaml", thanks);
    EXPECT_EQ(check({{file}, {}, "sarif"}), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("\"2.1.0\""));
}

TEST_F(FlowsCheck, WhatCannotBeReadIsSaidAndNothingIsChecked) {
    EXPECT_EQ(check({{"/nowhere.yaml"}, {}, "text"}), exit_could_not_run);
    EXPECT_THAT(complaints.str(), HasSubstr("/nowhere.yaml cannot be read"));
    EXPECT_EQ(check({{}, {"/nowhere"}, "text"}), exit_could_not_run);
}

TEST_F(FlowsCheck, AFolderOfOnesOwnAddsFlowsAndTakesThePlaceOfShippedOnes) {
    write("flows/thanks.yaml", thanks);
    std::vector<diagnostic> problems;
    const auto shipped = gather_scripts({}, problems);
    auto files = gather_scripts({folder.string()}, problems);
    EXPECT_EQ(files.size(), shipped.size() + 1);
    write("flows/closing.yaml", thanks);
    files = gather_scripts({folder.string()}, problems);
    EXPECT_EQ(files.size(), shipped.size() + 1);
    EXPECT_TRUE(problems.empty());
    const auto scripts = load_scripts(gather_scripts({}, problems));
    EXPECT_NE(scripts.book.flows.newest("closing"), nullptr);
}

}  // namespace
}  // namespace waymark
