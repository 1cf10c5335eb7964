// The manifest of the Slack app. Slack's own types are asked in tests/service/slack_manifest.
#include "bot/slack_manifest.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "bot/startup.hpp"

namespace waymark {
namespace {

using testing::HasSubstr;

bot_texts shipped_texts() {
    std::ostringstream complaints;
    return read_scripts({{}, {}}, complaints)->book.texts;
}

TEST(SlackManifest, SendsEverythingToWhereThisInstallationIs) {
    slack_config from;
    from.public_url = "https://chat.mentoring.example/bot/";
    const auto made = slack_manifest_of(from, shipped_texts());
    EXPECT_EQ(made["settings"]["event_subscriptions"]["request_url"],
              "https://chat.mentoring.example/bot/slack/events");
    EXPECT_EQ(made["settings"]["interactivity"]["request_url"],
              "https://chat.mentoring.example/bot/slack/interactions");
    EXPECT_EQ(made["features"]["slash_commands"][0]["url"], "https://chat.mentoring.example/bot/slack/commands");
}

TEST(SlackManifest, IsCalledAsTheSettingsSayAndHintsAtWordsThatWork) {
    slack_config from;
    from.public_url = "https://chat.mentoring.example/";
    from.bot_name = "Beacon";
    const auto made = slack_manifest_of(from, shipped_texts());
    EXPECT_EQ(made["display_information"]["name"], "Beacon");
    EXPECT_EQ(made["features"]["bot_user"]["display_name"], "Beacon");
    EXPECT_THAT(made["display_information"]["long_description"].get<std::string>(), HasSubstr("Beacon talks with"));
    EXPECT_EQ(made["features"]["slash_commands"][0]["usage_hint"],
              "[help | met | pause | snooze | stop | my data | why | back | settings | goal]");
}

TEST(SlackManifest, AnAppThatPeopleInstallHasItsWayBackWholeOrganizationsAndRotation) {
    slack_config from;
    from.public_url = "https://chat.mentoring.example/bot/";
    const auto alone = slack_manifest_of(from, shipped_texts());
    EXPECT_FALSE(alone["oauth_config"].contains("redirect_urls"));
    EXPECT_EQ(alone["settings"]["org_deploy_enabled"], false);
    EXPECT_EQ(alone["settings"]["token_rotation_enabled"], false);
    from.client_id = "1111.2222";
    const auto made = slack_manifest_of(from, shipped_texts());
    EXPECT_EQ(made["oauth_config"]["redirect_urls"],
              nlohmann::json::array({"https://chat.mentoring.example/bot/slack/oauth_redirect"}));
    EXPECT_EQ(made["settings"]["org_deploy_enabled"], true);
    EXPECT_EQ(made["settings"]["token_rotation_enabled"], true);
    const auto events = made["settings"]["event_subscriptions"]["bot_events"].dump();
    EXPECT_THAT(events, HasSubstr("team_access_granted"));
    EXPECT_THAT(events, HasSubstr("app_uninstalled"));
}

TEST(SlackManifest, InSocketModeThereIsNoAddress) {
    slack_config from;
    from.socket_mode = true;
    const auto made = slack_manifest_of(from, shipped_texts());
    EXPECT_EQ(made["settings"]["socket_mode_enabled"], true);
    EXPECT_EQ(made["settings"]["interactivity"]["is_enabled"], true);
    EXPECT_FALSE(made["settings"]["event_subscriptions"]["bot_events"].empty());
    EXPECT_THAT(made.dump(), testing::Not(testing::AnyOf(HasSubstr("https:"), HasSubstr("url"))));
}

}  // namespace
}  // namespace waymark
