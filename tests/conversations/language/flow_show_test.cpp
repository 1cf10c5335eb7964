#include "conversations/language/flow_show.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace waymark {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string content(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(std::filesystem::path(WAYMARK_SOURCE_DIR) / file).rdbuf();
    return text.str();
}

flow shipped(const std::string& name) {
    std::vector<diagnostic> problems;
    return read_flow(name, content("conversations/flows/" + name + ".yaml"), problems).value_or(flow{});
}

translation spanish(const std::string& name) {
    std::vector<diagnostic> problems;
    return read_translation(name, content("conversations/texts/es/" + name + ".yaml"), problems)
        .value_or(translation{});
}

translation read_back(const std::string& text, std::vector<diagnostic>& problems) {
    return read_translation("back.yaml", text, problems).value_or(translation{});
}

TEST(flow_show, tells_each_lane_and_who_sees_an_answer) {
    const auto text = show_flow(shipped("closing"));
    EXPECT_THAT(text, HasSubstr("The mentor\n"));
    EXPECT_THAT(text, HasSubstr("The mentee\n"));
    EXPECT_THAT(text, HasSubstr("seen by: the other person, when both have answered"));
    EXPECT_THAT(text, HasSubstr("after 9d: goes on at next_step"));
    const auto mentee = text.substr(text.find("The mentee\n"));
    EXPECT_THAT(mentee, Not(HasSubstr("What growth have you seen")));
}

TEST(flow_show, tells_what_somebody_is_shown_who_asks_for_an_example) {
    const auto one = shipped("closing");
    const auto asked =
        std::ranges::find_if(one.steps, [](const flow_step& step) { return step.ask && !step.ask->example.empty(); });
    ASSERT_NE(asked, one.steps.end());
    const auto& example = asked->ask->example.text;
    EXPECT_THAT(show_flow(one), HasSubstr("    example: " + example.substr(0, example.find('\n')) + "\n"));
}

TEST(flow_show, graph_has_a_cluster_for_each_lane_and_the_give_ups) {
    const auto dot = graph_flow(shipped("closing"));
    EXPECT_THAT(dot, HasSubstr("subgraph \"cluster_mentor\""));
    EXPECT_THAT(dot, HasSubstr("subgraph \"cluster_mentee\""));
    EXPECT_THAT(dot, HasSubstr("\"mentor/victories\" -> \"mentor/next_step\" [label=\"9d\", style=dashed]"));
    EXPECT_THAT(dot, HasSubstr("\"mentee/victories\" -> \"open_victories\" [style=dotted]"));
}

TEST(flow_show, an_exported_translation_reads_back_as_it_was) {
    for (const auto& file :
         std::filesystem::directory_iterator(std::string(WAYMARK_SOURCE_DIR) + "/conversations/flows")) {
        if (file.path().extension() != ".yaml") continue;
        const auto name = file.path().stem().string();
        const auto one = shipped(name);
        const auto known = spanish(name);
        std::vector<diagnostic> problems;
        const auto back = read_back(export_texts(one, "es", &known), problems);
        check_translation("back.yaml", {}, back, one, problems);
        EXPECT_TRUE(problems.empty()) << name << problems.front().text;
        ASSERT_EQ(back.entries.size(), known.entries.size());
        for (const auto& [key, entry] : known.entries) EXPECT_EQ(back.entries.at(key).text, entry.text);
    }
}

TEST(flow_show, an_empty_export_leaves_every_text_to_translate) {
    const auto one = shipped("joining");
    std::vector<diagnostic> problems;
    const auto back = read_back(export_texts(one, "fr", nullptr), problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_TRUE(back.entries.empty());
    check_translation("back.yaml", {}, back, one, problems);
    EXPECT_EQ(problems.size(), texts_of(one).size());
    EXPECT_FALSE(any_error(problems));
}

TEST(flow_show, a_changed_text_is_exported_with_its_old_translation_as_a_comment) {
    auto one = shipped("joining");
    const auto known = spanish("joining");
    one.title.text = "Joining anew";
    const auto text = export_texts(one, "es", &known);
    EXPECT_THAT(text, HasSubstr("# the text has changed; before, it was: " + known.entries.at("title").text));
}

TEST(flow_show, import_takes_the_translators_texts_and_keeps_the_others) {
    const auto one = shipped("joining");
    const auto known = spanish("joining");
    translation edited;
    edited.language = "es";
    edited.flow = "joining";
    edited.entries["title"] = {one.title.text, "Con ganas \"nuevas\"", {}, {}};
    std::vector<diagnostic> problems;
    const auto back = read_back(import_texts(one, edited, &known), problems);
    EXPECT_EQ(back.entries.at("title").text, "Con ganas \"nuevas\"");
    EXPECT_EQ(back.entries.at("join.ask").text, known.entries.at("join.ask").text);
}

TEST(structure_hash, changes_with_the_structure_and_not_with_the_words) {
    const auto one = shipped("closing");
    auto reworded = one;
    reworded.title.text = "Another title";
    reworded.steps[1].say.text = "Other words.";
    EXPECT_EQ(structure_hash(reworded), one.structure_hash);
    auto rebuilt = one;
    rebuilt.steps[1].ask->seen_by = audience::programme;
    EXPECT_NE(structure_hash(rebuilt), one.structure_hash);
    auto longer = one;
    longer.steps[1].ask->after_silence->after += std::chrono::hours(1);
    EXPECT_NE(structure_hash(longer), one.structure_hash);
}

TEST(flow_library, finds_the_text_in_the_language_its_base_or_the_flows_own) {
    flow_library library;
    auto one = shipped("joining");
    library.add(one);
    library.add_texts(one.ref, "es", {{"title", "Participar"}});
    const auto* found = library.newest("joining");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(library.text(*found, found->title, "es-MX", {}), "Participar");
    EXPECT_EQ(library.text(*found, found->title, "fr", {}), "Joining");
    EXPECT_EQ(library.started_by("Join!"), found);
    EXPECT_EQ(library.started_by("unknown"), nullptr);
}

}  // namespace
}  // namespace waymark
