// Programmes held against the platforms of the settings, as "waymark check-config" and a start do.
#include <gmock/gmock.h>

#include <sstream>

#include "bot/commands/check_config.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto home = "9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f";
constexpr auto partners = "11111111-2222-4333-8444-555555555555";

constexpr auto mo_in_slack = "  - { id: mo, first_name: Mo, slack: U0MO000001 }\n";
constexpr auto ann_in_teams = "  - { id: ann, first_name: Ann, teams: 3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864 }\n";

struct PlatformCheck : admin_folder {
    PlatformCheck() : admin_folder("") {
        ::setenv("APP_TEST_SECRET", "8f742231b10e8888abcd99yyyzzz85a5", 1);
        ::setenv("APP_TEST_TOKEN", "xoxb-T0ACME0001-of-the-tests", 1);
        ::setenv("APP_TEST_TEAMS", "abc8Q~0123456789012345678901234567890123", 1);
    }
    std::string slack = "slack: { signing_secrets_env: [APP_TEST_SECRET], bot_token_env: APP_TEST_TOKEN }\n";
    std::string teams = teams_in(std::string("home_tenant: ") + home);

    static std::string teams_in(const std::string& tenants) {
        return "teams: { app_id: 0b07c0de-1111-4222-8333-444455556666, app_secret_env: APP_TEST_TEAMS, " + tenants +
               " }\n";
    }
    exit_code check(const std::string& platforms, const std::string& people, const std::string& tenant = home) {
        fresh();
        write("waymark.yaml",
              "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\nprogrammes: [programme.yaml]\ndatabase: " +
                  path("w.db") + "\n" + platforms);
        write("programme.yaml",
              "programme: six\nversion: 1\ntitle: Six months\nlanguage: en\nzone: UTC\ncontact: mo\n"
              "slack_workspace: T0ACME0001\nteams_tenant: " +
                  tenant + "\npeople:\n" + people);
        start_files read;
        return read_for_start(path("waymark.yaml"), read, said);
    }
};

TEST_F(PlatformCheck, PeopleOnPlatformsThatAreSetUpAreFine) {
    EXPECT_EQ(check(slack + teams, std::string(mo_in_slack) + ann_in_teams), exit_clean);
    EXPECT_EQ(said.str(), "");
    EXPECT_EQ(check(slack, mo_in_slack), exit_clean) << "a tenant in which nobody is";
    EXPECT_EQ(said.str(), "");
}

TEST_F(PlatformCheck, SomebodyWhoCanBeReachedNowhereStopsTheStartAndIsPointedAt) {
    EXPECT_EQ(check(slack, std::string(mo_in_slack) + ann_in_teams), exit_errors);
    EXPECT_EQ(said.str(), path("programme.yaml") +
                              ":11:40: error C029: 1 person has an account in Teams, and the settings have no section "
                              "\"teams:\"\n" +
                              ann_in_teams + std::string(39, ' ') + "^ add \"teams:\" to " + path("waymark.yaml") +
                              "; deploy/waymark.example.yaml shows it\n");
    EXPECT_EQ(check(teams, std::string(mo_in_slack) + ann_in_teams), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr(":10:38: error C029: 1 person has an account in Slack, and the settings have no "
                                      "section \"slack:\"\n"));
}

TEST_F(PlatformCheck, AnAccountMoreThanIsServedIsAWarning) {
    const auto both = std::string("  - { id: mo, first_name: Mo, slack: U0MO000001, teams: ") + partners + " }\n";
    EXPECT_EQ(check(slack, both), exit_clean);
    EXPECT_THAT(said.str(), HasSubstr(":10:57: warning C029: 1 person has an account in Teams, and "));
    EXPECT_EQ(check(slack, both + ann_in_teams), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr(":11:40: error C029: 2 people have an account in Teams"),
                                  HasSubstr("\"teams:\"; 1 can be reached nowhere\n")));
}

TEST_F(PlatformCheck, ATenantThatTheBotDoesNotServeStopsTheStart) {
    EXPECT_EQ(
        check(teams, ann_in_teams + std::string("  - { id: mo, first_name: Mo, teams: ") + home + " }\n", partners),
        exit_errors);
    EXPECT_EQ(said.str(), path("programme.yaml") +
                              ":8:15: error C028: the bot in Teams does not serve this tenant; the settings name "
                              "home_tenant " +
                              home + "\nteams_tenant: " + partners + "\n" + std::string(14, ' ') +
                              "^ whichever is wrong; if both are right, list this one under \"tenants\" in " +
                              path("waymark.yaml") + "\n");
    const auto mo_in_teams = std::string("  - { id: mo, first_name: Mo, teams: ") + home + " }\n";
    EXPECT_EQ(
        check(teams_in(std::string("home_tenant: ") + home + ", tenants: [" + partners + "]"), mo_in_teams, partners),
        exit_clean)
        << said.str();
    EXPECT_EQ(check(teams_in(std::string("tenants: [") + partners + "]"), mo_in_teams), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("the settings name tenants " + std::string(partners) + "\n"));
    EXPECT_EQ(check("teams: { anonymous: true }\n", mo_in_teams, partners), exit_clean) << said.str();
}

TEST_F(PlatformCheck, NothingIsSaidThatOnlyFollowsFromAMistakeInTheSettings) {
    EXPECT_EQ(check(teams_in("home_tenant: 1234"), ann_in_teams + std::string(mo_in_slack)), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("C022"), Not(HasSubstr("C028")), Not(HasSubstr("C029"))));
    EXPECT_EQ(check("", mo_in_slack), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("no chat platform is set up"), Not(HasSubstr("C029"))));
}

// What the README tells a stranger to start.
TEST_F(PlatformCheck, TheFilesForMicrosoftsPlaygroundAreFineAndBelongTogether) {
    const auto shipped = std::filesystem::path(WAYMARK_SOURCE_DIR) / "deploy/teams/playground";
    start_files read;
    EXPECT_EQ(read_for_start((shipped / "waymark.yaml").string(), read, said), exit_clean) << said.str();
    EXPECT_EQ(said.str(), "");
    ASSERT_EQ(read.scripts.book.programmes.size(), 1U);
    const auto& of = read.scripts.book.programmes.begin()->second;
    EXPECT_TRUE(of.open_to_join);
    std::ostringstream people;
    people << std::ifstream(shipped / "agentsplayground.yml").rdbuf();
    EXPECT_THAT(people.str(), HasSubstr("tenantId: " + of.teams_tenant + "\n"));
    for (const auto& one : of.people)
        EXPECT_THAT(people.str(), HasSubstr("aadObjectId: " + one.addresses.at(0).user + "\n")) << one.id.text;
}

TEST_F(PlatformCheck, NothingButZerosIsAnIdOfTheExample) {
    const std::string zeros = "00000000-0000-0000-0000-000000000000";
    EXPECT_EQ(check(teams, "  - { id: mo, first_name: Mo, teams: " + zeros + " }\n", zeros), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr(":8:15: error C018: this id is from the example"),
                                  HasSubstr(":10:38: error C018: "), Not(HasSubstr("C028"))));
}

}  // namespace
}  // namespace waymark
