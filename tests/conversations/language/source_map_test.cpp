#include "conversations/language/source_map.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <random>

#include "conversations/language/flow_reader.hpp"
#include "tests/support/seed.hpp"

namespace waymark {
namespace {

TEST(source_map, knows_where_everything_stands) {
    std::vector<diagnostic> problems;
    const auto root = read_yaml("a.yaml", "name: \"Zoë\"\nlist:\n  - one\n  - { key: value }\n", problems);
    ASSERT_TRUE(root.has_value());
    EXPECT_TRUE(problems.empty());
    EXPECT_TRUE(root->find("name")->quoted);
    EXPECT_EQ(root->find("name")->text, "Zoë");
    const auto& item = root->find("list")->items.at(1);
    EXPECT_EQ(item.at.line, 4);
    EXPECT_EQ(item.find("key")->at.column, 12);
}

TEST(source_map, refuses_what_is_larger_than_its_limits) {
    std::vector<diagnostic> problems;
    EXPECT_FALSE(read_yaml("a.yaml", "[1, 2, 3, 4]", problems, {1024, 4, 3}).has_value());
    EXPECT_FALSE(read_yaml("a.yaml", std::string(2000, 'x'), problems, {1024, 4, 3}).has_value());
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].code, "F002");
    EXPECT_EQ(problems[1].code, "F002");
}

TEST(source_map, an_empty_file_is_a_problem_and_no_crash) {
    std::vector<diagnostic> problems;
    EXPECT_FALSE(read_yaml("a.yaml", "# nothing\n", problems).has_value());
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].text, "the file is empty");
}

TEST(diagnostic, the_caret_stands_under_the_place_after_tabs_and_wide_letters) {
    const diagnostic one{"a.yaml", {1, 8}, severity::error, "F021", "no", "yes"};
    EXPECT_EQ(show(one, "\tsüß: 日x"), "a.yaml:1:8: error F021: no\n\tsüß: 日x\n\t       ^ yes\n");
}

TEST(diagnostic, json_and_sarif_hold_every_problem_even_with_broken_bytes) {
    const std::vector<diagnostic> all{{"a\xff.yaml", {3, 4}, severity::warning, "F022", "lost \xfe", "lead to it"},
                                      {"b.yaml", {}, severity::error, "F050", "changed", ""}};
    const auto list = nlohmann::json::parse(show_json(all));
    EXPECT_EQ(list.at(0).at("line").get<int>(), 3);
    const auto sarif = nlohmann::json::parse(show_sarif(all));
    EXPECT_EQ(sarif.at("version").get<std::string>(), "2.1.0");
    const auto& results = sarif.at("runs").at(0).at("results");
    ASSERT_EQ(results.size(), 2U);
    EXPECT_EQ(results.at(0).at("level").get<std::string>(), "warning");
    EXPECT_FALSE(results.at(1).at("locations").at(0).at("physicalLocation").contains("region"));
}

TEST(diagnostic, nearest_finds_slips_and_not_other_words) {
    EXPECT_EQ(nearest("lesons", {"victories", "lessons"}), "lessons");
    EXPECT_EQ(nearest("seen_yb", {"say", "seen_by"}), "seen_by");
    EXPECT_EQ(nearest("contact", {"victories", "lessons"}), "");
}

TEST(flow_reader, reads_any_bytes_without_harm) {
    const unsigned seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    std::mt19937 random(seed);
    const std::string pieces[] = {"steps:\n",
                                  "  - id: a\n",
                                  "    ask: b?\n",
                                  "{",
                                  "}",
                                  "[",
                                  "]",
                                  ": ",
                                  "\"",
                                  "'",
                                  "|\n",
                                  "    next: a\n",
                                  "together:\n",
                                  "people: [a, b]\n",
                                  "\t",
                                  "\xff",
                                  "- ",
                                  "?",
                                  "&x ",
                                  "*x",
                                  "    answer: { kind: choice, options: {",
                                  "\n",
                                  "for: a",
                                  "{me.answer.a}",
                                  "only_if: { a: "};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto length = random() % 30; length > 0; --length) text += pieces[random() % std::size(pieces)];
        std::vector<diagnostic> problems;
        const auto flow = read_flow("a.yaml", text, problems);
        EXPECT_TRUE(flow.has_value() || !problems.empty()) << text;
        for (const auto& one : problems) EXPECT_FALSE(show(one, text).empty());
    }
}

}  // namespace
}  // namespace waymark
