#include <gmock/gmock.h>

#include "tests/bot/config_reading.hpp"

namespace waymark {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Config : config_reading {
    std::string folder_trouble;

    Config() {
        environment = {{"SECRET", "8f742231b10e8888abcd99yyyzzz85a5"}, {"TOKEN", "xoxb-1"}};
        around.folder_trouble = [this](const std::string&) { return folder_trouble; };
    }
};

constexpr std::string_view sound = R"(listen: 0.0.0.0:0
admin: "[::1]:9100"
database: data/waymark.db
slack:
  signing_secrets_env: [SECRET]
  bot_token_env: TOKEN
  api_base: http://127.0.0.1:4000/api
limits:
  body: 2 MiB
  idle: 20s
log: { level: debug, format: text }
)";

TEST_F(Config, ReadsEverySettingAndCountsPathsFromItsOwnFolder) {
    const auto got = read(sound);
    EXPECT_FALSE(any_error(problems)) << said(sound);
    EXPECT_EQ(got.listen.host, "0.0.0.0");
    EXPECT_EQ(got.listen.port, 0);
    EXPECT_EQ(got.admin.host, "::1");
    EXPECT_EQ(got.admin.port, 9100);
    EXPECT_EQ(got.database, "/etc/waymark/data/waymark.db");
    ASSERT_TRUE(got.slack);
    EXPECT_EQ(got.slack->signing_secrets.at(0).reveal(), "8f742231b10e8888abcd99yyyzzz85a5");
    EXPECT_EQ(got.slack->bot_token.reveal(), "xoxb-1");
    EXPECT_EQ(got.slack->api_base, "http://127.0.0.1:4000/api/");
    EXPECT_EQ(got.limits.body_bytes, std::size_t{2} * 1024 * 1024);
    EXPECT_EQ(got.limits.idle_patience, std::chrono::seconds(20));
    EXPECT_EQ(got.log_format, "text");
}

TEST_F(Config, TheMasterKeyStandsBesideTheDatabaseOrWhereTheSettingsSay) {
    const auto with = [&](const std::string& lines) { return std::string(sound) + lines; };
    EXPECT_EQ(read(sound).master_key.of_database("/var/w.db").file, "/var/w.db.key");
    EXPECT_EQ(read(with("master_key_file: keys/w.key\n")).master_key.of_database("/var/w.db").file,
              "/etc/waymark/keys/w.key");
    EXPECT_THAT(said(with("master_key_env: MASTER\n")),
                HasSubstr("error C009: the environment variable MASTER is not set"));
    const auto itself = said(with("master_key_env: Ol3lcQrbT9kfR0aU2n0wYbd3l5oVQ6xkA1Zs7nEexnE=\n"));
    EXPECT_THAT(itself, HasSubstr("error C030: the name of an environment variable belongs here"));
    EXPECT_THAT(itself, Not(HasSubstr("Ol3l")));
    environment["MASTER"] = "a key";
    const auto got = read(with("master_key_env: MASTER\n"));
    EXPECT_EQ(got.master_key.variable, "MASTER");
    EXPECT_EQ(got.master_key.of_database("/var/w.db").file, "");
    EXPECT_THAT(said(with("master_key_env: MASTER\nmaster_key_file: w.key\n")), HasSubstr("error C025"));
}

TEST_F(Config, SaysEverythingThatIsWrongAtOnce) {
    const auto text = said("listn: 127.0.0.1:80\nadmin: somewhere\nlimits: { body: 1 TB, connections: many }\n");
    EXPECT_THAT(text, HasSubstr("waymark.yaml:1:1: error C003: there is no setting called \"listn\" in the "
                                "configuration\n"));
    EXPECT_THAT(text, HasSubstr("did you mean \"listen\"?"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:2:8: error C012: \"somewhere\" is not an address to listen on\n"));
    EXPECT_THAT(text, HasSubstr("error C007: a size from 1 KiB to 64 MiB is needed here, not \"1 TB\"\n"));
    EXPECT_THAT(text, HasSubstr("error C006: a whole number from 1 to 100000 is needed here, not \"many\"\n"));
    EXPECT_THAT(text, HasSubstr("error C005: no chat platform is set up\n"));
}

TEST_F(Config, AnAppThatPeopleInstallNeedsItsSecretAndAnAddressAndNoToken) {
    environment["CLIENT"] = "0123456789abcdef0123456789abcdef";
    const auto with = [](const std::string& lines) { return "slack:\n  signing_secrets_env: [SECRET]\n" + lines; };
    const auto whole =
        with("  client_id: 1111.2222\n  client_secret_env: CLIENT\n  public_url: https://bot.example.org\n");
    const auto got = read(whole);
    EXPECT_FALSE(any_error(problems)) << said(whole);
    EXPECT_EQ(got.slack->client_id, "1111.2222");
    EXPECT_EQ(got.slack->client_secret.reveal(), "0123456789abcdef0123456789abcdef");
    EXPECT_THAT(said(with("")), HasSubstr("or, for several workspaces, client_id and client_secret_env"));
    const auto half = said(with("  client_id: 1111.2222\n"));
    EXPECT_THAT(half, HasSubstr("error C005: slack has a client_id and needs client_secret_env"));
    EXPECT_THAT(half, HasSubstr("error C005: people install the app in their browser, and public_url does not say"));
    EXPECT_THAT(half, Not(HasSubstr("bot_token_env")));
    EXPECT_THAT(said(with("  client_secret_env: CLIENT\n")), HasSubstr("slack has a client secret and no client_id"));
    environment["CLIENT"] = "xoxb-a-token-in-its-place";
    EXPECT_THAT(said(whole), HasSubstr("error C017: what CLIENT holds is no client secret"));
}

TEST_F(Config, AMissingVariableIsNamedWithItsPlaceAndNoSecretIsEverShown) {
    environment.erase("TOKEN");
    const auto text = said(sound);
    EXPECT_THAT(text, HasSubstr("waymark.yaml:6:18: error C009: the environment variable TOKEN is not set\n"));
    EXPECT_THAT(text, Not(HasSubstr("8f742231")));
}

// Pasted in the place of a name, or under a key that does not exist: it is not repeated, not even with its line.
TEST_F(Config, ASecretInTheWrongPlaceIsNotRepeated) {
    const auto text = said(
        "slack:\n  signing_secrets_env: [8f742231b10e8888abcd99eee000ccc5]\n  bot_token_env: xoxb-123-AbC\n"
        "  bot_token: xoxb-123-AbC\n");
    EXPECT_THAT(text, HasSubstr("error C030: the name of an environment variable belongs here, and this is none; it is "
                                "not repeated\n"
                                "  bot_token_env: ********\n"));
    EXPECT_THAT(text, HasSubstr("write the variable's name here, such as WAYMARK_SLACK_BOT_TOKEN\n"));
    EXPECT_THAT(text, Not(HasSubstr("8f742231")));
    EXPECT_THAT(text, Not(HasSubstr("123-AbC")));
}

// No shape of a secret is known for sure: what is no name of a variable is left out, whatever it looks like.
TEST_F(Config, WhatIsNoNameOfAVariableIsNotRepeatedWhateverItLooksLike) {
    for (const std::string typed : {"pass.word=1", "aB3dE5gH7jK9mN1pQ3sT5", "'my secret'", "4fe1", "a-b-c"}) {
        const auto text = said("slack: { signing_secrets_env: [SECRET, " + typed + "], bot_token_env: TOKEN }\n");
        EXPECT_THAT(text, HasSubstr("waymark.yaml:1:40: error C030: the name of an environment variable belongs here"));
        EXPECT_THAT(text, HasSubstr("signing_secrets_env: [SECRET, *"));
        EXPECT_THAT(text, Not(HasSubstr(typed))) << typed;
    }
    EXPECT_THAT(said("slack: { signing_secret: my.own, bot_token: pass.word }\n"),
                AllOf(Not(HasSubstr("my.own")), Not(HasSubstr("pass.word"))));
}

TEST_F(Config, WhoWritesASecretOutIsToldWhereItBelongs) {
    const auto text = said("slack:\n  signing_secret: 8f742231b10e8888abcd99eee000ccc5\n  bot_token: xoxb-123-AbC\n");
    EXPECT_THAT(text, HasSubstr("secrets never stand in this file; write \"signing_secrets_env\" and the name of the "
                                "variable that holds it"));
    EXPECT_THAT(text,
                HasSubstr("error C003: there is no setting called \"bot_token\" in slack\n  bot_token: ************\n"
                          "  ^ secrets never stand in this file; write \"bot_token_env\" and the name of the "
                          "variable that holds it\n"));
    EXPECT_THAT(text, Not(HasSubstr("8f742231")));
    EXPECT_THAT(text, Not(HasSubstr("123-AbC")));
}

TEST_F(Config, SecretsMayStandInFilesAndLoseTheirLineEnd) {
    files["/run/secrets/token"] = "xoxb-2\n";
    const auto got = read("slack: { signing_secrets_env: [SECRET], bot_token_file: /run/secrets/token }\n");
    EXPECT_FALSE(any_error(problems));
    EXPECT_EQ(got.slack->bot_token.reveal(), "xoxb-2");
    EXPECT_THAT(said("slack: { signing_secrets_env: [SECRET], bot_token_file: /nowhere }\n"),
                AllOf(HasSubstr("error C010: the file /nowhere cannot be read, or is empty\n"),
                      HasSubstr("^ it holds the bot token and nothing else, and whoever runs Waymark can read it\n")));
}

TEST_F(Config, FilesOfSecretsCountFromTheFolderOfTheSettings) {
    files["/etc/waymark/signing"] = "8f742231b10e8888abcd99yyyzzz85a5\n";
    files["/etc/waymark/private/token"] = "xoxb-3\n";
    const auto got = read("slack: { signing_secrets_file: [signing], bot_token_file: private/token }\n");
    EXPECT_FALSE(any_error(problems));
    EXPECT_EQ(got.slack->signing_secrets.at(0).reveal(), "8f742231b10e8888abcd99yyyzzz85a5");
    EXPECT_EQ(got.slack->bot_token.reveal(), "xoxb-3");
    EXPECT_THAT(said("slack: { signing_secrets_file: [signing, none], bot_token_file: private/token }\n"),
                HasSubstr("waymark.yaml:1:42: error C010: the file /etc/waymark/none cannot be read, or is empty\n"));
}

TEST_F(Config, TwoSigningSecretsAreValidWhileOneIsBeingChanged) {
    environment["OLD"] = "0ld42231b10e8888abcd99yyyzzz85a5";
    const auto got = read("slack: { signing_secrets_env: [SECRET, OLD], bot_token_env: TOKEN }\n");
    EXPECT_FALSE(any_error(problems));
    EXPECT_EQ(got.slack->signing_secrets.size(), 2U);
}

TEST_F(Config, WithAnAppTokenSlackNeedNotReachUs) {
    environment = {{"APP", "xapp-1-A0-2"}, {"TOKEN", "xoxb-1"}, {"OTHER", "xoxb-2"}};
    const auto got = read("slack: { app_token_env: APP, bot_token_env: TOKEN }\n");
    EXPECT_TRUE(problems.empty());
    EXPECT_TRUE(got.slack->socket_mode);
    EXPECT_EQ(got.slack->app_token.reveal(), "xapp-1-A0-2");
    EXPECT_EQ(got.slack->socket_connections, 2);
    files = {{"/run/secrets/app", "xapp-1-A0-3\n"}};
    const auto in_file =
        read("slack: { app_token_file: /run/secrets/app, bot_token_env: TOKEN, socket_connections: 4 }\n");
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(in_file.slack->app_token.reveal(), "xapp-1-A0-3");
    EXPECT_EQ(in_file.slack->socket_connections, 4);
    EXPECT_THAT(said("slack: { app_token_env: OTHER, bot_token_env: TOKEN }\n"),
                AllOf(HasSubstr("error C017: what OTHER holds is no app token"), HasSubstr("it begins with xapp-"),
                      Not(HasSubstr("xoxb-2"))));
    EXPECT_THAT(said("slack: { app_token_env: [APP, OTHER], bot_token_env: TOKEN }\n"), HasSubstr("one app token"));
    EXPECT_THAT(said("slack: { app_token_env: APP, bot_token_env: TOKEN, socket_connections: 11 }\n"),
                HasSubstr("error C0"));
    EXPECT_THAT(said("slack: { bot_token_env: TOKEN }\n"), HasSubstr("app_token_env: WAYMARK_SLACK_APP_TOKEN"));
    around.for_start = false;
    EXPECT_TRUE(read("slack: { app_token_env: NOT_SET, bot_token_env: TOKEN }\n").slack->socket_mode)
        << "also for commands that need no secret";
}

TEST_F(Config, HalfACertificateIsRefused) {
    EXPECT_THAT(said("tls: { cert_file: a.pem }\n"), HasSubstr("error C011: tls needs both cert_file and key_file"));
}

TEST_F(Config, TheTokenGoesOnlyToAnAddressThatCanBeTrusted) {
    EXPECT_THAT(
        said("slack: { signing_secrets_env: [SECRET], bot_token_env: TOKEN, api_base: http://slack.com/api }\n"),
        HasSubstr("error C013: \"http://slack.com/api\" is not a web address that can be trusted"));
}

// C004: a group of settings, one value or a list, where another of these belongs.
TEST_F(Config, AnotherKindOfValueIsRefusedWithItsPlace) {
    const auto text = said("listen: [127.0.0.1:1]\nlimits: many\nprogrammes: { one: two }\n");
    EXPECT_THAT(text, HasSubstr("waymark.yaml:1:9: error C004: a single value is needed here\n"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:2:9: error C004: limits must hold settings, one per line\n"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:3:13: error C004: a list is needed here, such as [one, two]\n"));
}

TEST_F(Config, ASlipInAKeyIsOneProblem) {
    EXPECT_EQ(said("slck: { signing_secrets_env: [SECRET], bot_token_env: TOKEN }\n"),
              "/etc/waymark/waymark.yaml:1:1: error C003: there is no setting called \"slck\" in the configuration\n"
              "slck: { signing_secrets_env: [SECRET], bot_token_env: TOKEN }\n"
              "^ did you mean \"slack\"?\n\n");
}

TEST_F(Config, TwoListenersNeedTwoPorts) {
    const std::string slack = "slack: { signing_secrets_env: [SECRET], bot_token_env: TOKEN }\n";
    EXPECT_THAT(said("listen: 0.0.0.0:9000\nadmin: 127.0.0.1:9000\n" + slack),
                HasSubstr("waymark.yaml:2:8: error C015: \"listen\" and \"admin\" have the same port, 9000\n"));
    EXPECT_THAT(said("listen: 127.0.0.1:8081\n" + slack), HasSubstr("waymark.yaml:1:9: error C015: "));
    EXPECT_EQ(said("listen: 127.0.0.1:0\nadmin: 127.0.0.1:0\n" + slack), "");
    EXPECT_EQ(said("listen: 127.0.0.2:9000\nadmin: 127.0.0.1:9000\n" + slack), "");
}

TEST_F(Config, TheFolderOfTheDatabaseIsLookedAtBeforeAStart) {
    folder_trouble = "does not exist";
    EXPECT_THAT(said(sound),
                HasSubstr("waymark.yaml:3:11: warning C016: the folder of the database, /etc/waymark/data, "
                          "does not exist\n"));
}

TEST_F(Config, ASettingWithASlipInItsKeyKeepsItsPlace) {
    folder_trouble = "does not exist";
    EXPECT_THAT(said("listen: 0.0.0.0:0\ndatabse: data/waymark.db\n"),
                HasSubstr("waymark.yaml:2:10: warning C016: the folder of the database, /etc/waymark/data, does not "));
}

TEST_F(Config, ASecretOfAnotherShapeIsNoticedAndNotRepeated) {
    environment = {{"SECRET", "xoxb-1-in-the-wrong-place"}, {"TOKEN", "xoxp-somebody"}};
    const auto text = said(sound);
    EXPECT_THAT(text, HasSubstr("waymark.yaml:5:25: error C017: what SECRET holds is no signing secret\n"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:6:18: error C017: what TOKEN holds is no bot token\n"));
    EXPECT_THAT(text, Not(HasSubstr("xoxb-1")));
    EXPECT_THAT(text, Not(HasSubstr("xoxp")));
    environment["SECRET"] = "short";
    EXPECT_THAT(said(sound), HasSubstr("what SECRET holds is no signing secret"));
}

TEST_F(Config, AnIdOfTheExampleIsNoId) {
    EXPECT_THAT(said("slack: { signing_secrets_env: [SECRET], bot_token_env: TOKEN, app_id: A0123456789 }\n"),
                HasSubstr("waymark.yaml:1:71: error C018: this is the id of the example, and not of your app\n"));
}

TEST_F(Config, BrokenYamlAndRepeatedKeysHaveCodesOfTheirOwn) {
    EXPECT_THAT(said("listen: [\n"), HasSubstr("error C001"));
    EXPECT_THAT(said("listen: 127.0.0.1:1\nlisten: 127.0.0.1:2\n"), HasSubstr("error C002"));
}

}  // namespace
}  // namespace waymark
