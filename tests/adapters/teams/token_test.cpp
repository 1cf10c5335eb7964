// The fixture tokens, the times, and what is kept of a token that is good. Forged ones are in forged_token_test.cpp.
#include "adapters/teams/token.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/teams/base64url.hpp"
#include "tests/adapters/teams/fixtures.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using std::chrono::seconds;
using namespace teams_fixtures;

const std::string bearer = "Bearer ";

std::string fixture_token(const std::string& name) {
    return bearer + bytes("auth/jwt/" + name);
}

TEST(teams_token, each_of_the_fixtures_gives_its_result_and_none_is_left_out) {
    const std::map<std::string, boost::system::error_code> why{
        {"expired.jwt", errc::expired},
        {"wrong_audience.jwt", errc::other_audience},
        {"wrong_issuer.jwt", errc::unknown_issuer},
        {"wrong_serviceurl.jwt", errc::other_service_url},
        {"bad_signature.jwt", errc::bad_signature},
        {"tampered_payload.jwt", errc::bad_signature},
        {"alg_none.jwt", errc::wrong_algorithm},
        {"hs256_confusion.jwt", errc::wrong_algorithm},
        {"wrong_key_same_kid.jwt", errc::bad_signature},
        {"unknown_kid.jwt", errc::unknown_key},
        {"missing_kid.jwt", errc::no_key_id},
        {"not_endorsed.jwt", errc::not_endorsed},
        {"missing_serviceurl.jwt", errc::no_service_url},
        {"missing_exp.jwt", errc::no_expiry},
        {"not_yet_valid.jwt", errc::not_yet_valid},
        {"skew_window.jwt", errc::not_yet_valid},
        {"own_outbound_token_replayed.jwt", errc::unknown_issuer},
        {"emulator_v2.jwt", errc::unknown_issuer},
        {"playground_dummy_hs256.jwt", errc::unknown_issuer},
        {"calling_service_no_serviceurl.jwt", errc::no_service_url},
        {"malformed_two_parts.jwt", errc::malformed_token},
        {"malformed_not_base64.jwt", errc::malformed_token}};
    const auto index = json::parse(bytes("auth/jwt-index.json"));
    std::size_t checked = 0;
    for (const auto& one : index.at("tokens")) {
        const auto file = one.at("file").get<std::string>();
        const auto set = keys(one.value("needs", "jwks.json"));
        const auto verdict = judge(fixture_token(file), our_trust(), &set);
        EXPECT_EQ(verdict.has_value(), one.at("accept").get<bool>()) << file;
        if (!verdict) {
            EXPECT_EQ(verdict.error(), why.at(file)) << file << ": " << verdict.error().message();
        }
        ++checked;
    }
    EXPECT_EQ(checked, files_in("auth/jwt").size());
    EXPECT_EQ(checked, 25U);
}

TEST(teams_token, the_tolerance_for_clocks_is_five_minutes_either_side) {
    const auto set = keys();
    const auto test = json::parse(bytes("auth/jwt-index.json")).at("tokens");
    const auto row = std::ranges::find_if(test, [](const json& one) { return one.contains("clockTest"); });
    const instant begins{seconds(row->at("clockTest").at("nbf").get<int>())};
    const instant ends{seconds(row->at("clockTest").at("exp").get<int>())};
    const auto at = [&](instant now) { return judge(fixture_token("skew_window.jwt"), our_trust(), &set, now); };
    EXPECT_EQ(at(begins - seconds(301)).error(), errc::not_yet_valid);
    EXPECT_TRUE(at(begins - seconds(300)));
    EXPECT_TRUE(at(begins - seconds(299)));
    EXPECT_TRUE(at(ends + seconds(299)));
    EXPECT_TRUE(at(ends + seconds(300)));
    EXPECT_EQ(at(ends + seconds(301)).error(), errc::expired);
}

TEST(teams_token, no_other_authorization_header_is_read_as_one) {
    const auto set = keys();
    const auto index = json::parse(bytes("auth/authorization_headers.json"));
    ASSERT_GT(index.at("values").size(), 5U);
    for (const auto& value : index.at("values")) {
        const auto verdict = judge(value.get<std::string>(), our_trust(), &set);
        ASSERT_FALSE(verdict) << value;
        EXPECT_EQ(status_for(verdict.error()), 401U) << value;
    }
    EXPECT_TRUE(judge("bearer " + bytes("auth/jwt/valid.jwt"), our_trust(), &set)) << "schemes have no letter case";
}

TEST(teams_token, a_whole_delivery_as_teams_makes_it_is_good) {
    const auto set = keys();
    const auto headers = json::parse(bytes("http/request_headers_teams.json")).at("headers");
    EXPECT_TRUE(judge(headers.at("Authorization").get<std::string>(), our_trust(), &set));
    const auto anonymous = json::parse(bytes("http/request_headers_playground.json")).at("headers");
    EXPECT_EQ(judge(anonymous.value("Authorization", ""), our_trust(), &set).error(), errc::no_token);
}

TEST(teams_token, without_any_key_it_is_our_fault_and_not_the_callers) {
    const auto verdict = judge(fixture_token("valid.jwt"), our_trust(), nullptr);
    EXPECT_EQ(verdict.error(), errc::no_keys);
    EXPECT_EQ(status_for(verdict.error()), 503U);
    EXPECT_EQ(judge(fixture_token("wrong_issuer.jwt"), our_trust(), nullptr).error(), errc::unknown_issuer)
        << "strangers learn nothing, and no key is fetched for them";
}

TEST(teams_token, of_a_key_without_endorsements_is_good_for_every_channel) {
    const auto set = keys("jwks_odd_entries.json");
    EXPECT_TRUE(judge(fixture_token("valid.jwt"), our_trust(), &set));
}

TEST(teams_token, a_rotated_key_takes_the_place_of_the_old_one) {
    const auto before = keys("jwks.json");
    const auto after = keys("jwks_rotated.json");
    EXPECT_EQ(judge(fixture_token("rotated_key.jwt"), our_trust(), &before).error(), errc::unknown_key);
    EXPECT_TRUE(judge(fixture_token("rotated_key.jwt"), our_trust(), &after));
    EXPECT_EQ(judge(fixture_token("valid.jwt"), our_trust(), &after).error(), errc::unknown_key);
}

TEST(teams_token, only_listed_tenants_are_let_in_by_single_and_by_multi_tenant_apps) {
    const auto set = keys();
    const auto partner = bytes("inbound/message_personal_external_tenant.json");
    auto payload = good_payload();
    const auto there = "https://smba.trafficmanager.net/amer/" + partner_tenant + "/";
    payload.replace(payload.find(service_url), service_url.size(), there);
    const auto token = bearer + token_of(good_header(), payload);
    auto single = our_trust();
    EXPECT_EQ(judge(token, single, &set, story_time, partner).error(), errc::other_tenant);
    EXPECT_EQ(status_for(errc::other_tenant), 403U);
    single.tenants = {partner_tenant};
    EXPECT_TRUE(judge(token, single, &set, story_time, partner));

    auto multi = our_trust();
    multi.home_tenant.clear();
    EXPECT_EQ(judge(fixture_token("valid.jwt"), multi, &set).error(), errc::other_tenant) << "nobody by accident";
    multi.tenants = {partner_tenant};
    EXPECT_TRUE(judge(token, multi, &set, story_time, partner));
    EXPECT_EQ(judge(fixture_token("valid.jwt"), multi, &set).error(), errc::other_tenant);
}

TEST(teams_token, the_tenant_of_the_person_counts_beside_that_of_the_conversation) {
    const auto set = keys();
    auto body = json::parse(bytes("inbound/message_personal.json"));
    const auto verdict = [&] { return judge(fixture_token("valid.jwt"), our_trust(), &set, story_time, body.dump()); };
    body["from"]["tenantId"] = tenant;
    EXPECT_TRUE(verdict());
    body["from"]["tenantId"] = partner_tenant;
    EXPECT_EQ(verdict().error(), errc::other_tenant);
    body["from"].erase("tenantId");
    body["channelData"]["tenant"]["id"] = partner_tenant;
    EXPECT_EQ(verdict().error(), errc::other_tenant);
    body.erase("channelData");
    EXPECT_TRUE(verdict());
    body["conversation"].erase("tenantId");
    EXPECT_EQ(verdict().error(), errc::other_tenant) << "an activity of no tenant at all";
}

TEST(teams_token, is_for_one_cloud_whose_values_are_settings) {
    const auto set = keys();
    auto payload = good_payload();
    payload.replace(payload.find("botframework.com"), 16, "botframework.us");
    auto government = our_trust();
    government.issuers = {"https://api.botframework.us"};
    const auto token = bearer + token_of(good_header(), payload);
    EXPECT_EQ(judge(token, our_trust(), &set).error(), errc::unknown_issuer);
    EXPECT_TRUE(judge(token, government, &set));
    government.service_hosts = {"smba.infra.gov.teams.microsoft.us"};
    EXPECT_EQ(judge(token, government, &set).error(), errc::unlisted_service);
}

TEST(teams_token, every_request_of_a_kept_token_is_still_checked) {
    const auto verified = story_token();
    const auto facts = [](const std::string& file) { return *read_activity(bytes("inbound/" + file)); };
    const auto ours = facts("message_personal.json");
    const auto partners = facts("message_personal_external_tenant.json");
    EXPECT_TRUE(check_activity(verified, ours.facts(), our_trust()));
    EXPECT_EQ(check_activity(verified, partners.facts(), our_trust()).error(), errc::other_service_url);
}

TEST(teams_base64url, is_read_in_one_way_only) {
    EXPECT_EQ(base64url_decoded(""), "");
    EXPECT_EQ(base64url_decoded("-_8"), "\xfb\xff");
    EXPECT_EQ(base64url_decoded(base64url(std::string("\0\xff", 2))), std::string("\0\xff", 2));
    for (const auto* odd : {"A", "AAAAA", "AA==", "AAA=", "AB", "AAB", "+/8", "A A", "AA\n", "AA.A", "ÄA"})
        EXPECT_FALSE(base64url_decoded(odd)) << odd;
}

}  // namespace
}  // namespace waymark::teams
