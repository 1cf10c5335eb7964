// Lists whose people are named by their e-mail addresses, or have accounts on two platforms.
#include <gmock/gmock.h>

#include <cstdlib>

#include "bot/commands/import.hpp"
#include "tests/bot/admin_folder.hpp"
#include "tests/support/recording_adapter.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto programme_text = R"(programme: six
version: 1
title: Six months
language: en
zone: Europe/Madrid
contact: maria
slack_workspace: T0ACME0001
teams_tenant: 9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f
people:
  - { id: maria, first_name: Maria, slack: U0MARIA001 }
)";
const tenant_id tenant{"9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f"};
const address anns_slack{"slack", {"T0ACME0001"}, "U0ANN00001"};
const address anns_teams{"teams", tenant, "5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5"};
const address bos_teams{"teams", tenant, "3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864"};

/// What the platforms know and were asked; the adapters themselves live as long as the command.
struct ImportByEmail : admin_folder {
    ImportByEmail() : admin_folder(programme_text) {
        write("waymark.yaml", "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\ndatabase: " + path("w.db") +
                                  "\nprogrammes: [" + path("programme.yaml") +
                                  "]\nslack: { signing_secrets_env: [EMAIL_TEST_SECRET], bot_token_env: "
                                  "EMAIL_TEST_TOKEN }\n");
        ::setenv("EMAIL_TEST_SECRET", "8f742231b10e8888abcd99eee000ccc5", 1);  // NOLINT(concurrency-mt-unsafe)
        ::setenv("EMAIL_TEST_TOKEN", "xoxb-EXAMPLE-NOT-A-TOKEN", 1);           // NOLINT(concurrency-mt-unsafe)
    }
    ~ImportByEmail() override { without_secrets(); }
    static void without_secrets() {
        ::unsetenv("EMAIL_TEST_SECRET");  // NOLINT(concurrency-mt-unsafe)
        ::unsetenv("EMAIL_TEST_TOKEN");   // NOLINT(concurrency-mt-unsafe)
    }

    class platform final : public testing::recording_adapter {
      public:
        platform(ImportByEmail& test, const std::string& called) : test_(test) {
            name = called;
            accounts = test.known_accounts[called];
            problem = test.trouble;
        }
        ~platform() override { test_.asked[name].insert(test_.asked[name].end(), emails.begin(), emails.end()); }
        platform(const platform&) = delete;
        platform& operator=(const platform&) = delete;

      private:
        ImportByEmail& test_;
    };
    int people(const std::string& text, bool apply = true) {
        fresh();
        asked.clear();
        write("list.csv", text);
        const platforms_source platforms = [&](const config&) {
            std::vector<std::unique_ptr<adapter>> out;
            for (const auto& one : configured) out.push_back(std::make_unique<platform>(*this, one));
            return out;
        };
        return people_import({path("list.csv"), path("waymark.yaml"), {}, apply}, out, said, platforms);
    }
    [[nodiscard]] std::vector<address> accounts(const std::string& id) const {
        return known(person_id{id}).people.at({id}).addresses;
    }

    std::vector<std::string> configured{"slack", "teams"};
    std::map<std::string, std::map<std::string, address>> known_accounts;
    std::map<std::string, std::vector<std::string>> asked;
    std::optional<check_problem> trouble;
};

TEST_F(ImportByEmail, AccountsOfEitherPlatformOrBothNeedNobodyToBeAsked) {
    without_secrets();  // none is needed either
    EXPECT_EQ(people("id,first_name,slack,teams\nann,Ann,U0ANN00001,5D0C1B3E-8A27-4F6D-9B1C-2E7A40F3C8D5\n"
                     "bo,Bo,,3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864\n"),
              exit_clean)
        << said.str();
    EXPECT_THAT(accounts("ann"), ElementsAre(anns_slack, anns_teams));
    EXPECT_THAT(accounts("bo"), ElementsAre(bos_teams));
    EXPECT_THAT(asked, IsEmpty());
    EXPECT_EQ(people("id,first_name,slack\ncy,Cy,3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864\n"), exit_errors);
    EXPECT_THAT(said.str(),
                HasSubstr("list.csv:2:7: error P014: \"3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864\" is not the id "
                          "of a person in Slack\n"));
    EXPECT_THAT(said.str(), HasSubstr("this looks like an account in Teams"));
}

TEST_F(ImportByEmail, AnAddressBecomesTheAccountsThatThePlatformsKnow) {
    known_accounts["slack"]["ann@example.org"] = anns_slack;
    known_accounts["teams"]["ann@example.org"] = anns_teams;
    known_accounts["teams"]["bo@example.org"] = bos_teams;
    const auto list = "id,first_name,email\nann,Ann,ann@example.org\nbo,Bo,bo@example.org\n";
    EXPECT_EQ(people(list, false), exit_clean) << said.str();
    EXPECT_THAT(out.str(), AllOf(HasSubstr("new      ann: first name Ann, full name Ann, slack U0ANN00001, teams 5d0c"),
                                 Not(HasSubstr("example.org"))));
    EXPECT_EQ(people(list), exit_clean) << said.str();
    EXPECT_THAT(accounts("ann"), ElementsAre(anns_slack, anns_teams));
    EXPECT_THAT(accounts("bo"), ElementsAre(bos_teams));
    EXPECT_THAT(asked["slack"], ElementsAre("ann@example.org", "bo@example.org"));
    EXPECT_EQ(people(list), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("0 new, 0 changed, 2 as they were."));
    EXPECT_EQ(person_to_text(known(person_id{"ann"}).people.at({"ann"})).find("example.org"), std::string::npos);
}

TEST_F(ImportByEmail, WhatStandsInTheListIsNotLookedUp) {
    known_accounts["teams"]["ann@example.org"] = anns_teams;
    EXPECT_EQ(people("id,first_name,slack,email,teams\nann,Ann,U0ANN00001,ann@example.org,\n"
                     "bo,Bo,,,3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864\n"),
              exit_clean)
        << said.str();
    EXPECT_THAT(asked["slack"], IsEmpty());
    EXPECT_THAT(asked["teams"], ElementsAre("ann@example.org"));
    EXPECT_THAT(accounts("ann"), ElementsAre(anns_slack, anns_teams));
}

TEST_F(ImportByEmail, RowsThatNoPlatformKnowsAreNamedAndNothingIsImported) {
    known_accounts["slack"]["ann@example.org"] = anns_slack;
    known_accounts["slack"]["cy@example.org"] = {"slack", {"T0OTHER"}, "U0CY000001"};
    EXPECT_EQ(people("id,first_name,email\nann,Ann,ann@example.org\nzoe,Zoe,zoe@example.org\ncy,Cy,cy@example.org\n"),
              exit_errors);
    EXPECT_THAT(
        said.str(),
        EndsWith(path("list.csv") +
                 ":3:9: error L007: nobody with this e-mail address is known in Slack or Teams\n"
                 "zoe,Zoe,zoe@example.org\n"
                 "        ^ is it spelt as in their account? In Teams they are looked for in the teams that "
                 "Waymark has been added to\n" +
                 path("list.csv") +
                 ":4:7: error L008: this account is in another place of Slack, T0OTHER, than the programme names\n"
                 "cy,Cy,cy@example.org\n"
                 "      ^ one programme is for people of one workspace and one tenant\n"));
    EXPECT_TRUE(known(person_id{"ann"}).people.empty());
}

TEST_F(ImportByEmail, OneAccountIsNotGivenToTwo) {
    known_accounts["slack"]["ann@example.org"] = anns_slack;
    EXPECT_EQ(people("id,first_name,email\nann,Ann,ann@example.org\nanna,Anna,ann@example.org\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("list.csv:3:11: error P051: this is already the account of \"ann\""));
}

TEST_F(ImportByEmail, AListWithMistakesAsksNobody) {
    EXPECT_EQ(people("id,first_name,email\nann,Ann,ann(at)example.org\nbo,Bo,\ncy,Cy,cy@example.org\n"), exit_errors);
    EXPECT_THAT(said.str(),
                AllOf(HasSubstr("list.csv:2:9: error P014: \"ann(at)example.org\" is not an e-mail address"),
                      HasSubstr("list.csv:3:1: error P050: there is no way to write to this person")));
    EXPECT_THAT(asked, IsEmpty());
}

TEST_F(ImportByEmail, ThatNobodyCanBeAskedIsSaid) {
    const auto list = "id,first_name,email\nann,Ann,ann@example.org\n";
    trouble = check_problem{"Slack did not accept the bot token (auth.test: invalid_auth)."};
    EXPECT_EQ(people(list), exit_could_not_run);
    EXPECT_THAT(said.str(), EndsWith("waymark: Slack did not accept the bot token (auth.test: invalid_auth).\n"));
    configured.clear();
    EXPECT_EQ(people(list), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("the settings and the head of the programme name neither"));
    without_secrets();
    EXPECT_EQ(people(list), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("EMAIL_TEST_SECRET"));
}

}  // namespace
}  // namespace waymark
