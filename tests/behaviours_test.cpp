// tests/behaviours.md names a test for every behaviour of the catalogue, and each of these says which one it is about.
#include <gmock/gmock.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(WAYMARK_SOURCE_DIR) / "tests";

/// How many behaviours each group of the catalogue has: 0.1 to 0.23, 1.1 to 1.22, and so on.
constexpr std::array behaviours_of_group{23, 22, 18, 17, 9};

std::string contents(const fs::path& file) {
    std::ostringstream all;
    all << std::ifstream(file).rdbuf();
    return std::move(all).str();
}

/// What the row of a behaviour names.
struct named {
    std::vector<std::string> carried_by;  ///< conversations and rules
    std::vector<std::string> tests;
};

std::vector<std::string> all_in(const std::string& text, const std::regex& what) {
    std::vector<std::string> out;
    for (std::sregex_iterator one(text.begin(), text.end(), what), end; one != end; ++one) out.push_back((*one)[1]);
    return out;
}

std::map<std::string, named> listed() {
    std::map<std::string, named> out;
    const std::regex row(R"(^\| (\d\.\d+) \|[^|]*\|([^|]*)\|([^|]*)\|$)");
    const std::regex name(R"(`([a-z_]+)`)");
    const std::regex link(R"(\]\(([^)]+)\))");
    std::istringstream lines(contents(folder / "behaviours.md"));
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (!std::regex_match(line, found, row)) continue;
        EXPECT_FALSE(out.contains(found[1])) << found[1] << " has two rows";
        out[found[1]] = {all_in(found[2], name), all_in(found[3], link)};
    }
    return out;
}

TEST(Behaviours, EachOfTheCatalogueHasARowAndNothingElseHas) {
    std::vector<std::string> all;
    for (std::size_t group = 0; group < behaviours_of_group.size(); ++group)
        for (int one = 1; one <= behaviours_of_group.at(group); ++one)
            all.push_back(std::to_string(group) + "." + std::to_string(one));
    std::vector<std::string> rows;
    for (const auto& [id, names] : listed()) rows.push_back(id);
    EXPECT_THAT(rows, testing::UnorderedElementsAreArray(all));
}

/// A transcript has no name but the remark that it begins with: "# 0.10 1.4: before it just fades, both are asked."
std::set<std::string> named_by_transcript(const std::string& text) {
    std::istringstream lines(text);
    std::string remark;
    for (std::string line; std::getline(lines, line) && line.starts_with('#');) remark += line + '\n';
    const auto ids = all_in(remark, std::regex(R"((?:^|[^0-9.])(\d\.\d+)(?![0-9.]*[0-9]))"));
    return {ids.begin(), ids.end()};
}

/// The names of tests end in the behaviours they are about: "a_pause_is_of_one_pair_1_15", "..._4_1_0_5".
std::set<std::string> named_by_tests(const std::string& source) {
    std::set<std::string> out;
    for (const auto& ids : all_in(source, std::regex(R"(TEST(?:_F|_P)?\(\w+,\s*\w*?[A-Za-z]((?:_\d_\d+)+)\))")))
        for (const auto& id : all_in(ids, std::regex(R"(_(\d_\d+))")))
            out.insert(std::regex_replace(id, std::regex("_"), "."));
    return out;
}

std::set<std::string> named_in(const std::string& test) {
    const auto text = contents(folder / test);
    return test.ends_with(".plan") ? named_by_transcript(text) : named_by_tests(text);
}

TEST(Behaviours, EachHasATestWhoseNameSaysSo) {
    for (const auto& [id, names] : listed()) {
        EXPECT_THAT(names.tests, testing::Not(testing::IsEmpty())) << id;
        for (const auto& test : names.tests) {
            ASSERT_TRUE(fs::is_regular_file(folder / test)) << id << ": " << test;
            EXPECT_THAT(named_in(test), testing::Contains(id)) << test << " has no test that is named after " << id;
        }
    }
}

TEST(Behaviours, ARemarkBesideATestNamesNothing) {
    EXPECT_THAT(named_by_tests("// 1.2\nTEST_F(pairs, rest_2_14_3_11) {}  // 4.1\nint about_0_5();"),
                testing::ElementsAre("2.14", "3.11"));
    EXPECT_THAT(named_by_tests("TEST(Pairs,\n     ThatAreMany_1_16) { EXPECT_EQ(share, 1.7); }"),
                testing::ElementsAre("1.16"));
    EXPECT_THAT(named_by_transcript("# 0.10 1.4: both.\n# And 3.17.\nstart x@1  at 2026\n# 0.11\nAnn: 2.9\n"),
                testing::ElementsAre("0.10", "1.4", "3.17"));
}

/// Conversations and rules that ship, and the key of the stages.
std::set<std::string> everything_that_carries() {
    std::set<std::string> out{"stages"};
    const auto root = folder.parent_path() / "conversations";
    for (const auto& file : fs::directory_iterator(root / "flows")) out.insert(file.path().stem().string());
    const std::regex rule(R"(- id: ([a-z_]+))");
    for (const auto& file : fs::directory_iterator(root / "programmes"))
        if (file.path().extension() == ".yaml")
            for (const auto& id : all_in(contents(file.path()), rule)) out.insert(id);
    return out;
}

TEST(Behaviours, WhatIsSaidToCarryThemShips) {
    const auto known = everything_that_carries();
    for (const auto& [id, names] : listed())
        for (const auto& one : names.carried_by) EXPECT_TRUE(known.contains(one)) << id << ": " << one;
}

TEST(Behaviours, ATranscriptPlaysAConversationOfItsRow) {
    const std::regex start(R"(\nstart ([a-z_]+)@)");
    for (const auto& [id, names] : listed())
        for (const auto& test : names.tests) {
            if (!test.ends_with(".plan")) continue;
            const auto played = all_in("\n" + contents(folder / test), start);
            EXPECT_THAT(names.carried_by, testing::IsSupersetOf(played)) << id << ": " << test;
            EXPECT_FALSE(played.empty()) << test;
        }
}

}  // namespace
