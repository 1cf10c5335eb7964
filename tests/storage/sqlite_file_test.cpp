#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

using example::noon;
using testing::HasSubstr;

TEST(SqliteFile, ASecondOpeningIsRefusedAndNamesTheLockAndItsHolder) {
    const example::database db;
    const auto second = open_sqlite(db.path());
    EXPECT_EQ(second.at, nullptr);
    EXPECT_EQ(second.problem.code, store_errc::locked_elsewhere);
    EXPECT_THAT(second.problem.words, HasSubstr(db.path() + ".lock"));
    EXPECT_THAT(second.problem.words, HasSubstr(std::to_string(::getpid())));
}

TEST(SqliteFile, ANewerDatabaseIsRefusedAndBothVersionsNamed) {
    example::database db;
    db.close();
    SQLite::Database(db.path(), SQLite::OPEN_READWRITE).exec("INSERT INTO schema_version VALUES(99)");
    const auto opened = open_sqlite(db.path());
    EXPECT_EQ(opened.problem.code, store_errc::newer_schema);
    EXPECT_THAT(opened.problem.words, HasSubstr("99"));
    EXPECT_THAT(opened.problem.words, HasSubstr("knows schema 1"));
}

TEST(SqliteFile, AnotherWritersLockIsAnErrorWithinTwoSecondsAndPasses) {
    example::database db;
    SQLite::Database other(db.path(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(db.at().accept(example::said("a"), noon).error(), store_errc::unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
    other.exec("ROLLBACK");
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
}

/// A limit on the size of files stands in for a full disk.
TEST(SqliteFile, AFullDiskIsAnErrorAndWorksAgainWithoutOpeningAgain) {
    example::database db;
    const std::string large(1 << 20, 'x');
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    auto small = before;
    small.rlim_cur = 512 * 1024;
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto refused = db.at().set_fact("large", large);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    (void)::signal(SIGXFSZ, handler);  // it was this one before
    ASSERT_TRUE(refused.has_error());
    EXPECT_THAT(refused.error(),
                testing::AnyOf(make_error_code(store_errc::disk_full), make_error_code(store_errc::unavailable)));
    EXPECT_EQ(db.at().fact("large").value(), std::nullopt);
    ASSERT_TRUE(db.at().set_fact("large", large));
    EXPECT_EQ(db.at().fact("large").value(), large);
}

TEST(SqliteFile, AFailureSwallowedWithinATransactionStillUndoesAllOfIt) {
    example::database db;
    SQLite::Database(db.path(), SQLite::OPEN_READWRITE).exec("DROP TABLE fact");
    const auto done = db.at().transaction([&]() -> result<void> {
        EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
        EXPECT_TRUE(db.at().set_fact("a", "b").has_error());
        return {};
    });
    EXPECT_TRUE(done.has_error());
    EXPECT_EQ(db.at().health()->inbox, 0);
}

}  // namespace
}  // namespace waymark
