// An admin of the tenant has disabled the bot, and lets it in again: who hears of it where, and what waits.
#include "tests/service/support/teams_service.hpp"
#include "tests/support/fake_slack.hpp"

namespace waymark::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto closed_words = "Teams takes no messages from me any more";
constexpr auto invitation = "Would you like to begin?";

/// A pair in Teams, and their contact in Slack.
struct TeamsClosed : ::testing::Test {
    TeamsClosed() {
        programme_wishes wishes;
        wishes.nudges = closing_nudge;
        wishes.ends_in = std::chrono::days(21);
        wishes.in_teams = {person_of(teams_mentor_of(1)), person_of(teams_mentee_of(1))};
        home.write("programme.yaml", programme_text(wishes));
    }
    void admin_disables_the_bot(bool disabled = true) {
        teams.with_world([&](teams_world& world) {
            for (const auto* one : {&ann, &bo}) world.refuse(one->user(), disabled ? "403_BotDisabledByAdmin" : "");
        });
    }
    [[nodiscard]] std::int64_t stored(const std::string& query) const {
        return database_view(home.database).number(query);
    }
    /// Calls of the connector, for messages.
    [[nodiscard]] int calls() { return teams.times_called("create") + teams.times_called("send"); }
    void expect_nothing_more_is_sent() {
        // what was on its way when the first refusal came is refused as well
        EXPECT_TRUE(soon([&] { return stored("SELECT count(*) FROM outbox WHERE state = 1") == 0; }));
        const auto before = calls();
        ann.type("help");
        EXPECT_TRUE(soon([&] { return stored("SELECT count(*) FROM inbox") == 0; })) << home.log();
        std::this_thread::sleep_for(1500ms);
        EXPECT_EQ(calls(), before);
    }
    /// What they will be told on their next day, in Slack.
    [[nodiscard]] int lines_for_the_contact() const {
        int out = 0;
        const std::string words = closed_words;
        for (const auto& body : database_view(home.database).opened("person", "WHERE id = 'sam'"))
            for (auto at = body.find(words); at != std::string::npos; at = body.find(words, at + 1)) ++out;
        return out;
    }
    [[nodiscard]] std::string status() const {
        return home.run({"status", "--config", home.path("waymark.yaml").string()}).text;
    }

    fake_teams teams;
    fake_slack slack{slack_limits{.enforced = true, .workspace_per_minute = 1e6}};
    installation home{"teams_closed", {settings_for(teams), settings_for(slack)}};
    teams_participant ann{teams_mentor_of(1), home, teams};
    teams_participant bo{teams_mentee_of(1), home, teams};
};

TEST_F(TeamsClosed, IsForTheContactInSlackToKnowOnceAndWhatWaitedIsSentWhenTheBotIsLetInAgain) {
    admin_disables_the_bot();
    home.start();
    EXPECT_TRUE(soon([&] { return lines_for_the_contact() == 1; })) << home.log();
    EXPECT_THAT(home.admin("/readyz").body, HasSubstr("BotDisabledByAdmin"));
    EXPECT_EQ(home.admin("/readyz").status, 200) << "people are listened to all the same";
    EXPECT_THAT(status(), HasSubstr("teams/" + teams_tenant + ": BotDisabledByAdmin"));
    expect_nothing_more_is_sent();

    EXPECT_EQ(home.stop(), 0);
    home.start();  // still disabled, which our own token does not tell
    EXPECT_TRUE(soon([&] { return home.admin("/readyz").body.find("BotDisabledByAdmin") != std::string::npos; }))
        << home.log();
    expect_nothing_more_is_sent();
    EXPECT_EQ(lines_for_the_contact(), 1);

    EXPECT_EQ(home.stop(), 0);
    admin_disables_the_bot(false);
    home.start();
    for (auto* one : {&ann, &bo}) EXPECT_NE(one->wait_for(invitation, patience), "") << home.log();
    EXPECT_TRUE(soon([&] { return times_shown(ann, help_words) > 0; })) << "what she asked for meanwhile, too\n"
                                                                        << home.log();
    EXPECT_TRUE(soon([&] { return stored("SELECT count(*) FROM outbox") == 0; })) << home.log();
    EXPECT_EQ(times_shown(ann, invitation), 1);
    EXPECT_EQ(lines_for_the_contact(), 1);
    EXPECT_EQ(stored("SELECT count(*) FROM dead_letter"), 0);
    EXPECT_THAT(home.admin("/readyz").body, Not(HasSubstr("BotDisabledByAdmin")));
    EXPECT_THAT(status(), Not(HasSubstr("BotDisabledByAdmin")));
}

}  // namespace
}  // namespace waymark::testing
