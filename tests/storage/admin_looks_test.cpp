// What admins have looked at is kept beside the database, for a year, and is at hand when somebody asks for their data.
#include "storage/admin_looks.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr instant today{std::chrono::sys_days(std::chrono::June / 2 / 2026)};

struct AdminLooks : ::testing::Test {
    AdminLooks() { fs::create_directories(folder); }
    ~AdminLooks() override { fs::remove_all(folder); }
    const fs::path folder = fs::temp_directory_path() / ("waymark_looks_" + std::to_string(::getpid()));
    const std::string database = (folder / "w.db").string();
};

TEST_F(AdminLooks, AreKeptForAYearAndOnlyByTheirOwner) {
    EXPECT_THAT(looks_at(database), IsEmpty());
    ASSERT_TRUE(note_look(database, {today - std::chrono::days(370), "report", {"six"}}));
    ASSERT_TRUE(note_look(database, {today - std::chrono::days(10), "match", {"six"}}));
    ASSERT_TRUE(note_look(database, {today, "status", {}}));
    EXPECT_THAT(looks_at(database), ElementsAre(Field(&admin_look::what, "match"), Field(&admin_look::what, "status")));
    EXPECT_EQ(looks_at(database)[0].programme.text, "six");
    EXPECT_EQ(looks_at(database)[1].at, today);
    EXPECT_EQ(fs::status(database + ".looks").permissions() & (fs::perms::group_all | fs::perms::others_all),
              fs::perms::none);
}

TEST_F(AdminLooks, AreAtHandInATurnThatAsksForTheHistory) {
    auto opened = open_sqlite(database);
    ASSERT_TRUE(opened.at);
    ASSERT_TRUE(note_look(database, {today, "report", {"six"}}));
    std::vector<std::size_t> seen;
    const auto step = [&](const world& before) {
        seen.push_back(before.looks.size());
        turn_outcome out;
        out.history_needed = !before.history;
        return out;
    };
    ASSERT_TRUE(opened.at->turn(turn_owner(person_id{"ann"}), step, {}, today));
    EXPECT_THAT(seen, ElementsAre(0U, 1U));
}

}  // namespace
}  // namespace waymark
