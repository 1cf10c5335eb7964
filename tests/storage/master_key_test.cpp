// The master key of a database: made once, needed for everything, changed while the store goes on, and named when it is
// lacking.
#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "storage/backup.hpp"
#include "storage/look.hpp"
#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using example::noon;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

struct MasterKey : testing::Test {
    example::database db;
    const std::string file = db.keys().file;
    const std::string copy = db.path() + ".copy";

    MasterKey() { db.enrol(); }
    [[nodiscard]] std::string id() const { return std::get<sealing::master_keys>(read_keys(db.keys())).first().id; }
    /// What every way into the database says.
    [[nodiscard]] std::vector<open_problem> refusals(const key_place& keys = {}) const {
        std::vector<open_problem> out{open_sqlite(db.path(), keys).problem,
                                      open_sqlite_copy(db.path(), keys).problem,
                                      std::get<open_problem>(look_at(db.path(), 0, keys)),
                                      std::get<open_problem>(look_at_people(db.path(), keys)),
                                      std::get<open_problem>(look_at_facts(db.path(), "", keys)),
                                      std::get<open_problem>(look_at_keys(db.path(), keys))};
        out.push_back(verify_database(db.path(), keys).value_or(open_problem{}));
        out.push_back(back_up(db.path(), copy, keys).value_or(open_problem{}));
        return out;
    }
    [[nodiscard]] std::map<std::string, std::int64_t> needed() const {
        return std::get<keys_look>(look_at_keys(db.path())).wrapped_by;
    }
    void write(const std::string& text) const {
        std::ofstream(file) << text;
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    }
};

TEST_F(MasterKey, IsMadeOnceForItsOwnerAloneAndItIsSaid) {
    EXPECT_EQ(fs::status(file).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
    db.close();
    const auto again = open_sqlite(db.path());
    EXPECT_THAT(again.said, IsEmpty());
    const auto fresh = open_sqlite(copy);
    ASSERT_EQ(fresh.said.size(), 1U);
    EXPECT_THAT(fresh.said.at(0), HasSubstr(copy + ".key: without it nothing"));
}

TEST_F(MasterKey, OneThatIsLostIsNamedByEveryWayInAndNothingIsMadeInItsPlace) {
    const auto lost = id();
    db.close();
    fs::rename(file, file + ".away");
    for (const auto& one : refusals()) {
        EXPECT_EQ(one.code, store_errc::no_key);
        EXPECT_THAT(one.words, HasSubstr(" needs the master key " + lost + ". It was looked for in the file " + file +
                                         ", which is not there."));
    }
    EXPECT_FALSE(fs::exists(file));
    EXPECT_FALSE(fs::exists(copy));
    fs::rename(file + ".away", file);
    db.reopen();
    EXPECT_EQ(db.at().load(pair_id{"mia-max"})->people.size(), 2U);
}

TEST_F(MasterKey, AnotherOneInItsPlaceIsNamedBesideIt) {
    const auto lost = id();
    db.close();
    write(sealing::new_master_key() + "\n");
    for (const auto& one : refusals()) {
        EXPECT_EQ(one.code, store_errc::no_key);
        EXPECT_THAT(one.words, HasSubstr("needs the master key " + lost + ". It was looked for in the file " + file +
                                         ", which holds " + id() + "."));
    }
}

TEST_F(MasterKey, AFileThatOthersCanReadOrThatHoldsNoKeyIsRefused) {
    db.close();
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    for (const auto& one : refusals()) EXPECT_THAT(one.words, HasSubstr("Run: chmod 600 " + file));
    write("what is this");
    for (const auto& one : refusals()) EXPECT_THAT(one.words, HasSubstr(file + ", line 1, holds no master key"));
}

TEST_F(MasterKey, MayStandInAVariableAndThenNoFileIsMade) {
    const key_place there{{}, "WAYMARK_TEST_MASTER_KEY"};
    ::unsetenv(there.variable.c_str());
    EXPECT_THAT(open_sqlite(copy, there).problem.words, HasSubstr("the variable WAYMARK_TEST_MASTER_KEY is not set"));
    const auto older = sealing::new_master_key(), newer = sealing::new_master_key();
    ::setenv(there.variable.c_str(), older.c_str(), 1);
    {
        const auto first = open_sqlite(copy, there);
        ASSERT_TRUE(first.at) << first.problem.words;
        ASSERT_TRUE(*first.at->accept(example::said("a"), noon));
    }
    EXPECT_FALSE(fs::exists(copy + ".key"));
    ::setenv(there.variable.c_str(), (newer + "," + older).c_str(), 1);
    {
        const auto second = open_sqlite(copy, there);
        ASSERT_TRUE(second.at) << second.problem.words;
        EXPECT_THAT(second.said, ElementsAre(HasSubstr("wraps now what")));
    }
    ::setenv(there.variable.c_str(), newer.c_str(), 1);
    const auto third = open_sqlite(copy, there);
    ASSERT_TRUE(third.at) << third.problem.words;
    EXPECT_EQ(third.at->claim_inbox(9, noon)->size(), 1U);
    ::unsetenv(there.variable.c_str());
    EXPECT_THAT(std::get<open_problem>(look_at(copy, 0, there)).words,
                HasSubstr(there.variable + ", which is not set."));
}

TEST_F(MasterKey, ANewOneIsTakenWhileTheStoreGoesOnAndTheOldOneIsNotNeededAnyMore) {
    const auto older = id();
    EXPECT_THAT(db.at().renew_master_key().value(), IsEmpty());
    fs::permissions(file, fs::perms::owner_read);  // as somebody has made it, so it stays
    ASSERT_EQ(put_new_key_first(file), "");
    EXPECT_EQ(fs::status(file).permissions() & fs::perms::all, fs::perms::owner_read);
    const auto newer = id();
    EXPECT_NE(newer, older);
    EXPECT_TRUE(*db.at().accept(example::said("between"), noon));
    EXPECT_THAT(needed(), ElementsAre(Pair(older, 2)));
    const auto changed = db.at().renew_master_key().value();
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed.at(0).from + changed.at(0).to, older + newer);
    EXPECT_EQ(changed.at(0).keys, 2);
    EXPECT_THAT(needed(), ElementsAre(Pair(newer, 2)));
    EXPECT_TRUE(*db.at().accept(example::said("after"), noon));
    EXPECT_THAT(db.at().renew_master_key().value(), IsEmpty());
    ASSERT_EQ(take_key_out(file, older), "");
    db.reopen();
    EXPECT_EQ(db.at().claim_inbox(9, noon)->size(), 2U);
    EXPECT_EQ(db.at().load(pair_id{"mia-max"})->people.size(), 2U);
}

TEST_F(MasterKey, ARewrappingThatIsUndoneIsMadeAgain) {
    ASSERT_EQ(put_new_key_first(file), "");
    const auto undone = db.at().transaction([&]() -> result<void> {
        EXPECT_EQ(db.at().renew_master_key()->size(), 1U);
        return make_error_code(store_errc::misuse);
    });
    EXPECT_TRUE(undone.has_error());
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    EXPECT_EQ(db.at().renew_master_key()->size(), 1U);
    EXPECT_THAT(needed(), ElementsAre(Pair(id(), 2)));
}

TEST_F(MasterKey, AFileThatBecomesUnusableIsSaidOnceAndTheStoreGoesOn) {
    std::ostringstream said;
    const auto before = spdlog::default_logger();
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)));
    const auto kept = [&] {
        std::ostringstream all;
        all << std::ifstream(file).rdbuf();
        return all.str();
    }();
    write("nonsense");
    EXPECT_THAT(db.at().renew_master_key().value(), IsEmpty());
    const auto first = said.str();
    EXPECT_THAT(first, HasSubstr(file + ", line 1, holds no master key"));
    EXPECT_THAT(db.at().renew_master_key().value(), IsEmpty());
    EXPECT_EQ(said.str(), first);
    EXPECT_TRUE(*db.at().accept(example::said("a"), noon));
    EXPECT_EQ(db.at().load(pair_id{"mia-max"})->people.size(), 2U);
    write(kept);
    EXPECT_THAT(db.at().renew_master_key().value(), IsEmpty());
    spdlog::set_default_logger(before);
}

TEST_F(MasterKey, TwoChangesAtOnceDoNotLoseAKey) {
    std::ofstream(file + ".new") << "another change is under way";
    EXPECT_THAT(put_new_key_first(file), HasSubstr(file + ".new is there"));
    fs::remove(file + ".new");
    EXPECT_EQ(put_new_key_first(file), "");
    EXPECT_EQ(put_new_key_first(file), "");
    EXPECT_EQ(std::get<sealing::master_keys>(read_keys(db.keys())).all().size(), 3U);
    EXPECT_NE(make_key_file(file), "") << "one that is there is never written over";
}

}  // namespace
}  // namespace waymark
