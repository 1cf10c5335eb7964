// One file per problem in tests/programmes/bad, each beside the full text an admin gets to see. Set WAYMARK_REWRITE=1
// to write the expected texts anew, then read the difference before committing it.
#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "conversations/programme/programme_reader.hpp"
#include "tests/conversations/programme/shipped_flows.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

const fs::path root = WAYMARK_SOURCE_DIR;

std::vector<fs::path> bad_files() {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(root / "tests/programmes/bad"))
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    std::ranges::sort(files);
    return files;
}

std::set<std::string> codes_in(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert((*at)[1]);
    return found;
}

std::set<std::string> documented_codes() {
    return codes_in(content(root / "conversations/programme/README.md"), std::regex(R"(\| (P\d{3}) \|)"));
}

TEST(BadProgrammes, EachGetsExactlyTheTextBesideIt) {
    const bool rewrite = std::getenv("WAYMARK_REWRITE") != nullptr;  // NOLINT(concurrency-mt-unsafe)
    const auto flows = shipped_flows();
    for (const auto& file : bad_files()) {
        const auto name = file.filename().string();
        const auto source = content(file);
        std::vector<diagnostic> problems;
        (void)read_programme(name, source, flows, shipped_texts(), problems);  // what is read of it is not looked at
        std::string said;
        for (const auto& one : problems) said += show(one, source);
        const auto expected = fs::path(file).replace_extension(".expected");
        if (rewrite) std::ofstream(expected) << said;
        EXPECT_EQ(said, content(expected)) << name;
        EXPECT_THAT(said, testing::HasSubstr(" " + name.substr(0, 4) + ": ")) << name;
    }
}

TEST(BadProgrammes, ThereIsOneForEveryCodeInTheTable) {
    std::set<std::string> shown;
    for (const auto& file : bad_files()) shown.insert(file.filename().string().substr(0, 4));
    EXPECT_GE(shown.size(), 20U);
    EXPECT_EQ(documented_codes(), shown);
}

TEST(BadProgrammes, EveryCodeInTheSourcesIsInTheTable) {
    std::set<std::string> used;
    for (const auto& file : fs::directory_iterator(root / "conversations/programme"))
        if (file.path().extension() == ".cpp")
            used.merge(codes_in(content(file.path()), std::regex(R"re("(P\d{3})")re")));
    EXPECT_GE(used.size(), 10U);
    EXPECT_THAT(documented_codes(), testing::IsSupersetOf(used));
}

}  // namespace
}  // namespace waymark
