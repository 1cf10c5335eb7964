#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "storage/backup.hpp"
#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/sqlite_db.hpp"
#include "tests/storage/cut_disk.hpp"
#include "tests/storage/life_of_mia.hpp"

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

TEST(SqliteFile, DatabasesInMemoryKeepToThemselvesAndLeaveNoFile) {
    const auto one = open_sqlite_in_memory();
    const auto other = open_sqlite_in_memory();
    ASSERT_NE(one.at, nullptr);
    ASSERT_NE(other.at, nullptr);
    ASSERT_FALSE(one.at->set_fact("name", "ann").has_error());
    EXPECT_EQ(one.at->fact("name").value(), "ann");
    EXPECT_EQ(other.at->fact("name").value(), std::nullopt);
    EXPECT_FALSE(std::filesystem::exists(":memory:"));
    EXPECT_FALSE(std::filesystem::exists(":memory:.lock"));
}

TEST(SqliteFile, ACopyInMemoryIsOfOneMomentAndNothingOfItIsSeenOutside) {
    example::database db;
    example::live(db.at());
    ASSERT_TRUE(example::forget_mia(db.at()));
    const auto copy = open_sqlite_copy(db.path());  // while the other one is open, as when Waymark runs
    ASSERT_NE(copy.at, nullptr) << copy.problem.words;
    ASSERT_FALSE(db.at().set_fact("rules", "8").has_error());
    EXPECT_EQ(copy.at->fact("rules").value(), "7");
    EXPECT_TRUE(*copy.at->is_forgotten(example::mia)) << "nobody comes back in a copy either";
    EXPECT_EQ(copy.at->load(turn_owner(example::max))->people.count(example::max), 1U);
    turn_outcome gone;
    gone.forgotten = {example::max};
    ASSERT_TRUE(copy.at->turn(turn_owner(example::max), [&](const world&) { return gone; }, {}, noon));
    EXPECT_TRUE(*copy.at->is_forgotten(example::max));
    db.reopen();
    EXPECT_FALSE(*db.at().is_forgotten(example::max));
    EXPECT_EQ(db.at().load(turn_owner(example::max))->people.count(example::max), 1U);
    EXPECT_EQ(open_sqlite_copy(db.path() + ".none").problem.code, store_errc::unavailable);
    EXPECT_FALSE(std::filesystem::exists(db.path() + ".none"));
}

TEST(SqliteFile, ANewerDatabaseIsRefusedAndBothVersionsNamed) {
    example::database db;
    db.close();
    SQLite::Database(db.path(), SQLite::OPEN_READWRITE).exec("INSERT INTO schema_version VALUES(99)");
    const auto opened = open_sqlite(db.path());
    EXPECT_EQ(opened.problem.code, store_errc::newer_schema);
    EXPECT_THAT(opened.problem.words, HasSubstr("99"));
    EXPECT_THAT(opened.problem.words, HasSubstr("knows schema " + std::to_string(newest_schema())));
}

/// Another process that holds the database for writing until it is ended.
class other_writer {
  public:
    explicit other_writer(const std::string& path) {
        int ends[2] = {-1, -1};  // NOLINT(*-avoid-c-arrays)
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ == 0) {
            SQLite::Database held(path, SQLite::OPEN_READWRITE);
            held.exec("BEGIN IMMEDIATE");
            if (::write(ends[1], "x", 1) == 1) ::pause();
            ::_exit(0);
        }
        char ready = 0;
        ::close(ends[1]);
        if (::read(ends[0], &ready, 1) != 1) throw std::runtime_error("the other process does not hold the database");
        ::close(ends[0]);
    }
    ~other_writer() { end(); }
    other_writer(const other_writer&) = delete;
    other_writer& operator=(const other_writer&) = delete;
    void end() {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
        }
        child_ = 0;
    }

  private:
    pid_t child_ = 0;
};

TEST(SqliteFile, WhileAnotherProcessWritesNothingIsAcknowledgedAndTheRefusalComesWithinTwoSeconds) {
    example::database db;
    db.close();
    other_writer other(db.path());
    db.reopen();
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(db.at().accept(example::said("a"), noon).error(), store_errc::unavailable);
    EXPECT_EQ(db.at().accept(example::said("a"), noon).error(), store_errc::unavailable);  // waited behind the first
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
    other.end();
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
}

TEST(SqliteFile, AFullDiskIsAnErrorAndWorksAgainWithoutOpeningAgain) {
    cut_disk disk(1);
    {
        example::database db;
        int stored = 0;
        while (stored < 20 && db.at().accept(example::said(std::to_string(stored)), noon)) ++stored;
        disk.fill();
        for (int tries = 0; tries < 3; ++tries) {
            EXPECT_EQ(db.at().accept(example::said("a"), noon).error(), store_errc::disk_full);
            EXPECT_EQ(db.at().set_fact("a", "b").error(), store_errc::disk_full);
            EXPECT_EQ(db.at().health()->inbox, 20) << "reading goes on";
        }
        disk.fill(false);
        EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
        EXPECT_EQ(db.at().health()->inbox, 21);
        db.reopen();
        EXPECT_FALSE(*db.at().accept(example::said("a"), noon));
        db.close();
        EXPECT_FALSE(verify_database(db.path()));
    }
}

TEST(SqliteFile, WhatWasSaidInAnEventSetAsideLeavesTheFile) {
    example::database db;
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    ASSERT_TRUE(db.at().quarantine(db.at().claim_inbox(1, noon).value().at(0).id, "threw", noon));
    const auto kept = [&] {
        return open_reader(db.path(), {})
            .execAndGet("SELECT reason || ':' || (length(body) > 0) FROM quarantine")
            .getString();
    };
    EXPECT_EQ(kept(), "threw:1");
    EXPECT_TRUE(db.at().tidy(noon + std::chrono::days(7), 10));
    EXPECT_EQ(kept(), "threw:0");
}

TEST(SqliteFile, ACommitThatFindsTheDiskFullFailsWhole) {
    cut_disk disk(1);
    example::database db;
    const auto done = db.at().transaction([&]() -> result<void> {
        disk.fill();  // what is written only reaches the disk with the commit
        return db.at().set_fact("a", "b");
    });
    EXPECT_EQ(done.error(), store_errc::disk_full);
    disk.fill(false);
    EXPECT_EQ(db.at().fact("a").value(), std::nullopt);
    EXPECT_TRUE(db.at().set_fact("a", "b"));
}

/// A limit on the size of files fails otherwise than a full disk does.
TEST(SqliteFile, AFileThatMayNotGrowIsAnErrorAndWorksAgainWithoutOpeningAgain) {
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
    EXPECT_EQ(refused.error(), store_errc::unavailable);
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

/// The connection that was opened last.
sqlite3* last_opened = nullptr;
int note_opened(sqlite3* at, char** /*words*/, const void* /*routines*/) {
    last_opened = at;
    return SQLITE_OK;
}

/// What the last connection says to a question.
std::string setting(const std::string& question) {
    sqlite3_stmt* row = nullptr;
    sqlite3_prepare_v2(last_opened, question.c_str(), -1, &row, nullptr);
    std::string out = "nothing";
    if (sqlite3_step(row) == SQLITE_ROW) out = reinterpret_cast<const char*>(sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    return out;
}

// SQLite before 3.51.3 may lose data when two connections write or checkpoint at the same moment. It is avoided by
// construction: one connection does both, and this pins how each is opened.
TEST(SqliteFile, OneConnectionWritesWithFullSyncAndReadersNeitherWriteNorCheckpoint) {
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(note_opened));
    const example::database db;
    sqlite3* const writer = last_opened;
    EXPECT_EQ(setting("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(setting("PRAGMA synchronous"), "2") << "2 is FULL";
    EXPECT_EQ(setting("PRAGMA foreign_keys"), "1");
    EXPECT_EQ(setting("PRAGMA mmap_size"), "0");
    auto reader = open_reader(db.path(), {});
    sqlite3_reset_auto_extension();
    ASSERT_NE(last_opened, writer);
    EXPECT_EQ(sqlite3_db_readonly(reader.getHandle(), "main"), 1);
    EXPECT_EQ(setting("PRAGMA wal_autocheckpoint"), "0");
    int no_checkpoint_on_close = 0;
    sqlite3_db_config(reader.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &no_checkpoint_on_close);
    EXPECT_EQ(no_checkpoint_on_close, 1);
    EXPECT_THROW(reader.exec("DELETE FROM inbox"), SQLite::Exception);
    EXPECT_THROW(reader.exec("PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM inbox"), SQLite::Exception);
}

TEST(SqliteFile, EveryTableIsStrictAndWhatIsFoundByItsKeyStandsInItsOrder) {
    const example::database db;
    auto at = open_reader(db.path(), {});
    const auto tables = [&](const std::string& which) {
        std::vector<std::string> out;
        SQLite::Statement rows(at,
                               "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name "
                               "NOT LIKE 'sqlite%' AND " +
                                   which + " ORDER BY name");
        while (rows.executeStep()) out.push_back(rows.getColumn(0).getString());
        return out;
    };
    EXPECT_THAT(tables("NOT strict"), testing::IsEmpty());
    // whole states are large: in the order of their keys, few would lie on each page on the way to one
    EXPECT_THAT(tables("NOT wr"), testing::ElementsAre("data_key", "inbox", "outbox", "pair", "pair_log", "person",
                                                       "quarantine", "schema_version"));
}

}  // namespace
}  // namespace waymark
