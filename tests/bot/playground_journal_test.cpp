#include "bot/playground/journal.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace waymark {
namespace {

using testing::IsEmpty;

struct PlaygroundJournal : testing::Test {
    std::string file = testing::TempDir() + "waymark-journal-" + std::to_string(getpid());
    ~PlaygroundJournal() override { std::filesystem::remove(file); }
};

TEST_F(PlaygroundJournal, IsEmptyBeforeTheFirstRun) {
    const auto journal = read_journal(file);
    EXPECT_THAT(journal.lines, IsEmpty());
    EXPECT_FALSE(journal.stood_at);
}

TEST_F(PlaygroundJournal, TheClockGoesOnWhereTheLatestLineLeftItAndACutLineIsLeftOut) {
    std::ofstream(file) << R"({"is":"own","at":5000,"id":"a","person":"bo","text":"x"})" << '\n'
                        << R"({"is":"clock","now":9000,"moving":false,"note":""})" << '\n'
                        << R"({"is":"bot","at":7000,"id":"b","person":"bo","text":[]})" << '\n'
                        << R"({"is":"bot","at":99)";
    const auto journal = read_journal(file);
    EXPECT_EQ(journal.lines.size(), 3U);
    EXPECT_EQ(journal.stood_at, instant{std::chrono::milliseconds(9000)});
}

}  // namespace
}  // namespace waymark
