// One file per problem in tests/flows/bad, each beside the full text an author gets to see. Set WAYMARK_REWRITE=1 to
// write the expected texts anew, then read the difference before committing it.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "conversations/language/flow_reader.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

const fs::path root = WAYMARK_SOURCE_DIR;
const fs::path folder = root / "tests/flows/bad";

std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

fs::path with_ending(fs::path file, const std::string& ending) {
    return file.replace_extension(ending);
}

/// The flow itself, and two that ship.
flow_library flows_beside(const flow& one) {
    std::vector<diagnostic> none;
    flow_library out;
    for (const std::string name : {"silence_care.yaml", "drift_question.yaml"})
        out.add(read_flow(name, content(root / "conversations/flows" / name), none).value());
    out.add(one);
    return out;
}

bot_texts words() {
    std::vector<diagnostic> none;
    bot_texts out;
    for (const std::string language : {"en", "es"}) {
        const auto text = content(root / "conversations/texts" / language / "bot.yaml");
        out.add(language, read_phrases("bot.yaml", text, none).value());
    }
    return out;
}

/// What the checker says about a bad file: a translation when a flow lies beside it, else a flow.
std::string problems_of(const fs::path& file) {
    const auto source = content(file);
    const auto name = file.filename().string();
    std::vector<diagnostic> problems;
    if (const auto beside = with_ending(file, ".flow"); fs::exists(beside)) {
        std::vector<diagnostic> none;
        const auto flow = read_flow("talk.yaml", content(beside), none);
        EXPECT_TRUE(none.empty()) << name;
        const auto texts = read_translation(name, source, problems);
        if (flow && texts) check_translation(name, source, *texts, *flow, problems);
    } else {
        const auto flow = read_flow(name, source, problems);
        auto hash = content(with_ending(file, ".published"));
        if (hash.ends_with('\n')) hash.pop_back();
        if (flow) check_published(name, *flow, hash, problems);
        if (flow) check_others(name, source, *flow, flows_beside(*flow), words(), problems);
    }
    std::string out;
    for (const auto& one : problems) out += show(one, source);
    return out;
}

std::vector<fs::path> bad_files() {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(folder))
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    std::ranges::sort(files);
    return files;
}

TEST(bad_files, each_gets_exactly_the_text_beside_it) {
    const bool rewrite = std::getenv("WAYMARK_REWRITE") != nullptr;  // NOLINT(concurrency-mt-unsafe)
    for (const auto& file : bad_files()) {
        const auto said = problems_of(file);
        const auto expected = with_ending(file, ".expected");
        if (rewrite) std::ofstream(expected) << said;
        EXPECT_EQ(said, content(expected)) << file.filename();
        EXPECT_THAT(said, testing::HasSubstr(" " + file.filename().string().substr(0, 4) + ": ")) << file.filename();
    }
}

TEST(bad_files, there_is_one_for_every_code_in_the_table) {
    const auto table = content(root / "conversations/language/README.md");
    std::set<std::string> documented;
    const std::regex row(R"(\| (F\d{3}) \|)");
    for (std::sregex_iterator at(table.begin(), table.end(), row), end; at != end; ++at) documented.insert((*at)[1]);
    std::set<std::string> shown;
    for (const auto& file : bad_files()) shown.insert(file.filename().string().substr(0, 4));
    EXPECT_GE(documented.size(), 20U);
    EXPECT_EQ(documented, shown);
}

TEST(bad_files, every_code_in_the_sources_is_in_the_table) {
    const auto table = content(root / "conversations/language/README.md");
    const std::regex code(R"re("(F\d{3})")re");
    for (const auto& file : fs::directory_iterator(root / "conversations/language")) {
        if (file.path().extension() != ".cpp") continue;
        const auto source = content(file.path());
        for (std::sregex_iterator at(source.begin(), source.end(), code), end; at != end; ++at)
            EXPECT_THAT(table, testing::HasSubstr("| " + (*at)[1].str() + " |")) << file.path().filename();
    }
}

}  // namespace
}  // namespace waymark
