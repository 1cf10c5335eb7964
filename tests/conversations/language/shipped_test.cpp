// Everything that ships passes its own checker.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "conversations/language/flow_reader.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::string all_problems(const std::vector<diagnostic>& problems, const std::string& source) {
    std::string out;
    for (const auto& one : problems) out += show(one, source);
    return out;
}

const fs::path root = WAYMARK_SOURCE_DIR;

TEST(shipped_scripts, every_flow_is_clean) {
    int count = 0;
    for (const auto& file : fs::directory_iterator(root / "conversations/flows")) {
        if (file.path().extension() != ".yaml") continue;
        ++count;
        const auto source = content(file.path());
        std::vector<diagnostic> problems;
        const auto flow = read_flow(file.path().filename().string(), source, problems);
        EXPECT_TRUE(flow.has_value());
        EXPECT_EQ(all_problems(problems, source), "");
    }
    EXPECT_GE(count, 6);
}

TEST(shipped_scripts, every_translation_fits_its_flow) {
    int count = 0;
    for (const auto& file : fs::recursive_directory_iterator(root / "conversations/texts")) {
        if (file.path().extension() != ".yaml") continue;
        ++count;
        const auto source = content(file.path());
        std::vector<diagnostic> problems;
        if (file.path().stem() == "bot") {
            EXPECT_TRUE(read_phrases(file.path().string(), source, problems).has_value());
        } else {
            const auto texts = read_translation(file.path().string(), source, problems);
            const auto script = root / "conversations/flows" / file.path().filename();
            const auto flow_source = content(script);
            std::vector<diagnostic> flow_problems;
            const auto flow = read_flow(script.string(), flow_source, flow_problems);
            ASSERT_TRUE(texts.has_value() && flow.has_value()) << file.path();
            EXPECT_EQ(texts->language, file.path().parent_path().filename());
            check_translation(file.path().string(), source, *texts, *flow, problems);
        }
        EXPECT_EQ(all_problems(problems, source), "");
    }
    EXPECT_GE(count, 6);
}

}  // namespace
}  // namespace waymark
