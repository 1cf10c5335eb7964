// Forged tokens (S2 of the reliability catalogue): every one is refused, and for what is wrong with it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/adapters/teams/fixtures.hpp"
#include "tests/adapters/teams/forged_tokens.hpp"

namespace waymark::teams_fixtures {
namespace {

using nlohmann::json;
using teams::errc;

struct forged_tokens : ::testing::TestWithParam<std::vector<forged> (*)()> {};

TEST_P(forged_tokens, are_refused_for_what_is_wrong_with_them) {
    const auto set = keys();
    for (const auto& one : GetParam()()) {
        const auto verdict = judge("Bearer " + one.token, our_trust(), &set);
        ASSERT_FALSE(verdict) << one.name;
        EXPECT_EQ(verdict.error(), one.why) << one.name << ": " << verdict.error().message();
        EXPECT_EQ(teams::status_for(verdict.error()), 401U) << one.name;
    }
}

INSTANTIATE_TEST_SUITE_P(teams, forged_tokens,
                         ::testing::Values(forged_algorithms, forged_headers, forged_shapes, forged_claims,
                                           forged_signatures));

TEST(teams_forged_tokens, are_more_than_150_different_ones_beside_a_good_one) {
    std::set<std::string> all;
    for (auto* list : {forged_algorithms, forged_headers, forged_shapes, forged_claims, forged_signatures})
        for (const auto& one : list()) all.insert(one.token);
    EXPECT_GE(all.size(), 150U);
    const auto set = keys();
    EXPECT_TRUE(judge("Bearer " + token_of(good_header(), good_payload()), our_trust(), &set));
}

TEST(teams_forged_activities, under_a_good_token_are_refused_all_the_same) {
    const auto set = keys();
    const auto token = "Bearer " + token_of(good_header(), good_payload());
    const auto verdict = [&](const char* where, const json& value) {
        auto body = json::parse(bytes("inbound/message_personal.json"));
        body[json::json_pointer(where)] = value;
        return judge(token, our_trust(), &set, story_time, body.dump());
    };
    for (const auto* channel : {"telegram", "", "msteams2", "sms"})
        EXPECT_EQ(verdict("/channelId", channel).error(), errc::not_endorsed) << channel;
    for (const auto* url : {"", "https://attacker.example/", "https://smba.trafficmanager.net/emea/"})
        EXPECT_EQ(verdict("/serviceUrl", url).error(), errc::other_service_url) << url;
    for (const auto& bot : {"28:" + tenant, std::string("28:"), std::string(), "29:" + app_id, "28:28:" + app_id})
        EXPECT_EQ(verdict("/recipient/id", bot).error(), errc::other_bot) << bot;
    for (const auto& of : {std::string("*"), partner_tenant, tenant + " "})
        EXPECT_EQ(verdict("/conversation/tenantId", of).error(), errc::other_tenant) << of;
    EXPECT_TRUE(verdict("/recipient/id", app_id)) << "Teams may leave the prefix out";
    auto upper = service_url;
    upper.replace(8, 4, "SMBA");
    EXPECT_TRUE(verdict("/serviceUrl", upper.substr(0, upper.size() - 1))) << "letter case and the last slash";
}

TEST(teams_forged_activities, of_a_bot_without_an_id_are_never_ours) {
    const auto set = keys();
    auto nobody = our_trust();
    nobody.app_id.clear();
    auto payload = good_payload();
    payload.replace(payload.find(app_id), app_id.size(), "");
    EXPECT_EQ(judge("Bearer " + token_of(good_header(), payload), nobody, &set).error(), errc::other_audience);
    teams::activity_facts facts{"msteams", service_url, "28:", {tenant}};
    EXPECT_EQ(teams::check_activity(story_token(), facts, nobody).error(), errc::other_bot);
}

}  // namespace
}  // namespace waymark::teams_fixtures
