// Every transcript in tests/flows goes as it is written: one test a file, so that a failure names its talk.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/script_library.hpp"
#include "conversations/plan/plan_player.hpp"
#include "conversations/plan/plan_reader.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
    static const auto path = fs::path(WAYMARK_SOURCE_DIR) / "tests/flows";
    return path;
}

std::vector<std::string> transcripts() {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder()))
        if (entry.path().extension() == ".plan") found.push_back(fs::relative(entry.path(), folder()).string());
    std::ranges::sort(found);
    return found;
}

const loaded_scripts& shipped() {
    static const auto scripts = [] {
        std::vector<diagnostic> problems;
        return load_scripts(gather_scripts({}, problems));
    }();
    return scripts;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    auto name = info.param.substr(0, info.param.rfind('.'));
    std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

class Transcript : public testing::TestWithParam<std::string> {};

TEST_P(Transcript, GoesAsWritten) {
    std::ostringstream text;
    text << std::ifstream(folder() / GetParam()).rdbuf();
    std::vector<diagnostic> problems;
    const auto read = read_plan(GetParam(), text.str(), problems);
    if (!any_error(problems)) check_plan(read, shipped().book.flows, problems);
    for (const auto& one : problems) ADD_FAILURE() << show(one, text.str());
    if (!problems.empty()) return;
    EXPECT_EQ(run_plan(shipped().book, read, text.str()).value_or(""), "");
}

INSTANTIATE_TEST_SUITE_P(Shipped, Transcript, testing::ValuesIn(transcripts()), test_name);

/// Each shipped conversation shows its main path; where it asks, also a silent partner, a changed answer and an early
/// leaver.
TEST(Transcripts, EveryShippedFlowHasAllFourKinds) {
    for (const auto* one : shipped().book.flows.all()) {
        const bool asks = std::ranges::any_of(one->steps, [](const flow_step& step) { return step.ask.has_value(); });
        for (const auto* kind : {"main", "silent_partner", "changed_answer", "early_leaver"})
            if (asks || std::string_view(kind) == "main")
                EXPECT_TRUE(fs::exists(folder() / one->ref.name / (std::string(kind) + ".plan")))
                    << one->ref.name << ' ' << kind;
    }
}

}  // namespace
}  // namespace waymark
