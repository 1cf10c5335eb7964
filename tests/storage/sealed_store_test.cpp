// The store on a real file, as somebody sees it who has stolen the file: no word and no token, and no way to move one
// value to where another stands.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "conversations/programme/applied_text.hpp"
#include "storage/backup.hpp"
#include "storage/look.hpp"
#include "storage/sqlite/sealed_reader.hpp"
#include "tests/storage/life_of_mia.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using example::noon;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The log, while it lives.
class heard_log {
  public:
    heard_log() : before_(spdlog::default_logger()) {
        spdlog::set_default_logger(
            std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_)));
    }
    ~heard_log() { spdlog::set_default_logger(before_); }
    heard_log(const heard_log&) = delete;
    heard_log& operator=(const heard_log&) = delete;
    [[nodiscard]] std::string text() const { return text_.str(); }

  private:
    std::ostringstream text_;
    std::shared_ptr<spdlog::logger> before_;
};

std::string bytes_of(const std::string& file) {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(all).str();
}

struct SealedStore : testing::Test {
    example::database db;
    heard_log log;
    const std::string backup = db.path() + ".backup";

    [[nodiscard]] std::vector<std::string> holders(const std::string& word) const {
        std::vector<std::string> out;
        for (const auto& file : fs::directory_iterator(fs::path(db.path()).parent_path()))
            if (bytes_of(file.path()).find(word) != std::string::npos) out.push_back(file.path().filename());
        return out;
    }
    void change(const std::string& sql) { SQLite::Database(db.path(), SQLite::OPEN_READWRITE).exec(sql); }
    /// Everything that people can leave, with this word in it; ids say nothing.
    void live_with(const std::string& word, int answers) {
        auto out = example::new_pair();
        for (auto& one : out.people) one.full_name = word + " Moor";
        out.people.at(0).data_choice_open = word;
        kept_text kept;
        kept.author = {"mia"};
        kept.text = word;
        out.pairs.at(0).kept = {kept};
        for (int i = 0; i < answers; ++i) {
            auto one = example::answer_of(i % 2 == 0 ? "mia" : "max", audience::me, "s" + std::to_string(i));
            one.value.items = {"It was " + word + ", and nobody knows"};
            out.answers_kept.push_back(one);
        }
        auto message = example::message("m1");
        std::get<outgoing>(message.content).text.push_back({word, true});
        auto to_nobody = message;
        to_nobody.key = {"m2"};
        to_nobody.to = {"stranger"};
        out.outbox = {message, to_nobody};
        ASSERT_TRUE(db.take(out));
        for (const auto* user : {"U0MIA", "U0STRANGER", "U0MAX"}) {
            auto event = example::said(std::string("e") + user, user);
            event.what = inbound::said{word};
            ASSERT_TRUE(db.at().accept(event, noon).value());
        }
        ASSERT_TRUE(db.at().quarantine(db.at().claim_inbox(1, noon).value().at(0).id, "threw", noon));
        for (const auto* user : {"U0MIA", "U0STRANGER"})
            ASSERT_TRUE(db.at().keep_note({{"slack", {"T0ACME"}, user}, "way", "token-" + word, never}));
        ASSERT_TRUE(db.at().set_fact(applied_fact({"demo"}, 1), word));
    }
};

TEST_F(SealedStore, AStolenFileItsLogAndABackupShowNoWordAndNoToken) {
    const std::string word = "Kanarienvogel";
    live_with(word, 1000);
    ASSERT_FALSE(back_up(db.path(), backup));
    EXPECT_THAT(holders("mia-max"), testing::Contains("waymark.db.backup")) << "ids are there, so this looks right";
    EXPECT_THAT(holders(word), IsEmpty());
    change("UPDATE answer SET body = x'00' WHERE step = 's0'");
    EXPECT_EQ(db.at().load(person_id{"mia"}).error(), store_errc::unreadable);
    EXPECT_THAT(log.text(), Not(HasSubstr(word)));
    change("DELETE FROM answer WHERE step = 's0'");
    db.reopen();
    EXPECT_THAT(holders(word), IsEmpty());
    const auto all = db.at().load(person_id{"mia"}).value();
    EXPECT_EQ(all.people.at({"max"}).full_name, word + " Moor");
    EXPECT_EQ(all.pairs.at({"mia-max"}).kept.at(0).text, word);
    ASSERT_EQ(all.pairs.at({"mia-max"}).answers.size(), 999U);
    EXPECT_THAT(all.pairs.at({"mia-max"}).answers.at(7).value.items.at(0), HasSubstr(word));
    EXPECT_EQ(db.at().note({"slack", {"T0ACME"}, "U0STRANGER"}, "way", noon).value(), "token-" + word);
    EXPECT_EQ(db.at().fact(applied_fact({"demo"}, 1)).value(), word);
    for (const auto& row : db.at().claim_inbox(9, noon).value())
        EXPECT_EQ(std::get<inbound::said>(row.event.what).text, word);
    for (const auto& row : db.at().sendable(noon, {9}, {}).value())
        EXPECT_THAT(std::get<outgoing>(row.message.content).text.at(1).text, word);
}

TEST_F(SealedStore, AValueThatWasMovedToAnotherRowDoesNotOpenAndTheLogSaysWhichColumn) {
    live_with("rare", 4);
    change("UPDATE answer SET body = (SELECT b.body FROM answer b WHERE b.step = 's2') WHERE step = 's0'");
    EXPECT_EQ(db.at().load(person_id{"mia"}).error(), store_errc::unreadable);
    EXPECT_THAT(log.text(), HasSubstr("a value in answer.body does not open with the data key"));
    EXPECT_EQ(verify_database(db.path())->code, store_errc::unreadable);
    EXPECT_EQ(back_up(db.path(), backup)->code, store_errc::unreadable) << "a backup that cannot be read is none";
}

TEST_F(SealedStore, AnEventThatDoesNotOpenIsSetAsideAndTheOthersAreWorkedOn) {
    live_with("rare", 0);
    change("UPDATE inbox SET body = x'0102' WHERE id = (SELECT min(id) FROM inbox)");
    EXPECT_EQ(db.at().claim_inbox(9, noon).value().size(), 1U);
    EXPECT_EQ(open_reader(db.path(), {}).execAndGet("SELECT count(*) FROM quarantine").getInt(), 2);
    change("UPDATE quarantine SET body = x'0102' WHERE id = 1");
    turn_outcome gone;
    gone.forgotten = {{"mia"}};
    EXPECT_TRUE(db.at().turn(person_id{"mia"}, [&](const world&) { return gone; }, {}, noon)) << "is in nobody's way";
    EXPECT_EQ(open_reader(db.path(), {}).execAndGet("SELECT sum(length(body)) FROM quarantine").getInt(), 0);
}

TEST_F(SealedStore, ATurnThatCannotBeSealedWritesNothingAtAll) {
    db.enrol();
    change("UPDATE data_key SET wrapped = x'00' WHERE owner = 'person/max'");
    db.reopen();
    turn_outcome out;
    out.log = {{{"T0ACME"}, "person/mia", "snoozed", "", noon}};
    out.outbox = {example::message("m1", "mia"), example::message("m2", "max")};
    const person_id nobody{"nobody"};
    const auto done = db.at().transaction([&]() -> result<void> {
        EXPECT_TRUE(db.at().set_fact("before", "it"));
        (void)db.at().turn(nobody, [&](const world&) { return out; }, {}, noon);
        return {};
    });
    EXPECT_EQ(done.error(), store_errc::unreadable);
    EXPECT_EQ(db.at().health()->outbox, 0);
    EXPECT_EQ(db.at().fact("before").value(), std::nullopt);
    EXPECT_THAT(db.at().history("person/mia", 9).value(), IsEmpty());
    EXPECT_THAT(log.text(), HasSubstr("the key of person/max does not open"));
}

TEST_F(SealedStore, AKeyOfATransactionThatWasUndoneIsNotUsedOn) {
    const auto fails = [&]() -> result<void> {
        EXPECT_TRUE(db.take(example::new_pair()));
        EXPECT_TRUE(*db.at().accept(example::said("e1"), noon));
        return make_error_code(store_errc::misuse);
    };
    EXPECT_EQ(db.at().transaction(fails).error(), store_errc::misuse);
    const auto in_parts = [&]() -> result<void> {
        EXPECT_TRUE(db.at().set_fact("a", "b"));
        EXPECT_TRUE(db.at()
                        .transaction([&]() -> result<void> {
                            EXPECT_TRUE(db.at().set_fact("c", "d"));
                            return fails();
                        })
                        .has_error());
        EXPECT_TRUE(db.take(example::new_pair()));
        return {};
    };
    ASSERT_TRUE(db.at().transaction(in_parts));
    db.reopen();
    EXPECT_EQ(db.at().load(pair_id{"mia-max"})->people.size(), 2U);
    EXPECT_FALSE(verify_database(db.path()));
}

TEST_F(SealedStore, WhoeverIsForgottenTakesTheirKeysAlong) {
    example::live(db.at());
    struct stolen {
        std::string place, envelope;
    };
    const auto old = [&] {
        std::vector<stolen> out;
        sealed_reader from;
        EXPECT_FALSE(from.open(db.path(), {}, {}));
        SQLite::Statement rows(from.at(),
                               "SELECT 'person', id, body FROM person WHERE id = 'kanarek_mia' UNION ALL "
                               "SELECT 'pair', id, body FROM pair WHERE id = 'kanarek_mia_and_max'");
        while (rows.executeStep()) {
            const auto id = rows.getColumn(1).getString();
            const auto place =
                rows.getColumn(0).getString() == "pair" ? sqlite::place_of_pair(id) : sqlite::place_of_person(id);
            const auto* const bytes = static_cast<const char*>(rows.getColumn(2).getBlob());
            out.push_back({place, {bytes, static_cast<std::size_t>(rows.getColumn(2).getBytes())}});
            EXPECT_THAT(from.text(rows.getColumn(2), place), HasSubstr("anarek"));
        }
        return out;
    }();
    ASSERT_EQ(old.size(), 2U);
    ASSERT_TRUE(example::forget_mia(db.at()));
    // somebody who has the old bytes, the file as it is now, and every key there is
    auto at = open_reader(db.path(), {});
    sqlite::key_rows rows(at);
    sealing::data_keys keys(std::get<sealing::master_keys>(read_keys(db.keys())), rows);
    for (const auto& one : old) EXPECT_THROW((void)keys.open(one.place, one.envelope), sealing::problem) << one.place;
    EXPECT_EQ(at.execAndGet("SELECT count(*) FROM data_key WHERE instr(owner, 'kanarek') > 0").getInt(), 0);
    EXPECT_TRUE(db.at().load(turn_owner(example::max))->people.contains(example::max));
    EXPECT_FALSE(verify_database(db.path()));
}

TEST_F(SealedStore, TheKeysOfPeopleAreMadeOnceAndStrangersUseTheWorkspaces) {
    db.enrol();
    const auto count = [&] { return open_reader(db.path(), {}).execAndGet("SELECT count(*) FROM data_key").getInt(); };
    EXPECT_EQ(count(), 5) << "Mia, Max, their pair, their workspace, and what belongs to none";
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(*db.at().accept(example::said("a" + std::to_string(i)), noon));
        ASSERT_TRUE(*db.at().accept(example::said("b" + std::to_string(i), "U0STRANGER" + std::to_string(i)), noon));
    }
    db.enrol();
    EXPECT_EQ(count(), 5);
}

}  // namespace
}  // namespace waymark
