// Each mistake an admin would make before the service serves, with the words they read.
#include "bot/startup.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/enrolment.hpp"
#include "storage/backup.hpp"
#include "storage/memory/memory_store.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

namespace fs = std::filesystem;
const instant noon = from_us(1'780'000'000'000'000);

struct Startup : testing::Test {
    fs::path folder = fs::temp_directory_path() / ("waymark_startup_" + std::to_string(::getpid()));
    std::ostringstream said;

    Startup() {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    ~Startup() override { fs::remove_all(folder); }

    std::string write(const std::string& name, const std::string& text) const {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    [[nodiscard]] static std::string programme(const std::string& pairs) {
        return "programme: open_doors\nversion: 1\ntitle: Open Doors\nlanguage: en\nzone: Europe/Madrid\ncontact: sam\n"
               "slack_workspace: T0ACME\npeople:\n  - { id: sam, first_name: Sam, slack: U0SAM }\n"
               "  - { id: ann, first_name: Ann, zone: Europe/Paris, slack: U0ANN }\n"
               "  - { id: bo, first_name: Bo, slack: U0BO }\npairs:\n" +
               pairs;
    }
    std::optional<loaded_scripts> read(const std::vector<std::string>& programmes,
                                       const std::vector<std::string>& folders = {}) {
        return read_scripts({folders, programmes}, said);
    }
};

TEST_F(Startup, AnyProgrammeThatShipsCanBeNamed) {
    const auto scripts = read({"built-in/peer-light"});
    ASSERT_TRUE(scripts) << said.str();
    EXPECT_EQ(scripts->book.programmes.size(), 1U);
    EXPECT_FALSE(read({"built-in/nowhere"}));
    EXPECT_THAT(said.str(), HasSubstr("the programme built-in/nowhere cannot be read"));
}

TEST_F(Startup, TheDemoIsReadyOnANewDatabase) {
    auto scripts = read({demo_programme});
    ASSERT_TRUE(scripts) << said.str();
    auto at = open_database((folder / "w.db").string(), said);
    ASSERT_TRUE(at) << said.str();
    EXPECT_THAT(said.str(), HasSubstr("waymark: the database has a master key now, "));
    said.str("");
    const auto ready = get_ready(std::move(*scripts), std::move(at), noon, said);
    ASSERT_TRUE(ready) << said.str();
    EXPECT_EQ(said.str(), "");
    EXPECT_EQ(ready->restored, std::nullopt);
    EXPECT_EQ(ready->interrupted_sends, 0);
    EXPECT_THAT(ready->at->published_flows().value(), SizeIs(ready->book.flows.all().size()));
    const pair_id pair{"ann_and_bo"};
    EXPECT_THAT(ready->at->load(turn_owner(pair)).value().people, SizeIs(2));
}

TEST_F(Startup, APairWithSomebodyWhoIsNotInTheFileIsPointedAt) {
    const auto file = write("programme.yaml", programme("  - { id: p1, mentor: an, mentee: bo }\n"));
    EXPECT_FALSE(read({file}));
    EXPECT_EQ(said.str(), file +
                              ":13:23: error P021: there is no person called \"an\"\n"
                              "  - { id: p1, mentor: an, mentee: bo }\n"
                              "                      ^ did you mean \"ann\"?\n");
}

TEST_F(Startup, EveryMistakeOfEveryFileIsSaidAtOnce) {
    const auto file = write("programme.yaml", programme("  - { id: p1, mentor: an, mentee: bo }\n"));
    write("mine/flows/thanks.yaml", "flow: thanks\nversion: one\n");
    write("mine/texts/es/closing.yaml", "flow: closin\n");
    EXPECT_FALSE(read({file, (folder / "other.yaml").string()}, {(folder / "mine").string(), "/there/is/none"}));
    EXPECT_THAT(said.str(),
                AllOf(HasSubstr("thanks.yaml:2:10"), HasSubstr("texts/es/closing.yaml:1"), HasSubstr("error P021"),
                      HasSubstr("error C014: the programme " + (folder / "other.yaml").string() + " cannot be read"),
                      HasSubstr("error C014: the folder of scripts /there/is/none cannot be read")));
}

TEST_F(Startup, TwoProgrammesWithOneNameAreRefused) {
    const auto text = programme("  - { id: p1, mentor: ann, mentee: bo }\n");
    EXPECT_FALSE(read({write("one.yaml", text), write("two.yaml", text)}));
    EXPECT_THAT(said.str(), HasSubstr("P020"));
}

TEST_F(Startup, ADatabaseInUseIsRefusedWithTheLockAndTheProcessNamed) {
    const auto file = (folder / "w.db").string();
    const auto first = open_database(file, said);
    ASSERT_TRUE(first);
    said.str("");
    EXPECT_FALSE(open_database(file, said));
    EXPECT_EQ(said.str(), "waymark: process " + std::to_string(::getpid()) + " is using this database (lock file " +
                              file + ".lock). Stop it first.\n");
}

TEST_F(Startup, ADatabaseOfANewerWaymarkIsRefusedWithBothVersionsNamed) {
    const auto file = (folder / "w.db").string();
    (void)open_database(file, said);
    said.str("");
    SQLite::Database(file, SQLite::OPEN_READWRITE).exec("INSERT INTO schema_version(version) VALUES(99)");
    EXPECT_FALSE(open_database(file, said));
    EXPECT_EQ(said.str(), "waymark: " + file +
                              " has schema 99, written by a newer Waymark; this one (" WAYMARK_VERSION
                              ") knows schema 3. Start the newer version, or restore a backup from before the "
                              "upgrade.\n");
}

TEST_F(Startup, AFileThatIsNoDatabaseIsRefused) {
    const auto file = write("w.db", std::string(5000, 'x'));
    EXPECT_FALSE(open_database(file, said));
    EXPECT_EQ(said.str(), "waymark: cannot open the database " + file + ": file is not a database\n");
}

TEST_F(Startup, AFolderThatIsNotThereIsSaid) {
    EXPECT_FALSE(open_database("/there/is/none/w.db", said));
    EXPECT_EQ(said.str(), "waymark: the folder /there/is/none does not exist. Make it first.\n");
}

// An import by root before the first start: the service runs as somebody else, and must be able to open it.
TEST_F(Startup, WhatRootMakesBelongsToTheOwnerOfTheFolder) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs the right to give files away (root)";
    constexpr uid_t somebody = 54321;
    const auto data = folder / "data";
    fs::create_directory(data);
    ASSERT_EQ(::chown(data.c_str(), somebody, somebody), 0);
    const auto file = (data / "w.db").string();
    const auto opened = open_database(file, said);
    ASSERT_TRUE(opened) << said.str();
    const auto copy = (folder / "copy.db").string();
    ASSERT_FALSE(back_up(file, copy));
    const auto again = (data / "again.db").string();
    ASSERT_FALSE(restore(copy, again, instant{}, key_place().of_database(file)));
    const auto restored = open_database(again, said, key_place().of_database(file));
    ASSERT_TRUE(restored) << said.str();
    std::vector<std::string> made{file + ".key"};
    for (const auto& path : {file, again})
        for (const auto* end : {"", "-wal", "-shm", ".lock"}) made.push_back(path + end);
    for (const auto& path : made) {
        struct stat found{};
        ASSERT_EQ(::stat(path.c_str(), &found), 0) << path;
        EXPECT_EQ(found.st_uid, somebody) << path;
        EXPECT_EQ(found.st_gid, somebody) << path;
        EXPECT_EQ(found.st_mode & 07777U, 0600U) << path;
    }
    struct stat kept{};
    ASSERT_EQ(::stat(copy.c_str(), &kept), 0);
    EXPECT_EQ(kept.st_uid, 0U) << "a backup stays with whoever made it";
}

TEST_F(Startup, AChangedStructureUnderAPublishedVersionIsRefused) {
    const std::string thanks =
        "flow: thanks\nversion: 1\nlanguage: en\ntitle: A word of thanks\npeople: [mentor, mentee]\nends_after: 2 "
        "weeks\n"
        "steps:\n  - id: good\n    ask: What went well lately?\n    answer: { kind: text, max_chars: MOST }\n"
        "    seen_by: me\n    give_up: { after: 8d, go: end }\n";
    const auto with = [&](const std::string& most) {
        auto text = thanks;
        return write("mine/flows/thanks.yaml", text.replace(text.find("MOST"), 4, most));
    };
    const auto file = (folder / "w.db").string();
    (void)with("500");
    auto before = read({}, {(folder / "mine").string()});
    ASSERT_TRUE(before) << said.str();
    ASSERT_TRUE(get_ready(std::move(*before), open_database(file, said), noon, said)) << said.str();
    (void)with("100");
    auto after = read({}, {(folder / "mine").string()});
    ASSERT_TRUE(after) << said.str();
    said.str("");
    EXPECT_FALSE(get_ready(std::move(*after), open_database(file, said), noon, said));
    EXPECT_EQ(said.str(), (folder / "mine/flows/thanks.yaml").string() +
                              ": error F050: thanks version 1 is in use, and its structure has changed\n"
                              "  raise it to \"version: 2\"; running talks then keep the old one\n");
}

// Whoever began a talk in Spanish ends it in Spanish, whatever the files say by then.
TEST_F(Startup, AnOlderVersionKeepsItsTranslations) {
    const auto write_version = [&](const std::string& version, const std::string& question) {
        write("mine/flows/thanks.yaml",
              "flow: thanks\nversion: " + version + "\nlanguage: en\ntitle: Thanks\npeople: [mentor, mentee]\n" +
                  "ends_after: 2 weeks\nsteps:\n  - id: good\n    ask: What went well?\n    answer: { kind: text, " +
                  "max_chars: 100 }\n    seen_by: me\n    give_up: { after: 8d, go: end }\n");
        write("mine/texts/es/thanks.yaml",
              std::string("flow: thanks\nlanguage: es\ntexts:\n  title:\n    of: \"Thanks\"\n    text: ") +
                  "\"Gracias\"\n  good.ask:\n    of: \"What went well?\"\n    text: \"" + question + "\"\n");
    };
    const auto file = (folder / "w.db").string();
    const auto begin = [&] {
        auto scripts = read({}, {(folder / "mine").string()});
        EXPECT_TRUE(scripts) << said.str();
        auto ready = get_ready(std::move(*scripts), open_database(file, said), noon, said);
        EXPECT_TRUE(ready) << said.str();
        return std::move(ready->book);
    };
    const auto question_in_spanish = [](const script_book& book, int version) {
        const auto* flow = book.flows.find({"thanks", version});
        return flow == nullptr ? "" : book.flows.text(*flow, flow->find_step("good")->ask->text, "es", book.texts);
    };
    write_version("1", "¿Qué fue bien?");
    EXPECT_EQ(question_in_spanish(begin(), 1), "¿Qué fue bien?");
    write_version("2", "¿Qué ha ido bien?");
    for (int starts = 0; starts < 2; ++starts) {
        const auto book = begin();
        EXPECT_EQ(question_in_spanish(book, 1), "¿Qué fue bien?");
        EXPECT_EQ(question_in_spanish(book, 2), "¿Qué ha ido bien?");
    }
}

TEST_F(Startup, WhatTheLastRunLeftIsNoticed) {
    auto at = create_memory_store();
    ASSERT_FALSE(at->set_fact(restored_fact, std::to_string(to_us(noon))).has_error());
    auto scripts = read({demo_programme});
    ASSERT_TRUE(scripts);
    const auto ready = get_ready(std::move(*scripts), std::move(at), noon, said);
    ASSERT_TRUE(ready);
    EXPECT_EQ(ready->restored, noon);
}

TEST_F(Startup, PeopleWithoutAZoneAreListedOnce) {
    const auto file = write("programme.yaml", programme("  - { id: p1, mentor: ann, mentee: bo }\n"));
    auto scripts = read({file});
    ASSERT_TRUE(scripts) << said.str();
    const auto ready = get_ready(std::move(*scripts), create_memory_store(), noon, said);
    ASSERT_TRUE(ready);
    std::vector<std::string> users;
    for (const auto& one : ready->missing) users.push_back(one.who.user);
    EXPECT_THAT(users, ElementsAre("U0SAM", "U0BO")) << "the contact is in no pair, and their hours count, too";
}

// Pairs that were imported stand in no file, but the rules of the file are theirs as well.
TEST_F(Startup, ImportedPairsFollowRulesThatHaveChangedAndTheirPeopleAreLookedUp) {
    const auto with_rule = [&](const std::string& length) {
        return write("p.yaml", programme("  - { id: ann_and_bo, mentor: ann, mentee: bo }\n") +
                                   "nudges:\n  - { id: a_look, when: { in_stage: invited, for: " + length +
                                   " }, start: joining, to: both, reason: It is time. }\n");
    };
    std::unique_ptr<store> at = create_memory_store();
    auto begin = [&](const std::string& length, instant now) {
        auto scripts = read({with_rule(length)});
        EXPECT_TRUE(scripts) << said.str();
        auto ready = get_ready(std::move(*scripts), std::move(at), now, said);
        EXPECT_TRUE(ready) << said.str();
        at = std::move(ready->at);
        return std::pair(std::move(ready->book), std::move(ready->missing));
    };
    const auto book = begin("30d", noon).first;
    struct programme of = book.programmes.at({"open_doors"});
    programme_person cy, di;
    cy.id = {"cy"};
    di.id = {"di"};
    cy.first_name = di.first_name = "Somebody";
    cy.addresses = {{"slack", {"T0ACME"}, "U0CY"}};
    di.addresses = {{"slack", {"T0ACME"}, "U0DI"}};
    di.zone = "Europe/Rome";
    of.people = {cy, di};
    programme_pair pair;
    pair.id = {"cy_and_di"};
    pair.mentor = cy.id;
    pair.mentee = di.id;
    const auto step = [&](const world& before) { return enrol(book, of, pair, before, noon); };
    ASSERT_TRUE(at->turn(turn_owner(pair.id), step, {}, noon));
    ASSERT_TRUE(at->set_fact(rules_fact, ""));
    EXPECT_EQ(at->due_timers(noon + std::chrono::days(30), 10)->size(), 2U);
    EXPECT_EQ(at->due_timers(noon + std::chrono::days(9), 10)->size(), 0U);
    EXPECT_EQ(begin("9d", noon + std::chrono::minutes(30)).second.size(), 3U) << "Cy is new";
    EXPECT_EQ(at->due_timers(noon + std::chrono::days(9), 10)->size(), 0U) << "a changed file waits";
    auto changed = read({with_rule("9d")});
    ASSERT_TRUE(apply_text(*at, *changed, {"open_doors"}, by_applying, noon + std::chrono::minutes(40)));
    const auto missing = begin("9d", noon + std::chrono::hours(1)).second;
    std::vector<std::string> users;
    for (const auto& one : missing) users.push_back(one.who.user);
    EXPECT_THAT(users, testing::UnorderedElementsAre("U0SAM", "U0BO", "U0CY"));
    EXPECT_EQ(at->due_timers(noon + std::chrono::days(9), 10)->size(), 2U);
    EXPECT_TRUE(begin("9d", noon + std::chrono::hours(2)).second.size() == 2U) << "only when something has changed";
}

}  // namespace
}  // namespace waymark
