// Databases of older versions: brought up to date on opening, and nothing of what stood there in plain words is left.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "conversations/programme/applied_text.hpp"
#include "storage/backup.hpp"
#include "storage/look.hpp"
#include "storage/sqlite/key_rows.hpp"
#include "storage/sqlite/schema.hpp"
#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using example::noon;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string word = "Kanarienvogel";

std::string bytes_of(const std::string& file) {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(all).str();
}

/// A database as an older Waymark has left it.
struct OlderDatabase : testing::Test {
    example::database db;  // its folder is what is needed

    OlderDatabase() {
        db.close();
        for (const auto* end : {"", "-wal", "-shm", ".key"}) fs::remove(db.path() + end);
    }
    void make(int schema) const {
        SQLite::Database at(db.path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        at.exec("PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON");
        sqlite::key_rows rows(at);
        sealing::data_keys keys(sealing::master_keys::of_this_process(), rows);
        EXPECT_EQ(migrate(at, keys, schema), 0);
        fill(at);
        if (schema > 1) put(at, "INSERT INTO note VALUES('T0ACME','slack','U0MIA','way',9000000000000000,?)", word);
    }
    static void put(SQLite::Database& at, const std::string& sql, const std::string& body) {
        SQLite::Statement row(at, sql);
        row.bind(1, body);
        row.exec();
    }
    static void fill(SQLite::Database& at) {
        auto all = example::new_pair();
        for (auto& one : all.people) {
            one.full_name = word;
            put(at, "INSERT INTO person VALUES('" + one.id.text + "','T0ACME',4,?)", person_to_text(one));
            at.exec("INSERT INTO person_address VALUES('T0ACME','slack','" + one.addresses.at(0).user + "','" +
                    one.id.text + "')");
        }
        put(at, "INSERT INTO pair VALUES('mia-max','T0ACME','max','mia',7,?)", pair_to_text(all.pairs.at(0)));
        for (const auto* author : {"mia", "gone-1234"})
            for (int i = 0; i < 200; ++i) {
                auto one = example::answer_of(author, audience::me, "s" + std::to_string(i));
                one.value.items = {word};
                put(at,
                    "INSERT INTO answer VALUES('mia-max','mia-max/closing/1','" + one.step + "','" + author +
                        "',0,1,0,?)",
                    answer_to_text(one));
            }
        auto event = example::said("e1");
        event.what = inbound::said{word};
        put(at, "INSERT INTO inbox VALUES(5,'T0ACME',0,1,?)", encode_inbound(event));
        event.from.user = "U0STRANGER";
        put(at, "INSERT INTO quarantine VALUES(3,'T0ACME',0,3,'threw',?)", encode_inbound(event));
        put(at, "INSERT INTO quarantine VALUES(4,'T0ACME',0,3,'threw',?)", "");
        for (const auto* to : {"mia", "stranger"}) {
            auto message = example::message(std::string("m-") + to);
            std::get<outgoing>(message.content).text.at(0).text = word;
            put(at,
                std::string("INSERT INTO outbox(message_key, tenant, platform, user_id, recipient, class, rank, "
                            "state, attempt, not_before_us, started_us, expires_us, changes_key, resent, body) "
                            "VALUES('m-") +
                    to + "','T0ACME','slack','U0MIA','" + to + "',0,0,0,2,0,0,9000000000000000,'',0,?)",
                encode_content(message.content));
        }
        put(at, "INSERT INTO fact VALUES('" + applied_fact({"demo"}, 1) + "',?)", word);
        at.exec("INSERT INTO fact VALUES('rules', '7')");
        at.exec(
            "INSERT INTO delivery(message_key, tenant, recipient, platform_ref, sent_us) "
            "VALUES('1','T0ACME','mia','D/1',0)");
    }
    [[nodiscard]] std::vector<std::string> holders() const {
        std::vector<std::string> out;
        for (const auto& file : fs::directory_iterator(fs::path(db.path()).parent_path()))
            if (bytes_of(file.path()).find(word) != std::string::npos) out.push_back(file.path().filename());
        return out;
    }
    void expect_all_of_it() {
        const auto all = db.at().load(pair_id{"mia-max"}).value();
        EXPECT_EQ(all.people.at({"mia"}).full_name, word);
        EXPECT_EQ(all.pairs.at({"mia-max"}).answers.size(), 400U);
        EXPECT_EQ(all.pairs.at({"mia-max"}).answers.at(0).value.items, std::vector{word});
        EXPECT_EQ(db.at().fact(applied_fact({"demo"}, 1)).value(), word);
        EXPECT_EQ(db.at().fact("rules").value(), "7");
        const auto events = db.at().claim_inbox(9, noon).value();
        ASSERT_EQ(events.size(), 1U);
        EXPECT_EQ(std::get<inbound::said>(events.at(0).event.what).text, word);
        const auto waiting = db.at().sendable(noon, {9}, {}).value();
        ASSERT_EQ(waiting.size(), 2U);
        EXPECT_EQ(waiting.at(1).attempt, 2);
        EXPECT_EQ(std::get<outgoing>(waiting.at(1).message.content).text.at(0).text, word);
    }
};

TEST_F(OlderDatabase, IsSealedOnOpeningAndNoPlainByteIsLeft) {
    make(2);
    EXPECT_THAT(holders(), testing::Not(IsEmpty()));
    EXPECT_EQ(std::get<people_look>(look_at_people(db.path())).people.size(), 2U) << "before its first start, too";
    EXPECT_EQ(std::get<facts_look>(look_at_facts(db.path(), "programme/")).size(), 1U);
    EXPECT_FALSE(verify_database(db.path()));
    {
        const auto copy = open_sqlite_copy(db.path());
        ASSERT_TRUE(copy.at) << copy.problem.words;
        EXPECT_EQ(copy.at->load(pair_id{"mia-max"})->people.size(), 2U);
    }
    const auto opened = open_sqlite(db.path());
    ASSERT_TRUE(opened.at) << opened.problem.words;
    EXPECT_THAT(opened.said, ElementsAre(HasSubstr("has a master key now"), HasSubstr("sealed now")));
    EXPECT_THAT(holders(), IsEmpty());
    EXPECT_EQ(opened.at->note({"slack", {"T0ACME"}, "U0MIA"}, "way", noon).value(), word);
}

TEST_F(OlderDatabase, KeepsEverythingThatStoodInIt) {
    make(2);
    db.reopen();
    expect_all_of_it();
    EXPECT_FALSE(verify_database(db.path()));
    db.reopen();
    EXPECT_THAT(holders(), IsEmpty());
    expect_all_of_it();
}

TEST_F(OlderDatabase, OfTheFirstSchemaKnowsWhereItsMessagesWent) {
    make(1);
    db.reopen();
    expect_all_of_it();
    auto change = example::message("2");
    const auto there = change.at;
    change.kind = message_class::update;
    change.content = settled{{"1"}, "Yes", false};
    change.at.user = "elsewhere";
    change.to = {"max"};
    turn_outcome put;
    put.outbox = {change};
    ASSERT_TRUE(db.take(put));
    EXPECT_EQ(db.at().sendable(noon, {9}, {}).value().back().message.at, there);
    EXPECT_THAT(holders(), IsEmpty());
}

// Killed after the words were sealed and before the file was written anew.
TEST_F(OlderDatabase, IsSweptByTheNextOpeningWhenTheFirstWasCutOff) {
    make(2);
    {
        SQLite::Database at(db.path(), SQLite::OPEN_READWRITE);
        at.exec("PRAGMA secure_delete = OFF");
        ASSERT_EQ(make_key_file(db.keys().file), "");
        sqlite::key_rows rows(at);
        sealing::data_keys keys(std::get<sealing::master_keys>(read_keys(db.keys())), rows);
        EXPECT_GT(migrate(at, keys), 400);
        EXPECT_TRUE(is_to_be_swept(at));
    }
    EXPECT_THAT(holders(), testing::Not(IsEmpty())) << "what was deleted is still in the file";
    db.reopen();
    EXPECT_THAT(holders(), IsEmpty());
    expect_all_of_it();
    SQLite::Database at(db.path(), SQLite::OPEN_READONLY);
    EXPECT_FALSE(is_to_be_swept(at));
}

TEST_F(OlderDatabase, ABackupOfItIsRestoredAndSealed) {
    make(2);
    const auto backup = db.path() + ".backup";
    ASSERT_FALSE(back_up(db.path(), backup));
    for (const auto* end : {"", "-wal", "-shm"}) fs::remove(db.path() + end);
    ASSERT_FALSE(restore(backup, db.path(), noon));
    db.reopen();
    EXPECT_THAT(holders(), ElementsAre("waymark.db.backup"));
    EXPECT_EQ(db.at().load(pair_id{"mia-max"})->people.size(), 2U);
}

}  // namespace
}  // namespace waymark
