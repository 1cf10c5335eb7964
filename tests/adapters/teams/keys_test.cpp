// Which keys are taken from a key set, when it is fetched anew, and from where.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "adapters/teams/clouds.hpp"
#include "adapters/teams/key_cache.hpp"
#include "adapters/teams/service_url.hpp"
#include "tests/adapters/teams/fixtures.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using namespace teams_fixtures;

json first_entry() {
    return json::parse(bytes("auth/jwks.json")).at("keys").at(0);
}
std::string set_of(const json& entry) {
    json out;
    out["keys"] = json::array({entry});
    return out.dump();
}

TEST(teams_keys, that_are_not_rsa_or_broken_are_skipped_without_failing_the_set) {
    const auto odd = keys("jwks_odd_entries.json");
    EXPECT_EQ(odd.size(), 1U);
    ASSERT_NE(odd.find(first_key), nullptr);
    EXPECT_TRUE(odd.find(first_key)->endorsements().empty());
    EXPECT_EQ(keys().size(), 2U);
    EXPECT_EQ(keys().find(first_key)->endorsements().size(), 6U);
    EXPECT_EQ(keys().find(""), nullptr);
}

TEST(teams_keys, of_any_odd_form_verify_nothing) {
    const auto modulus = base64url(std::string(1, '\x8f') + std::string(255, '\x11'));
    const auto weak = base64url(std::string(1, '\x8f') + std::string(127, '\x11'));
    const auto giant = base64url(std::string(1, '\x8f') + std::string(2047, '\x11'));
    ASSERT_TRUE(key_set::read(set_of(first_entry())));
    for (const auto& [name, value] :
         std::vector<std::pair<const char*, json>>{{"kty", "EC"},
                                                   {"kty", "rsa"},
                                                   {"kty", nullptr},
                                                   {"use", "enc"},
                                                   {"use", nullptr},
                                                   {"alg", "RS512"},
                                                   {"alg", "none"},
                                                   {"kid", ""},
                                                   {"kid", 1},
                                                   {"kid", std::string(256, 'k')},
                                                   {"n", ""},
                                                   {"n", "AQAB"},
                                                   {"n", weak},
                                                   {"n", giant},
                                                   {"n", modulus + "="},
                                                   {"n", 5},
                                                   {"n", base64url(std::string(256, '\0'))},
                                                   {"n", base64url(std::string(1, '\x8f') + std::string(255, '\x10'))},
                                                   {"e", ""},
                                                   {"e", "AQ"},
                                                   {"e", "AA"},
                                                   {"e", "Ag"},
                                                   {"e", "AQABAQAB"},
                                                   {"e", nullptr}}) {
        auto entry = first_entry();
        entry[name] = value;
        EXPECT_EQ(key_set::read(set_of(entry)).error(), errc::no_usable_keys) << name << " " << value;
    }
    auto plain = first_entry();
    plain.erase("use");
    plain["n"] = modulus;
    EXPECT_TRUE(key_set::read(set_of(plain))) << "what the others are refused for is not the modulus as such";
}

TEST(teams_keys, come_from_a_key_set_and_nothing_else) {
    for (const auto& text : {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"keys":{}})"),
                             std::string(R"({"keys":1})"), bytes("auth/jwks.json") + "x",
                             R"({"keys":[],)" + bytes("auth/jwks.json").substr(1), std::string("<html>busy</html>"),
                             bytes("auth/jwks.json") + std::string(longest_key_document, ' ')})
        EXPECT_EQ(key_set::read(text).error(), errc::malformed_keys) << text.substr(0, 40);
    EXPECT_EQ(key_set::read(R"({"keys":[]})").error(), errc::no_usable_keys);
    EXPECT_EQ(key_set::read(R"({"keys":[1,null,"x",[],{}]})").error(), errc::no_usable_keys);
}

TEST(teams_keys, of_one_name_count_once) {
    auto twin = first_entry();
    twin["endorsements"] = json::array({"telegram"});
    json both;
    both["keys"] = json::array({first_entry(), twin});
    EXPECT_EQ(key_set::read(both.dump())->find(first_key)->endorsements().size(), 6U) << "the first one";
}

std::string set_of_many(int count, const std::string& certificate) {
    json many;
    for (int i = 0; i < count; ++i) {
        auto one = first_entry();
        one["x5c"] = json::array({certificate});
        one["kid"] = "k" + std::to_string(i);
        many["keys"].push_back(std::move(one));
    }
    return many.dump();
}

TEST(teams_keys, of_microsofts_whole_list_are_all_taken_and_ten_thousand_do_not_fit) {
    const auto list = set_of_many(250, std::string(3'000, 'M'));
    EXPECT_GT(list.size(), 870'000U);
    const auto all = key_set::read(list);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->size(), 250U);
    EXPECT_NE(all->find("k249"), nullptr) << "a token may be signed with the last of them";
    EXPECT_EQ(key_set::read(set_of_many(2'000, "M"))->size(), 1'000U);
    EXPECT_EQ(key_set::read(set_of_many(10'000, "M")).error(), errc::malformed_keys) << "too long to be read at all";
}

TEST(teams_keys, verify_again_and_again_after_failures) {
    const auto set = keys();
    const auto* key = set.find(first_key);
    const auto good = rsa_signature("text", our_key());
    for (int i = 0; i < 100; ++i) {
        EXPECT_FALSE(key->verifies("text", rsa_signature("text", strangers_key())));
        EXPECT_FALSE(key->verifies("Text", good));
        EXPECT_TRUE(key->verifies("text", good));
    }
}

TEST(teams_key_cache, fetches_at_the_start_and_then_once_a_day) {
    key_cache cache;
    EXPECT_EQ(cache.keys(story_time), nullptr);
    EXPECT_TRUE(cache.needs_refresh(story_time));
    cache.fetch_begins(story_time);
    EXPECT_FALSE(cache.needs_refresh(story_time)) << "one fetch at a time";
    cache.fetched(keys(), story_time);
    EXPECT_NE(cache.keys(story_time), nullptr);
    EXPECT_FALSE(cache.needs_refresh(story_time + hours(24) - seconds(1), first_key));
    EXPECT_TRUE(cache.needs_refresh(story_time + hours(24)));
    EXPECT_NE(cache.keys(story_time + hours(24)), nullptr) << "beside the work, which goes on with the old ones";
}

TEST(teams_key_cache, unknown_names_make_it_fetch_once_an_hour_at_most) {
    key_cache cache;
    const auto fetch = [&](instant at) {
        cache.fetch_begins(at);
        cache.fetched(keys(), at);
    };
    fetch(story_time);
    std::vector<instant> fetches;
    for (auto now = story_time; now < story_time + hours(12); now += seconds(20)) {
        if (!cache.needs_refresh(now, "stranger" + std::to_string(to_us(now)))) continue;
        fetches.push_back(now);
        fetch(now);
    }
    EXPECT_EQ(fetches.size(), 12U);
    EXPECT_EQ(fetches.front(), story_time) << "a key changed just after the start is learnt at once";
    for (std::size_t i = 1; i < fetches.size(); ++i) EXPECT_GE(fetches[i] - fetches[i - 1], hours(1));
    EXPECT_FALSE(cache.needs_refresh(story_time + hours(12), first_key)) << "a known one never does";
}

TEST(teams_key_cache, the_fetch_of_the_day_leaves_the_one_for_an_unknown_name_untouched) {
    key_cache cache;
    cache.fetch_begins(story_time);
    cache.fetched(keys(), story_time);
    const auto next_day = story_time + hours(24);
    EXPECT_TRUE(cache.needs_refresh(next_day, "stranger"));
    cache.fetch_begins(next_day);
    cache.fetched(keys(), next_day);
    EXPECT_TRUE(cache.needs_refresh(next_day + seconds(1), "new"));
    cache.fetch_begins(next_day + seconds(1));
    cache.fetched(keys(), next_day + seconds(1));
    EXPECT_FALSE(cache.needs_refresh(next_day + minutes(59), "newer"));
}

TEST(teams_key_cache, unknown_names_do_not_make_it_try_oftener_when_fetching_fails) {
    key_cache cache;
    cache.fetch_begins(story_time);
    cache.fetched(keys(), story_time);
    std::vector<instant> fetches;
    for (auto now = story_time; now < story_time + hours(12); now += seconds(20)) {
        if (!cache.needs_refresh(now, "stranger")) continue;
        fetches.push_back(now);
        cache.fetch_begins(now);
        cache.fetch_failed(now);
    }
    EXPECT_EQ(fetches.size(), 12U);
    for (std::size_t i = 1; i < fetches.size(); ++i) EXPECT_GE(fetches[i] - fetches[i - 1], hours(1));
}

TEST(teams_key_cache, keeps_the_old_keys_while_fetching_fails_and_tries_with_longer_pauses) {
    key_cache cache;
    cache.fetch_begins(story_time);
    cache.fetched(keys(), story_time);
    std::vector<instant> tries;
    const auto begin = story_time + hours(24);
    for (auto now = begin; now < begin + hours(24); now += seconds(30)) {
        EXPECT_NE(cache.keys(now), nullptr);
        if (!cache.needs_refresh(now)) continue;
        tries.push_back(now);
        cache.fetch_begins(now);
        cache.fetch_failed(now);
    }
    ASSERT_GT(tries.size(), 8U);
    std::vector<span> pauses;
    for (std::size_t i = 1; i < 8; ++i) pauses.push_back(tries[i] - tries[i - 1]);
    EXPECT_EQ(pauses, (std::vector<span>{minutes(1), minutes(2), minutes(4), minutes(8), minutes(15), minutes(15),
                                         minutes(15)}));
    EXPECT_EQ(cache.keys(story_time + hours(24 * 5)), nullptr) << "but not for ever";
    cache.fetch_begins(begin + hours(30));
    cache.fetched(keys("jwks_rotated.json"), begin + hours(30));
    EXPECT_EQ(cache.keys(begin + hours(30))->find(first_key), nullptr) << "a key that is gone is no longer valid";
    EXPECT_FALSE(cache.needs_refresh(begin + hours(30) + minutes(1))) << "and the pauses are over";
}

TEST(teams_key_cache, is_not_stuck_by_a_fetch_that_never_reports_or_a_clock_set_back) {
    key_cache cache;
    cache.fetch_begins(story_time);
    EXPECT_FALSE(cache.needs_refresh(story_time + seconds(59)));
    EXPECT_TRUE(cache.needs_refresh(story_time + seconds(60)));
    cache.fetched(keys(), story_time);
    EXPECT_TRUE(cache.needs_refresh(story_time - hours(1)));
    EXPECT_NE(cache.keys(story_time - hours(1)), nullptr);
}

TEST(teams_metadata, lead_to_keys_on_the_very_host_they_came_from) {
    const auto from = [](const std::string& url, const std::string& metadata_url) {
        json document;
        document["jwks_uri"] = url;
        return keys_address(document.dump(), metadata_url);
    };
    std::set<std::string> hosts{"login.botframework.com", "login.botframework.azure.us"};
    for (const auto& one : clouds()) {
        const auto host = split_url(one.metadata_url)->authority;
        hosts.erase(host);
        const auto there = "https://" + host + "/v1/.well-known/keys";
        EXPECT_EQ(*from(there, one.metadata_url), there) << one.name;
        EXPECT_EQ(from("https://keys" + host.substr(host.find('.')) + "/k", one.metadata_url).error(),
                  errc::keys_elsewhere)
            << "a neighbour may be anybody's";
    }
    EXPECT_TRUE(hosts.empty()) << "both hosts of Microsoft's clouds were tried";
    const std::string at = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    EXPECT_EQ(*keys_address(bytes("auth/openid-configuration.json"), at),
              "https://login.botframework.com/v1/.well-known/keys");
    EXPECT_TRUE(from("https://LOGIN.botframework.com/k", at)) << "hosts have no letter case";
    for (const auto* elsewhere :
         {"https://attacker.example/keys", "http://login.botframework.com/keys", "https://botframework.com/keys",
          "https://keys.botframework.com/keys", "https://login.botframework.azure.us/v1/.well-known/keys",
          "https://a.login.botframework.com/keys", "https://login.botframework.com./keys",
          "https://attackerbotframework.com/keys", "https://login.botframework.com.attacker.example/keys",
          "https://x@login.botframework.com/keys", "https://login.botframework.com:8443/keys", "file:///etc/passwd",
          "https://login.botframework.com\\@attacker.example/", "", "//login.botframework.com/keys",
          "http://169.254.169.254/keys", "http://127.0.0.1/keys", "https://127.0.0.1/keys"})
        EXPECT_EQ(from(elsewhere, at).error(), errc::keys_elsewhere) << elsewhere;
    for (const auto* text : {"", "{}", "[]", R"({"jwks_uri":1})", "<html/>"})
        EXPECT_EQ(keys_address(text, at).error(), errc::malformed_metadata) << text;
}

TEST(teams_metadata, of_a_host_of_ones_own_lead_to_keys_on_that_host) {
    const auto from = [](const std::string& url, const std::string& metadata_url) {
        json document;
        document["jwks_uri"] = url;
        return keys_address(document.dump(), metadata_url);
    };
    EXPECT_TRUE(from("https://bots.acme.example:8443/k", "https://bots.acme.example:8443/m"));
    EXPECT_TRUE(from("http://127.0.0.1:8080/k", "http://127.0.0.1:8080/m"));
    for (const auto& [keys, metadata] : std::vector<std::pair<const char*, const char*>>{
             {"https://bots.acme.example/k", "https://bots.acme.example:8443/m"},
             {"https://keys.acme.example/k", "https://bots.acme.example/m"},
             {"https://login.botframework.com/v1/.well-known/keys", "https://bots.acme.example/m"},
             {"http://127.0.0.1:8081/k", "http://127.0.0.1:8080/m"},
             {"http://localhost:8080/k", "http://127.0.0.1:8080/m"},
             {"https://127.0.0.1:8080/k", "http://127.0.0.1:8080/m"},
             {"http://bots.acme.example/k", "http://bots.acme.example/m"}})
        EXPECT_EQ(from(keys, metadata).error(), errc::keys_elsewhere) << keys;
}

TEST(teams_service_url, leads_to_a_listed_host_exactly) {
    const std::vector<std::string> hosts{"smba.trafficmanager.net", "127.0.0.1:9000", "localhost:9000"};
    for (const auto* good : {"https://smba.trafficmanager.net/emea/x/", "https://SMBA.trafficmanager.net",
                             "https://smba.trafficmanager.net/teams", "HTTPS://smba.trafficmanager.net/",
                             "http://127.0.0.1:9000/v3", "https://127.0.0.1:9000/", "http://localhost:9000"})
        EXPECT_TRUE(leads_to(good, hosts)) << good;
    for (const auto* bad : {"",
                            "https://",
                            "https:///",
                            "smba.trafficmanager.net",
                            "//smba.trafficmanager.net/",
                            "http://smba.trafficmanager.net/",
                            "ftp://smba.trafficmanager.net/",
                            "javascript://smba.trafficmanager.net/",
                            "https://smba.trafficmanager.net.attacker.example/",
                            "https://attacker.example/smba.trafficmanager.net/",
                            "https://attacker.trafficmanager.net/",
                            "https://xsmba.trafficmanager.net/",
                            "https://smba.trafficmanager.net./",
                            "https://smba.trafficmanager.net:443/",
                            "https://smba.trafficmanager.net:8443/",
                            "https://u@smba.trafficmanager.net/",
                            "https://u:p@smba.trafficmanager.net/",
                            "https://smba.trafficmanager.net@attacker.example/",
                            "https://attacker.example@smba.trafficmanager.net/",
                            "https://attacker.example#smba.trafficmanager.net/",
                            "https://attacker.example?smba.trafficmanager.net/",
                            "https://attacker.example\\smba.trafficmanager.net/",
                            "https://smba.trafficmanager.net\\.attacker.example/",
                            "https://smba.trafficmanager.net/?x",
                            "https://smba.trafficmanager.net/#x",
                            "https://smba.trafficmanager.net/%2e%2e/",
                            "https://smba.trafficmanager.net/../x",
                            "https://smba.trafficmanager.net/a/..",
                            "https://smba.trafficmanager.net/./x",
                            " https://smba.trafficmanager.net/",
                            "https://smba.trafficmanager.net/ ",
                            "https://smba.trafficmanager.net\n/",
                            "https://smba.trafficmanager.net\t.attacker.example/",
                            "https://smb\xd0\xb0.trafficmanager.net/",
                            "https://xn--smb-7cd.trafficmanager.net/",
                            "https://smba\xe3\x80\x82trafficmanager.net/",
                            "https://127.0.0.1/",
                            "https://127.0.0.1:9001/",
                            "http://127.1:9000/",
                            "http://2130706433:9000/",
                            "http://0x7f000001:9000/",
                            "http://[::1]:9000/",
                            "http://127.0.0.1:9000@attacker.example/",
                            "http://localhost:9000.attacker.example/",
                            "http://localhost.attacker.example:9000/",
                            "https:/smba.trafficmanager.net/",
                            "https:smba.trafficmanager.net/",
                            "https ://smba.trafficmanager.net/"})
        EXPECT_FALSE(leads_to(bad, hosts)) << bad;
    EXPECT_FALSE(leads_to("https://smba.trafficmanager.net/" + std::string(3'000, 'x'), hosts));
    EXPECT_FALSE(leads_to("http://192.168.0.1:9000/", {"192.168.0.1:9000"})) << "plain HTTP is for loopback alone";
}

}  // namespace
}  // namespace waymark::teams
