// Forgetting on a real file: the bytes are gone, and an older backup does not bring anybody back.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "storage/backup.hpp"
#include "storage/ledger.hpp"
#include "tests/storage/life_of_mia.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using example::mia;
using example::noon;
using testing::HasSubstr;
using testing::IsEmpty;

std::string bytes_of(const std::string& file) {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    auto text = std::move(all).str();
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; });
    return text;
}

struct ForgettingOnDisk : testing::Test {
    example::database db;
    const std::string ledger_file = ledger::path_for(db.path());

    /// The files of the database, and which of them hold the rare word.
    [[nodiscard]] std::vector<std::string> holders() const {
        std::vector<std::string> out;
        for (const auto* end : {"", "-wal", "-shm", ".forgotten"})
            if (bytes_of(db.path() + end).find(example::canary) != std::string::npos) out.push_back(db.path() + end);
        return out;
    }
    /// Rows of others between hers, so that pages are split and moved about.
    void crowd(int from, int to) {
        for (int i = from; i < to; ++i) {
            turn_outcome out;
            person_state one;
            one.id = {"p" + std::to_string(i)};
            one.full_name = std::string(static_cast<std::size_t>(200 + i % 700), 'x');
            out.people = {one};
            ASSERT_TRUE(db.at().turn(turn_owner(one.id), [&](const world&) { return out; }, {}, noon));
        }
    }
};

TEST_F(ForgettingOnDisk, NoByteOfTheirsIsLeftInAnyFileWhileTheServiceRuns) {
    crowd(0, 100);
    example::live(db.at());
    crowd(100, 200);
    ASSERT_FALSE(holders().empty());
    ASSERT_TRUE(example::forget_mia(db.at()));
    EXPECT_THAT(holders(), IsEmpty());
}

TEST_F(ForgettingOnDisk, NoByteIsLeftOfWordsThatWereDeletedOrMovedBefore) {
    example::live(db.at());
    for (int round = 0; round < 40; ++round) {  // answers of all lengths, changed and taken back again and again
        turn_outcome out;
        answer one;
        one.conversation = {"kanarek_mia_and_max.closing.1"};
        one.author = mia;
        one.step = "s" + std::to_string(round % 13);
        std::string words;
        for (int i = 0; i < 1 + 37 * round; ++i) words += "kanarek ";
        one.value.items = {words};
        one.at = noon;
        out.answers_kept = {one};
        if (round % 3 == 2) out.answers_dropped = {{one.conversation, "s" + std::to_string((round - 1) % 13), mia}};
        auto all = db.at().load(turn_owner(mia)).value();
        out.people = {all.people.at(mia)};
        out.people.front().data_choice_open = words;
        ASSERT_TRUE(db.at().turn(turn_owner(mia), [&](const world&) { return out; }, {}, noon));
        crowd(10 * round, 10 * round + 10);
    }
    ASSERT_TRUE(example::forget_mia(db.at()));
    EXPECT_THAT(holders(), IsEmpty());
}

TEST_F(ForgettingOnDisk, AReaderInTheWayOnlyDelaysTheEmptyingOfTheLog) {
    example::live(db.at());
    {
        SQLite::Database reader(db.path(), SQLite::OPEN_READONLY);
        SQLite::Statement reading(reader, "SELECT id FROM person");
        ASSERT_TRUE(reading.executeStep());
        ASSERT_TRUE(example::forget_mia(db.at()));
        EXPECT_FALSE(holders().empty());
    }
    ASSERT_TRUE(db.at().set_fact("any", "commit"));
    EXPECT_THAT(holders(), IsEmpty());
}

TEST_F(ForgettingOnDisk, ABackupFromBeforeThatIsRestoredForgetsThemAgain) {
    example::live(db.at());
    const auto backup = db.path() + ".backup";
    ASSERT_FALSE(back_up(db.path(), backup));
    ASSERT_TRUE(example::forget_mia(db.at()));
    db.close();
    for (const auto* end : {"", "-wal", "-shm"}) fs::remove(db.path() + end);
    ASSERT_FALSE(restore(backup, db.path(), noon));
    db.reopen();
    EXPECT_TRUE(*db.at().is_forgotten(mia));
    EXPECT_EQ(db.at().forget_again(noon).value(), 1);
    EXPECT_THAT(holders(), IsEmpty());
    EXPECT_EQ(db.at().find_person({"slack", {"T0ACME"}, "U0KANAREK"}).value(), std::nullopt);
}

TEST_F(ForgettingOnDisk, ABackupFromAfterKnowsWhoIsForgottenWithoutTheFileBesideIt) {
    example::live(db.at());
    ASSERT_TRUE(example::forget_mia(db.at()));
    const auto moved = db.path() + ".elsewhere";
    ASSERT_FALSE(back_up(db.path(), moved));
    auto opened = open_sqlite(moved, db.keys());
    ASSERT_TRUE(opened.at) << opened.problem.words;
    ASSERT_TRUE(opened.at->forget_again(noon));
    EXPECT_TRUE(*opened.at->is_forgotten(mia));
    EXPECT_TRUE(fs::exists(ledger::path_for(moved)));
}

TEST_F(ForgettingOnDisk, TheLedgerIsForItsOwnerOnlyAndSurvivesALineThatWasCutOff) {
    example::live(db.at());
    ASSERT_TRUE(example::forget_mia(db.at()));
    EXPECT_EQ(fs::status(ledger_file).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
    std::ofstream(ledger_file, std::ios::app) << "0123";
    db.reopen();
    EXPECT_TRUE(*db.at().is_forgotten(mia));
    turn_outcome out;
    out.forgotten = {example::max};
    ASSERT_TRUE(db.at().turn(turn_owner(example::max), [&](const world&) { return out; }, {}, noon));
    db.reopen();
    EXPECT_TRUE(*db.at().is_forgotten(mia));
    EXPECT_TRUE(*db.at().is_forgotten(example::max));
}

TEST_F(ForgettingOnDisk, ADamagedLedgerIsRefusedWithWords) {
    example::live(db.at());
    ASSERT_TRUE(example::forget_mia(db.at()));
    db.close();
    std::ofstream(ledger_file, std::ios::app) << "nonsense\n";
    const auto opened = open_sqlite(db.path());
    EXPECT_EQ(opened.at, nullptr);
    EXPECT_THAT(opened.problem.words, HasSubstr(ledger_file));
}

TEST_F(ForgettingOnDisk, NobodyIsForgottenWhileTheLedgerCannotBeWritten) {
    example::live(db.at());
    fs::create_directory(ledger_file);
    EXPECT_EQ(example::forget_mia(db.at()).error(), store_errc::no_ledger);
    EXPECT_TRUE(db.at().load(turn_owner(mia))->people.contains(mia));
    fs::remove(ledger_file);
    EXPECT_TRUE(example::forget_mia(db.at()));
}

}  // namespace
}  // namespace waymark
