// tests/behaviours.md names a test for every behaviour of the catalogue, and each of these says which one it is about.
#include <gmock/gmock.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
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

/// The tests named in the row of each behaviour.
std::map<std::string, std::vector<std::string>> listed() {
    std::map<std::string, std::vector<std::string>> out;
    const std::regex row(R"(^\| (\d\.\d+) \|(.*)\|$)");
    const std::regex link(R"(\]\(([^)]+)\))");
    std::istringstream lines(contents(folder / "behaviours.md"));
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (!std::regex_match(line, found, row)) continue;
        EXPECT_FALSE(out.contains(found[1])) << found[1] << " has two rows";
        auto& tests = out[found[1]];
        const std::string rest = found[2];
        for (std::sregex_iterator one(rest.begin(), rest.end(), link), end; one != end; ++one)
            tests.push_back((*one)[1]);
    }
    return out;
}

TEST(Behaviours, EachOfTheCatalogueHasARowAndNothingElseHas) {
    std::vector<std::string> all;
    for (std::size_t group = 0; group < behaviours_of_group.size(); ++group)
        for (int one = 1; one <= behaviours_of_group.at(group); ++one)
            all.push_back(std::to_string(group) + "." + std::to_string(one));
    std::vector<std::string> rows;
    for (const auto& [id, tests] : listed()) rows.push_back(id);
    EXPECT_THAT(rows, testing::UnorderedElementsAreArray(all));
}

TEST(Behaviours, EachHasATestThatNamesIt) {
    for (const auto& [id, tests] : listed()) {
        EXPECT_THAT(tests, testing::Not(testing::IsEmpty())) << id;
        for (const auto& test : tests) {
            const auto file = folder / test;
            ASSERT_TRUE(fs::is_regular_file(file)) << id << ": " << test;
            const std::regex name("(^|[^0-9.])" + std::regex_replace(id, std::regex(R"(\.)"), R"(\.)") + "([^0-9]|$)");
            EXPECT_TRUE(std::regex_search(contents(file), name)) << test << " does not say that it is about " << id;
        }
    }
}

}  // namespace
