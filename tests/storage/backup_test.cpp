#include "storage/backup.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <fstream>

#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

using example::noon;
using testing::HasSubstr;

struct Backup : testing::Test {
    example::database db;
    std::string copy = db.path() + ".copy";
    std::string restored = db.path() + ".restored";
    key_place keys = db.keys();
};

TEST_F(Backup, ACopyOfARunningDatabaseHoldsWhatWasCommitted) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    const auto problem = back_up(db.path(), copy);
    ASSERT_FALSE(problem) << problem->words;
    EXPECT_TRUE(*db.at().accept(example::said("b"), noon));
    SQLite::Database at(copy, SQLite::OPEN_READONLY);
    EXPECT_EQ(at.execAndGet("SELECT count(*) FROM inbox").getInt(), 1);
}

TEST_F(Backup, ARestoredDatabaseOpensAndIsMarked) {
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    ASSERT_FALSE(back_up(db.path(), copy));
    const auto problem = restore(copy, restored, noon, keys);
    ASSERT_FALSE(problem) << problem->words;
    const auto opened = open_sqlite(restored, keys);
    ASSERT_NE(opened.at, nullptr) << opened.problem.words;
    EXPECT_EQ(opened.at->fact(restored_fact).value(), std::to_string(to_us(noon)));
    EXPECT_FALSE(*opened.at->accept(example::said("a"), noon));
    EXPECT_EQ(db.at().fact(restored_fact).value(), std::nullopt);
}

TEST_F(Backup, WhatWaitedInARestoredDatabaseIsAskedAboutBeforeItIsSent) {
    auto change = example::message("0-settled");
    change.kind = message_class::update;
    turn_outcome out;
    out.outbox = {change, example::message("1"), example::message("2")};
    ASSERT_TRUE(db.take(out));
    ASSERT_FALSE(back_up(db.path(), copy));
    ASSERT_FALSE(restore(copy, restored, noon, keys));
    EXPECT_FALSE(verify_database(restored, keys)) << verify_database(restored, keys)->words;
    const auto opened = open_sqlite(restored, keys);
    auto& at = *opened.at;
    const auto asked = at.unknown_sends(noon, 9).value();
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked.at(0).message.key.text, "1");
    EXPECT_EQ(asked.at(0).send_started, noon);
    EXPECT_TRUE(at.sendable(noon, {9}, {}).value().empty());

    const send_result one_more{send_result::outcome::retry_at, "", "unknown_unresolved", noon};
    ASSERT_TRUE(at.record_send(asked.at(0).id, one_more, noon));
    EXPECT_FALSE(verify_database(restored, keys)) << verify_database(restored, keys)->words;
    send_result arrived;
    arrived.platform_ref = "D0DM/1.000";
    ASSERT_TRUE(at.record_send(asked.at(0).id, arrived, noon));
    const send_result missing{send_result::outcome::retry_at, "", "unknown_unresolved", noon};
    ASSERT_TRUE(at.record_send(asked.at(1).id, missing, noon));
    const auto sent = example::begin_sends(at, noon, 9).value();
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent.at(0).message.key.text, "0-settled");
}

TEST_F(Backup, NothingIsOverwritten) {
    ASSERT_FALSE(back_up(db.path(), copy));
    EXPECT_EQ(back_up(db.path(), copy)->code, store_errc::misuse);
    ASSERT_FALSE(restore(copy, restored, noon, keys));
    EXPECT_EQ(restore(copy, restored, noon, keys)->code, store_errc::misuse);
    EXPECT_EQ(restore(copy, db.path(), noon)->code, store_errc::locked_elsewhere);
}

TEST_F(Backup, ADamagedCopyIsRefusedAndLeavesNoFile) {
    db.enrol();
    ASSERT_FALSE(back_up(db.path(), copy));
    {
        std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4096);
        file << std::string(4096, 'x');
    }
    EXPECT_TRUE(verify_database(copy, keys));
    EXPECT_TRUE(restore(copy, restored, noon, keys));
    EXPECT_FALSE(std::filesystem::exists(restored));
    EXPECT_FALSE(std::filesystem::exists(restored + ".partial"));
}

TEST_F(Backup, ABrokenPromiseIsNamed) {
    ASSERT_FALSE(back_up(db.path(), copy));
    SQLite::Database(copy, SQLite::OPEN_READWRITE)
        .exec("INSERT INTO person_address VALUES('T0ACME', 'slack', 'U0NOBODY', 'nobody')");
    const auto problem = verify_database(copy, keys);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->code, store_errc::damaged);
    EXPECT_THAT(problem->words, HasSubstr("an address leads to nobody"));
}

TEST_F(Backup, AChangeThatWaitsMayBePassedAndNothingElse) {
    auto change = example::message("1-settled");
    change.kind = message_class::update;
    turn_outcome out;
    out.outbox = {change, example::message("2")};
    ASSERT_TRUE(db.take(out));
    const auto refused = example::begin_sends(db.at(), noon, 1).value().at(0);
    const send_result later{send_result::outcome::retry_at, "", "ratelimited", noon + std::chrono::seconds(30)};
    ASSERT_TRUE(db.at().record_send(refused.id, later, noon));
    ASSERT_EQ(example::begin_sends(db.at(), noon, 1).value().at(0).message.key.text, "2");
    const auto problem = back_up(db.path(), copy);
    ASSERT_FALSE(problem) << problem->words;
    SQLite::Database(copy, SQLite::OPEN_READWRITE).exec("UPDATE outbox SET class = 1");
    ASSERT_TRUE(verify_database(copy, keys));
    EXPECT_THAT(verify_database(copy, keys)->words, HasSubstr("overtook"));
}

TEST_F(Backup, AnotherFileIsNotADatabase) {
    std::ofstream(copy) << "a letter, not a database, and long enough to be looked at";
    EXPECT_EQ(verify_database(copy, keys)->code, store_errc::damaged);
    EXPECT_EQ(back_up(db.path() + ".none", restored)->code, store_errc::missing);
    EXPECT_THAT(verify_database(copy + ".none")->words, HasSubstr("there is no file"));
}

}  // namespace
}  // namespace waymark
