// Fixtures that no webhook brings: sends that are refused, and the app's manifest. And a test that no fixture at all is
// left out.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "adapters/slack/app_needs.hpp"
#include "adapters/slack/form.hpp"
#include "tests/adapters/slack/fixture_calls.hpp"
#include "tests/adapters/slack/fixture_drivers.hpp"
#include "tests/adapters/slack/fixture_table.hpp"

namespace waymark::slack_fixtures {
namespace {

using nlohmann::json;

TEST_F(slack_fixture_calls, a_send_that_is_refused_ends_as_its_error_says) {
    for (const auto& [file, row] : answer_table()) {
        book_.all.clear();
        renew(settings());
        slack_.answers["chat.postMessage"] = file;
        const auto outcome = sent(question());
        // auth.test is answered well here: then the token cannot be the reason.
        const bool doubted = row.reason == "invalid_auth";
        EXPECT_EQ(outcome.is, doubted ? send_outcome::kind::retry : row.to_a_post) << file;
        EXPECT_EQ(outcome.reason, row.reason) << file;
    }
}

TEST_F(slack_fixture_calls, what_is_no_webhook_body_does_nothing_at_any_of_our_doors) {
    for (const auto* folder : {"acks", "requests", "responses", "manifest", "socket_mode"})
        for (const auto& file : files_in(folder)) {
            const auto body = bytes(file);
            const auto at = [&](const char* door) { return summary(receive_signed(*adapter_, door, body)); };
            EXPECT_EQ(at("/slack/events"), file.ends_with(".json") ? "200 unknown_event" : "400 not_json") << file;
            EXPECT_EQ(at("/slack/interactions"), "400 not_form") << file;
            EXPECT_EQ(at("/slack/commands"), slack::form::read(body) ? "200 malformed" : "400 not_form") << file;
        }
}

// ---- the manifest

/// The list under `bot_events:` of a manifest in YAML.
std::set<std::string> events_in(const std::string& yaml) {
    std::set<std::string> out;
    std::istringstream lines(yaml.substr(yaml.find("bot_events:")));
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && line.find("- ") != line.npos) out.insert(line.substr(line.find("- ") + 2));
    return out;
}

/// "message.im", as a manifest calls the event in this file; empty for what is no event.
std::string subscription_of(const std::string& file) {
    const auto envelope = json::parse(bytes(file));
    if (!envelope.contains("event")) return {};
    const auto& inner = envelope["event"];
    const auto type = inner.value("type", "");
    return type == "message" ? type + "." + inner.value("channel_type", "im") : type;
}

TEST_F(slack_fixture_calls, the_app_subscribes_to_all_that_means_something_to_it_and_to_nothing_else) {
    std::set<std::string> means_something;
    for (const auto& [file, expected] : inbound_table())
        if (file.starts_with("events/") && expected.find(" | ") != expected.npos)
            means_something.insert(subscription_of(file));
    std::set<std::string> wanted(slack::events.begin(), slack::events.end());
    EXPECT_FALSE(wanted.contains("team_access_granted")) << "only of organizations that install the app";
    auto with_organizations = wanted;
    with_organizations.insert(slack::organization_events.begin(), slack::organization_events.end());
    EXPECT_EQ(with_organizations, means_something);

    // The example app wants more, which is answered and ignored; its two forms say the same.
    const auto example = json::parse(bytes("manifest/manifest.json"));
    const auto& settings = example.at("settings");
    const auto all = settings.at("event_subscriptions").at("bot_events").get<std::set<std::string>>();
    EXPECT_EQ(events_in(bytes("manifest/manifest.yaml")), all);
    EXPECT_TRUE(std::ranges::includes(all, wanted));
    for (const auto& [file, expected] : inbound_table())
        if (file.starts_with("events/") && all.contains(subscription_of(file)))
            EXPECT_NE(expected, "200 unknown_event") << file;

    const auto doors = adapter_->paths();
    for (const auto& url :
         {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"],
          settings["interactivity"]["message_menu_options_url"], example["features"]["slash_commands"][0]["url"]}) {
        const auto path = url.get<std::string>().substr(std::string("https://bot.example.com").size());
        EXPECT_NE(std::ranges::find(doors, path), doors.end()) << path;
    }
}

TEST(slack_fixtures, none_is_left_out) {
    std::set<std::string> driven{"README.md", ".gitattributes"};
    for (const auto& [file, expected] : inbound_table()) driven.insert(file);
    for (const auto& [file, expected] : answer_table()) driven.insert("responses/" + file);
    const auto is_test = [](const std::string& name) {
        const auto& all = *::testing::UnitTest::GetInstance();
        for (int i = 0; i < all.total_test_suite_count(); ++i) {
            const auto& suite = *all.GetTestSuite(i);
            for (int k = 0; k < suite.total_test_count(); ++k)
                if (name == std::string(suite.name()) + "." + suite.GetTestInfo(k)->name()) return true;
        }
        return false;
    };
    for (const auto& [test, files] : drivers()) {
        EXPECT_TRUE(is_test(test)) << test;
        driven.insert(files.begin(), files.end());
    }
    const auto there = files_in("");
    for (const auto& file : there) EXPECT_TRUE(driven.contains(file)) << file << " is driven by no test";
    for (const auto& file : driven) EXPECT_NE(std::ranges::find(there, file), there.end()) << file << " is gone";
}

}  // namespace
}  // namespace waymark::slack_fixtures
