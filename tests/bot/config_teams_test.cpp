#include <gmock/gmock.h>

#include "bot/platforms.hpp"
#include "tests/bot/config_reading.hpp"
#include "tests/support/certificate.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::key_kind;
using ::testing::Not;
using testing::self_signed;

struct TeamsConfig : config_reading {
    TeamsConfig() { environment["SECRET"] = teams_secret; }
    teams_settings settings(std::string_view text) {
        const auto got = read(text);
        EXPECT_FALSE(any_error(problems)) << said(text);
        return settings_of(*got.teams, around);
    }
};

std::string with_certificate(const std::string& more = {}) {
    return std::string("teams:\n  app_id: ") + teams_app + "\n  home_tenant: " + teams_home +
           "\n  certificate_file: app.pem\n  private_key_file: app.key\n" + more;
}

TEST_F(TeamsConfig, FourLinesAreEnoughAndTheRestIsThePublicCloud) {
    const auto got = settings(teams_section());
    EXPECT_EQ(said(teams_section()), "");
    EXPECT_EQ(got.whom.app_id, teams_app);
    EXPECT_EQ(got.whom.home_tenant, teams_home);
    EXPECT_THAT(got.whom.issuers, ElementsAre("https://api.botframework.com"));
    EXPECT_THAT(got.whom.service_hosts, ElementsAre("smba.trafficmanager.net"));
    EXPECT_EQ(got.credentials.secret, teams_secret);
    EXPECT_EQ(got.metadata_url, "https://login.botframework.com/v1/.well-known/openidconfiguration");
    EXPECT_EQ(got.token_url, std::string("https://login.microsoftonline.com/") + teams_home + "/oauth2/v2.0/token");
    EXPECT_EQ(got.token_scope, "https://api.botframework.com/.default");
    EXPECT_EQ(got.first_service_url, "https://smba.trafficmanager.net/teams/");
    EXPECT_EQ(got.tenant_per_minute, 1'800);
    EXPECT_FALSE(got.anonymous);
}

TEST_F(TeamsConfig, AMultiTenantAppGetsItsTokensFromTheSharedTenant) {
    const auto got = settings(std::string("teams: { app_id: ") + teams_app + ", app_secret_env: SECRET, tenants: [" +
                              teams_home + "] }\n");
    EXPECT_EQ(got.token_url, "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token");
    EXPECT_EQ(got.whom.home_tenant, "");
    EXPECT_THAT(got.whom.tenants, ElementsAre(teams_home));
}

TEST_F(TeamsConfig, AnotherCloudMeansOtherAddresses) {
    const auto got = settings(teams_section("  cloud: gcc_high\n"));
    EXPECT_EQ(got.metadata_url, "https://login.botframework.azure.us/v1/.well-known/openidconfiguration");
    EXPECT_THAT(got.whom.issuers, ElementsAre("https://api.botframework.us"));
    EXPECT_THAT(got.whom.service_hosts, ElementsAre("smba.infra.gov.teams.microsoft.us"));
    EXPECT_THAT(got.token_url, HasSubstr("https://login.microsoftonline.us/"));
    EXPECT_THAT(said(teams_section("  cloud: gcc-high\n")),
                HasSubstr("error C008: \"gcc-high\" is not one of: public, gcc, gcc_high, dod\n"));
}

TEST_F(TeamsConfig, EveryAddressMayBeNamed) {
    files["/etc/waymark/ca.pem"] = self_signed("waymark").certificate;
    const auto got =
        settings(teams_section("  openid_metadata: http://127.0.0.1:9000/metadata\n"
                               "  issuers: [https://issuer.example]\n"
                               "  token_service: https://tokens.example/\n"
                               "  token_scope: scope/.default\n"
                               "  service_hosts: [127.0.0.1:9001]\n"
                               "  first_service_url: https://127.0.0.1:9001/amer\n"
                               "  ca_file: ca.pem\n"
                               "  bot_name: Way\n"
                               "  messages_per_minute: 60\n"));
    EXPECT_EQ(got.metadata_url, "http://127.0.0.1:9000/metadata");
    EXPECT_THAT(got.whom.issuers, ElementsAre("https://issuer.example"));
    EXPECT_EQ(got.token_url, std::string("https://tokens.example/") + teams_home + "/oauth2/v2.0/token");
    EXPECT_EQ(got.token_scope, "scope/.default");
    EXPECT_THAT(got.whom.service_hosts, ElementsAre("127.0.0.1:9001"));
    EXPECT_EQ(got.first_service_url, "https://127.0.0.1:9001/amer");
    EXPECT_EQ(got.ca_file, "/etc/waymark/ca.pem");
    EXPECT_EQ(got.bot_name, "Way");
    EXPECT_EQ(got.tenant_per_minute, 60);
}

TEST_F(TeamsConfig, IdsAreOneTextInAnyLetterCase) {
    EXPECT_EQ(
        settings("teams:\n  app_id: 0B07C0DE-1111-4222-8333-444455556666\n  app_secret_env: SECRET\n  home_tenant: " +
                 std::string(teams_home) + "\n")
            .whom.app_id,
        teams_app);
}

TEST_F(TeamsConfig, SaysWhatIsMissing) {
    const auto text = said("teams: { bot_name: Way }\n");
    EXPECT_THAT(text, HasSubstr("waymark.yaml:1:1: error C005: teams needs app_id: the id of the app\n"));
    EXPECT_THAT(text, HasSubstr("Application (client) ID"));
    EXPECT_THAT(text, HasSubstr("error C005: teams needs app_secret_env: the variable that holds the client secret"));
    EXPECT_THAT(text, HasSubstr("error C005: teams needs home_tenant or tenants: nobody could talk to the bot\n"));
    EXPECT_THAT(text, HasSubstr("home_tenant is where a single-tenant app is registered"));
    EXPECT_THAT(text, Not(HasSubstr("no chat platform")));
    EXPECT_THAT(
        said("teams:\n  bot_name: Way\n"),
        HasSubstr("waymark.yaml:1:1: error C005: teams needs app_secret_env: the variable that holds the client "
                  "secret of the app\nteams:\n^ add \"app_secret_env: WAYMARK_TEAMS_APP_SECRET\"; or "));
}

TEST_F(TeamsConfig, WhatIsNoIdIsSaidWithItsPlaceAndOnce) {
    const auto text = said(
        "teams:\n  app_id: waymark\n  app_secret_env: SECRET\n  home_tenant: contoso.onmicrosoft.com\n  tenants: [" +
        std::string(teams_home) + ", 1234]\n");
    EXPECT_EQ(problems.size(), 3U) << text;
    EXPECT_THAT(text, HasSubstr("waymark.yaml:2:11: error C022: \"waymark\" is no id of this kind\n"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:4:16: error C022: \"contoso.onmicrosoft.com\" is no id of this kind\n"));
    EXPECT_THAT(text, HasSubstr("\"App Tenant ID\", Entra in its overview as \"Tenant ID\""));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:5:51: error C022: \"1234\" is no id of this kind\n"));
}

TEST_F(TeamsConfig, AnIdThatIsNearlyOneGetsAHintOfItsOwn) {
    const auto with = [&](const std::string& tenant) {
        return said("teams: { app_id: " + std::string(teams_app) + ", app_secret_env: SECRET, home_tenant: " + tenant +
                    " }\n");
    };
    EXPECT_THAT(with("11111111222243338444555555555555"),
                HasSubstr("^ write it with its dashes: 11111111-2222-4333-8444-555555555555\n"));
    for (const auto* masked :
         {"11111111-****-****-****-********5555", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxx5555", "11111111-2222-...",
          "\"\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"
          "5555\""})
        EXPECT_THAT(with(masked),
                    HasSubstr("^ part of it is hidden here; the button beside it in the portal copies the "
                              "whole id\n"))
            << masked;
    EXPECT_THAT(with("\"{11111111-2222-4333-8444-555555555555}\""), HasSubstr("^ write it without the braces\n"));
}

TEST_F(TeamsConfig, WordsOfMicrosoftsPagesAreUnderstood) {
    const auto text = said("teams: { microsoft_app_id: " + std::string(teams_app) +
                           ", app_secret_env: SECRET, tenant_id: " + teams_home + " }\n");
    EXPECT_EQ(problems.size(), 2U) << "one mistake is one problem: " << text;
    EXPECT_THAT(text, HasSubstr("error C003: there is no setting called \"tenant_id\" in teams\n"));
    EXPECT_THAT(text, HasSubstr("^ did you mean \"home_tenant\"?\n"));
    EXPECT_THAT(text, HasSubstr("^ did you mean \"app_id\"?\n"));
    EXPECT_THAT(said("teams: { client_secret: of.mine }\n"),
                AllOf(HasSubstr("secrets never stand in this file; write \"app_secret_env\" and the name"),
                      Not(HasSubstr("of.mine"))));
}

// The value is on the line that is shown, and in no other place either.
TEST_F(TeamsConfig, ASecretInThePlaceOfAVariablesNameIsExplainedAndNotRepeated) {
    const auto text = said("teams:\n  app_id: " + std::string(teams_app) +
                           "\n  app_secret_env: k2.Z~y_1-Q\n  home_tenant: " + teams_home + "\n");
    EXPECT_EQ(text,
              "/etc/waymark/waymark.yaml:3:19: error C030: the name of an environment variable belongs here, and "
              "this is none; it is not repeated\n  app_secret_env: ********\n                  ^ put the client "
              "secret itself into a variable where the service is started, and write the variable's name here, "
              "such as WAYMARK_TEAMS_APP_SECRET\n\n");
}

TEST_F(TeamsConfig, TheIdsOfTheExampleAreRefused) {
    const auto text = said(
        "teams:\n  app_id: 00000000-0000-0000-0000-000000000000\n  app_secret_env: SECRET\n"
        "  home_tenant: 00000000-0000-0000-0000-000000000000\n");
    EXPECT_THAT(text, HasSubstr("waymark.yaml:2:11: error C018: this is the id of the example, and not yours\n"));
    EXPECT_THAT(text, HasSubstr("waymark.yaml:4:16: error C018: "));
}

// Entra shows two things beside each other, and the wrong one is a GUID.
TEST_F(TeamsConfig, TheIdOfTheSecretIsNotTheSecret) {
    environment["SECRET"] = teams_home;
    const auto text = said(teams_section());
    EXPECT_THAT(text, HasSubstr("waymark.yaml:3:19: error C017: what SECRET holds is no client secret\n"));
    EXPECT_THAT(text, HasSubstr("not as \"Secret ID\""));
    EXPECT_THAT(text, Not(HasSubstr("what " + std::string(teams_home))));
}

TEST_F(TeamsConfig, ASecretThatIsWrittenOutIsNotRepeated) {
    const auto text = said("teams:\n  app_secret: abc8Q~0123456789_1234567.89012345678-0123\n");
    EXPECT_THAT(text, HasSubstr("  app_secret: ************"));
    EXPECT_THAT(text, HasSubstr("secrets never stand in this file; write \"app_secret_env\""));
    EXPECT_THAT(text, Not(HasSubstr("8Q~")));
    EXPECT_THAT(text, Not(HasSubstr("0123")));
}

TEST_F(TeamsConfig, TheSecretMayStandInAFile) {
    files["/etc/waymark/secret"] = "abc8Q~0000000000000000000000000000000000\n";
    const auto got = settings(std::string("teams: { app_id: ") + teams_app +
                              ", app_secret_file: secret, home_tenant: " + teams_home + " }\n");
    EXPECT_EQ(got.credentials.secret, "abc8Q~0000000000000000000000000000000000");
}

TEST_F(TeamsConfig, OnlyOneThingCanCount) {
    environment["NEW"] = environment["SECRET"];
    EXPECT_THAT(
        said(teams_section("  certificate_file: a.pem\n  private_key_file: a.key\n")),
        HasSubstr("waymark.yaml:3:19: error C025: teams has a secret and a certificate, and only one can count"));
    EXPECT_THAT(said("teams: { app_secret_env: [SECRET, NEW] }\n"),
                HasSubstr("waymark.yaml:1:35: error C025: teams has several secrets, and only one can count"));
    EXPECT_THAT(said(teams_section("  token_tenant: botframework.com\n")),
                HasSubstr("waymark.yaml:5:17: error C025: a single-tenant app gets its tokens from home_tenant"));
}

TEST_F(TeamsConfig, ACertificateThatFitsItsKeyIsAsGoodAsASecret) {
    const auto made = self_signed("waymark", key_kind::rsa);
    files = {{"/etc/waymark/app.pem", made.certificate}, {"/etc/waymark/app.key", made.key}};
    const auto got = settings(with_certificate());
    EXPECT_EQ(got.credentials.secret, "");
    EXPECT_EQ(got.credentials.certificate, made.certificate);
    EXPECT_EQ(got.credentials.private_key, made.key);
}

TEST_F(TeamsConfig, ACertificateThatCannotServeIsSaidBeforeTheStart) {
    EXPECT_THAT(said(with_certificate()),
                AllOf(HasSubstr("waymark.yaml:4:21: error C010: the file /etc/waymark/app.pem cannot be read"),
                      HasSubstr("waymark.yaml:5:21: error C010: the file /etc/waymark/app.key cannot be read")));
    const auto made = self_signed("waymark", key_kind::rsa);
    files = {{"/etc/waymark/app.pem", made.certificate},
             {"/etc/waymark/app.key", self_signed("waymark", key_kind::rsa).key}};
    EXPECT_THAT(said(with_certificate()), HasSubstr("waymark.yaml:5:21: error C020: /etc/waymark/app.key does not "));
    const auto elliptic = self_signed("waymark");
    files = {{"/etc/waymark/app.pem", elliptic.certificate}, {"/etc/waymark/app.key", elliptic.key}};
    EXPECT_THAT(said(with_certificate()), HasSubstr("waymark.yaml:4:21: error C019: /etc/waymark/app.pem holds no "
                                                    "certificate that can be used: Entra takes only keys of RSA\n"));
    EXPECT_THAT(said("teams: { certificate_file: app.pem }\n"),
                HasSubstr("error C011: teams needs both certificate_file and private_key_file, or neither"));
}

TEST_F(TeamsConfig, ACertificateThatExpiresSoonIsAWarning) {
    const auto made = self_signed("waymark", key_kind::rsa);  // good for a day
    files = {{"/etc/waymark/app.pem", made.certificate}, {"/etc/waymark/app.key", made.key}};
    const auto at_hand = std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
    auto now = at_hand - std::chrono::days(40);
    around.now = [&] { return now; };
    EXPECT_EQ(said(with_certificate()), "");
    now = at_hand - std::chrono::days(20);
    EXPECT_THAT(said(with_certificate()),
                HasSubstr("waymark.yaml:4:21: warning C024: the certificate in /etc/waymark/app.pem expires on 2"));
    now = at_hand + std::chrono::days(2);
    EXPECT_THAT(said(with_certificate()),
                HasSubstr("warning C024: the certificate in /etc/waymark/app.pem has expired on 2"));
    EXPECT_FALSE(any_error(problems));
}

TEST_F(TeamsConfig, AddressesAreHttpsUnlessTheyAreOfThisMachine) {
    for (const auto* key : {"openid_metadata", "token_service", "first_service_url"})
        for (const auto* address : {"http://login.example", "login.example", "https://you@login.example"})
            EXPECT_THAT(
                said(teams_section(std::string("  ") + key + ": " + address + "\n")),
                HasSubstr(std::string("error C013: \"") + address + "\" is not a web address that can be trusted"))
                << key;
}

TEST_F(TeamsConfig, HostsAreBareAndExact) {
    for (const auto* host : {"https://smba.trafficmanager.net", "smba.trafficmanager.net/amer",
                             "'*.trafficmanager.net'", "user@host", "two hosts"})
        EXPECT_THAT(said(teams_section(std::string("  service_hosts: [") + host + "]\n")),
                    HasSubstr("waymark.yaml:5:19: error C026: "))
            << host;
}

TEST_F(TeamsConfig, WhoHasNotWrittenYetIsWrittenToAtAListedHost) {
    EXPECT_THAT(said(teams_section("  service_hosts: [127.0.0.1:9001]\n")),
                HasSubstr("waymark.yaml:5:18: error C026: first_service_url leads to a host that is not among "
                          "service_hosts: https://smba.trafficmanager.net/teams/\n"));
    EXPECT_THAT(said(teams_section("  first_service_url: https://elsewhere.example/\n")),
                HasSubstr("waymark.yaml:5:22: error C026: first_service_url leads to a host"));
}

TEST_F(TeamsConfig, WithoutTokensOnlyThisMachineIsServed) {
    const std::string anonymous = "teams: { anonymous: true }\n";
    EXPECT_TRUE(settings(anonymous).anonymous);
    EXPECT_EQ(said("listen: \"[::1]:0\"\n" + anonymous), "");
    for (const auto* where : {"0.0.0.0:3978", "192.168.1.2:3978", "\"[::]:3978\""})
        EXPECT_THAT(said(std::string("listen: ") + where + "\n" + anonymous),
                    HasSubstr("waymark.yaml:2:21: error C023: without tokens everybody who reaches "))
            << where;
}

TEST_F(TeamsConfig, WithoutTokensThereAreNoSecretsEither) {
    EXPECT_THAT(said(teams_section("  anonymous: true\n")),
                HasSubstr("waymark.yaml:5:14: error C025: anonymous means without secrets, and here is one\n"));
    EXPECT_THAT(said(with_certificate("  anonymous: true\n")),
                HasSubstr("error C025: anonymous means without secrets"));
    for (const auto* nearly : {"maybe", "yes", "True", "on"}) {
        const auto text = said(std::string("teams: { anonymous: ") + nearly + " }\n");
        EXPECT_THAT(text, HasSubstr("error C008: \"" + std::string(nearly) + "\" is not one of: true, false\n"));
        EXPECT_THAT(text, HasSubstr("^ write true\n"));
        EXPECT_EQ(problems.size(), 1U) << "nothing false follows from it: " << text;
    }
    const auto no = said(teams_section("  anonymous: no\n"));
    EXPECT_EQ(problems.size(), 1U) << no;
    EXPECT_THAT(no, HasSubstr("^ write false, or leave the line out\n"));
}

TEST_F(TeamsConfig, CommandsBesideTheServiceNeedNoSecret) {
    around.for_start = false;
    environment.clear();
    EXPECT_EQ(said(teams_section()), "");
    EXPECT_EQ(said(with_certificate()), "");
}

TEST_F(TeamsConfig, BothPlatformsCanBeServed) {
    environment["SIGNING"] = "8f742231b10e8888abcd99yyyzzz85a5";
    environment["TOKEN"] = "xoxb-1";
    const auto got = read(teams_section() + "slack: { signing_secrets_env: [SIGNING], bot_token_env: TOKEN }\n");
    EXPECT_FALSE(any_error(problems));
    EXPECT_TRUE(got.slack && got.teams);
}

}  // namespace
}  // namespace waymark
