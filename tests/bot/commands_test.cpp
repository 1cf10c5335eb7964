// The commands around the database, and the starts of `waymark run` that come to nothing.
#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/commands/backup.hpp"
#include "bot/commands/check_config.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/playground.hpp"
#include "bot/commands/restore.hpp"
#include "bot/commands/run.hpp"
#include "bot/commands/status.hpp"
#include "storage/look.hpp"
#include "tests/support/fake_slack.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const instant noon = from_us(1'780'000'000'000'000);

struct Commands : ::testing::Test {
    fs::path folder = fs::temp_directory_path() / ("waymark_commands_" + std::to_string(::getpid()));
    std::ostringstream out, said;
    std::string database = (folder / "w.db").string();

    Commands() {
        fs::remove_all(folder);
        fs::create_directories(folder);
        ::setenv("APP_TEST_SECRET", "8f742231b10e8888abcd99yyyzzz85a5", 1);
        ::setenv("APP_TEST_TOKEN", "xoxb-T0ACME0001-of-the-tests", 1);
    }
    ~Commands() override { fs::remove_all(folder); }

    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    std::string settings(const std::string& api, const std::string& listen = "127.0.0.1:0",
                         const std::string& secret = "APP_TEST_SECRET") const {
        return write("waymark.yaml", "listen: \"" + listen + "\"\nadmin: \"127.0.0.1:0\"\ndatabase: w.db\n" +
                                         "slack:\n  signing_secrets_env: [" + secret +
                                         "]\n  bot_token_env: APP_TEST_TOKEN\n  api_base: " + api +
                                         "\nlog: { level: error, format: text }\n");
    }
    /// A database with a message that cannot be delivered, one of unknown arrival, and a closed account.
    void troubled() const {
        auto at = open_sqlite(database).at;
        turn_outcome outcome;
        for (const auto* key : {"one", "two"}) {
            outbox_message message;
            message.key.text = key;
            message.to.text = key;
            message.at = {"slack", {"T0ACME"}, "U0" + std::string(key)};
            outgoing words;
            words.text.push_back({"words of somebody", true});
            message.content = words;
            outcome.outbox.push_back(message);
        }
        const person_id ann{"ann"};
        (void)at->turn(turn_owner(ann), [&](const world&) { return outcome; }, {}, noon).value();
        const auto rows = at->begin_sends(at->sendable(noon, {10}, {}).value(), noon).value();
        send_result how;
        how.is = send_result::outcome::dead;
        how.reason = "msg_too_long";
        ASSERT_FALSE(at->record_send(rows.at(0).id, how, noon).has_error());
        how.is = send_result::outcome::unknown;
        how.when = noon;
        ASSERT_FALSE(at->record_send(rows.at(1).id, how, noon).has_error());
        inbound_event event;
        event.key = "e1";
        event.from = {"slack", {"T0ACME"}, "U0ANN"};
        event.what = inbound::said{"words of somebody"};
        ASSERT_TRUE(at->accept(event, noon).value());
        ASSERT_TRUE(at->accept(
                          [&] {
                              event.key = "e2";
                              return event;
                          }(),
                          noon)
                        .value());
        ASSERT_FALSE(
            at->quarantine(at->claim_inbox(1, noon).value().front().id, "std::out_of_range", noon).has_error());
        ASSERT_FALSE(at->set_fact(closed_account_fact + std::string("slack/T0ACME"), "token_revoked").has_error());
    }
};

TEST_F(Commands, StatusSaysWhatWaitsAndWhatCouldNotBeDelivered) {
    troubled();
    EXPECT_EQ(status({"", database}, out, said), exit_clean) << said.str();
    EXPECT_EQ(out.str(), database + R"(, schema 3
events to be worked on:       1, the oldest from 2026-05-28 20:26 UTC
messages to be sent:          1, the next at 2026-05-28 20:26 UTC
timers:                       0
sends of unknown arrival:     1
messages given up:            1
events that failed:           1

Closed accounts, nothing is sent there:
  slack/T0ACME: token_revoked

Nobody knows yet whether these arrived; the platform is being asked:
  two to two (2026-05-28 20:26 UTC)

Messages given up:
  one to one: msg_too_long (2026-05-28 20:26 UTC)

Events that failed again and again; please report them with the log:
  event 1: std::out_of_range (2026-05-28 20:26 UTC)
)");
    EXPECT_THAT(out.str(), Not(HasSubstr("words of somebody")));
}

TEST_F(Commands, StatusReadsADatabaseThatIsInUse) {
    const auto running = open_sqlite(database);
    ASSERT_TRUE(running.at);
    EXPECT_EQ(status({"", database}, out, said), exit_clean) << said.str();
}

TEST_F(Commands, StatusOfNothingIsAnError) {
    EXPECT_EQ(status({"", database}, out, said), exit_errors);
    EXPECT_EQ(said.str(), "waymark: there is no database at " + database + "\n");
    said.str("");
    EXPECT_EQ(status({"", ""}, out, said), exit_could_not_run);
    EXPECT_EQ(said.str(), "waymark: name the settings (--config FILE) or the database (--db FILE), one of them.\n");
}

TEST_F(Commands, ABackupNeedsNoSecretsAndARunningDatabaseIsNoObstacle) {
    const auto running = open_sqlite(database);
    ASSERT_TRUE(running.at);
    const auto config = settings("http://127.0.0.1:1/api/", "127.0.0.1:0", "APP_TEST_IS_NOT_SET");
    EXPECT_EQ(backup({config, ""}, (folder / "copy.db").string(), out, said), exit_clean) << said.str();
    EXPECT_EQ(verify_backup((folder / "copy.db").string(), config, out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                HasSubstr("copy.db is sound, and everything in it opens with the file " + database + ".key.\n"));
    const auto who_may = std::filesystem::status(folder / "copy.db").permissions();
    EXPECT_EQ(who_may, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Commands, ABackupNeverOverwritesAndADamagedOneIsFound) {
    (void)open_sqlite(database);
    const auto copy = write("copy.db", "not a database, but somebody's file");
    EXPECT_EQ(backup({"", database}, copy, out, said), exit_errors);
    EXPECT_EQ(said.str(), "waymark: " + copy + " exists already. Name a new file.\n");
    EXPECT_EQ(verify_backup(copy, "", out, said), exit_errors);
}

TEST_F(Commands, ARestoredDatabaseWaitsUntilItIsConfirmed) {
    troubled();
    const auto copy = (folder / "copy.db").string(), back = (folder / "back.db").string();
    ASSERT_EQ(backup({"", database}, copy, out, said), exit_clean) << said.str();
    EXPECT_EQ(restore_backup(copy, back, "", out, said), exit_errors) << "its key is not there yet";
    EXPECT_THAT(said.str(), HasSubstr(back + ".key, which is not there."));
    fs::copy_file(database + ".key", back + ".key");
    ASSERT_EQ(restore_backup(copy, back, "", out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("waymark confirm-restore " + back));
    out.str("");
    EXPECT_EQ(status({"", back}, out, said), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("PAUSED: restored from a backup at "));
    {
        const auto running = open_sqlite(back);
        EXPECT_EQ(confirm_restore(back, "", out, said), exit_errors);
        EXPECT_THAT(said.str(), HasSubstr("is using this database"));
    }
    EXPECT_EQ(confirm_restore(back, "", out, said), exit_clean);
    out.str("");
    EXPECT_EQ(status({"", back}, out, said), exit_clean);
    EXPECT_THAT(out.str(), Not(HasSubstr("PAUSED")));
    out.str("");
    EXPECT_EQ(confirm_restore(back, "", out, said), exit_clean);
    EXPECT_EQ(out.str(), back + " is not waiting to be confirmed; nothing was changed.\n");
}

TEST_F(Commands, ARefusedStartListsSettingsProgrammesAndConversationsInOneGo) {
    const auto config = settings("http://127.0.0.1:1/api/", "127.0.0.1:0", "APP_TEST_IS_NOT_SET");
    std::ofstream(config, std::ios::app) << "programmes: [programme.yaml]\n";
    (void)write("programme.yaml", "programme: p\nversion: one\n");
    EXPECT_EQ(check_config(config, out, said), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("error C009"), HasSubstr("programme.yaml:2:10: error P014")));
    said.str("");
    EXPECT_EQ(run(config, out, said), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("error C009"), HasSubstr("programme.yaml:2:10: error P014")));
    EXPECT_EQ(check_config((folder / "none.yaml").string(), out, said), exit_could_not_run);
    EXPECT_EQ(run((folder / "none.yaml").string(), out, said), exit_could_not_run);
}

TEST_F(Commands, WhatStandsInTheWayOfADatabaseIsSaidWithTheRest) {
    const auto config = write("waymark.yaml",
                              "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\ndatabase: nowhere/w.db\n"
                              "slack: { signing_secrets_env: [APP_TEST_SECRET], bot_token_env: APP_TEST_TOKEN }\n"
                              "programmes: [programme.yaml]\n");
    (void)write("programme.yaml", "programme: p\nversion: one\n");
    EXPECT_EQ(check_config(config, out, said), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr(config + ":3:11: warning C016: the folder of the database, " +
                                            (folder / "nowhere").string() + ", does not exist\n"),
                                  HasSubstr("programme.yaml:2:10: error P014")));
    EXPECT_EQ(status({config, ""}, out, said), exit_errors) << "it says so itself";
}

TEST_F(Commands, AKeyFileThatNoStartWouldTakeIsFoundBefore) {
    const auto config = settings("http://127.0.0.1:1/api/");
    EXPECT_EQ(check_config(config, out, said), exit_clean) << "a first start makes it; " << said.str();
    const auto keys = database + ".key";
    std::ofstream(keys) << "not a key\n";
    fs::permissions(keys, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(check_config(config, out, said), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("waymark: the master key: "), HasSubstr(keys)));
    said.str("");
    fs::permissions(keys, fs::perms::others_read, fs::perm_options::add);
    EXPECT_EQ(check_config(config, out, said), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("Run: chmod 600 " + keys));
}

TEST_F(Commands, IdsOfTheExampleAreNoIds) {
    const auto config = settings("http://127.0.0.1:1/api/");
    std::ofstream(config, std::ios::app) << "programmes: [six-month-classic.yaml]\n";
    const auto copied = folder / "six-month-classic.yaml";
    fs::copy_file(fs::path(WAYMARK_SOURCE_DIR) / "conversations/programmes/six-month-classic.yaml", copied);
    EXPECT_EQ(check_config(config, out, said), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr(": error C018: this id is from the example, and nobody has it\n"),
                                  HasSubstr("slack_workspace: T0EXAMPLE "), HasSubstr("    slack: U0EXAMPLE1 "),
                                  HasSubstr("    slack: U0EXAMPLE3\n")));
}

TEST_F(Commands, RunSaysThatASecretIsMissing) {
    const auto config = settings("http://127.0.0.1:1/api/", "127.0.0.1:0", "APP_TEST_IS_NOT_SET");
    EXPECT_EQ(run(config, out, said), exit_errors);
    EXPECT_EQ(said.str(), config +
                              ":5:25: error C009: the environment variable APP_TEST_IS_NOT_SET is not set\n"
                              "  signing_secrets_env: [APP_TEST_IS_NOT_SET]\n"
                              "                        ^ secrets never stand in this file; set it where the service "
                              "is started\n");
    EXPECT_FALSE(fs::exists(database));
}

TEST_F(Commands, RunSaysThatTheTokenIsWrong) {
    testing::fake_slack slack;
    slack.with_world([](testing::slack_world& world) { world.revoke("invalid_auth"); });
    EXPECT_EQ(run(settings(slack.api()), out, said), exit_errors);
    EXPECT_EQ(said.str(), "waymark: Slack did not accept the bot token (auth.test: invalid_auth).\n");
    EXPECT_EQ(out.str(), "");
}

TEST_F(Commands, RunSaysThatAPortIsInUse) {
    testing::fake_slack slack;
    const auto taken = "127.0.0.1:" + std::to_string(slack.port());
    EXPECT_EQ(run(settings(slack.api(), taken), out, said), exit_errors);
    EXPECT_EQ(said.str(), "waymark: cannot listen on " + taken + ": Address already in use\n");
}

TEST_F(Commands, RunSaysThatACertificateCannotBeUsedBeforeItMakesADatabase) {
    testing::fake_slack slack;
    const auto config = settings(slack.api());
    std::ofstream(config, std::ios::app) << "tls: { cert_file: none.pem, key_file: none.key }\n";
    EXPECT_EQ(run(config, out, said), exit_errors);
    for (const auto* name : {"none.pem", "none.key"})
        EXPECT_THAT(said.str(), HasSubstr("error C010: the file " + (folder / name).string() + " cannot be read"));
    EXPECT_FALSE(fs::exists(database));
}

TEST_F(Commands, PlaygroundSaysThatItsPortIsInUse) {
    testing::fake_slack somebody;
    playground_wishes wishes;
    wishes.database = database;
    wishes.port = somebody.port();
    EXPECT_EQ(playground(wishes, out, said), exit_errors);
    EXPECT_EQ(said.str(),
              "waymark: cannot listen on 127.0.0.1:" + std::to_string(somebody.port()) + ": Address already in use\n");
}

}  // namespace
}  // namespace waymark
