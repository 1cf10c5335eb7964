// The adapter's inbound half: keys fetched when needed, tokens compared while they are good, what people's activities
// teach it.
#include "tests/adapters/teams/teams_calls.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using ::testing::HasSubstr;

const address mentee{"teams", {tenant}, "0000aad0-0001-4000-8000-000000000011"};

class teams_in : public teams_calls {
  protected:
    [[nodiscard]] std::size_t key_fetches() const { return client_.asked_of("/keys").size(); }
    [[nodiscard]] std::string token(const std::string& file) const { return "Bearer " + bytes("auth/jwt/" + file); }
    /// A token under a key that nobody knows, good in all that can be seen without the key but for one claim; null
    /// leaves that out.
    [[nodiscard]] std::string unknown_key(const char* claim = nullptr, const json& value = {}) const {
        auto header = json::parse(good_header());
        header["kid"] = "nobody-knows-it";
        json claims{{"serviceurl", service_url},
                    {"exp", to_us(now_) / 1'000'000 + 3'000},
                    {"iss", "https://api.botframework.com"},
                    {"aud", app_id}};
        if (claim != nullptr) claims[claim] = value;
        if (claim != nullptr && value.is_null()) claims.erase(claim);
        return "Bearer " + token_of(header.dump(), claims.dump());
    }
};

TEST_F(teams_in, each_fixture_token_gives_its_result_through_the_adapter_and_none_starts_a_fetch_elsewhere) {
    const auto index = json::parse(bytes("auth/jwt-index.json"));
    std::size_t checked = 0;
    for (const auto& one : index.at("tokens")) {
        start();
        keys_file_ = one.value("needs", "jwks.json");
        const auto file = one.at("file").get<std::string>();
        const auto reply = deliver(bytes("inbound/message_personal.json"), token(file));
        EXPECT_EQ(reply.status == 200, one.at("accept").get<bool>()) << file;
        EXPECT_EQ(reply.events.empty(), reply.status != 200) << file;
        ++checked;
    }
    EXPECT_EQ(checked, 25U);
    for (const auto& one : client_.asked)
        EXPECT_THAT(one.url, ::testing::StartsWith("https://login.botframework.com/v1/.well-known/"));
}

TEST_F(teams_in, an_unknown_key_makes_one_fetch_an_hour_however_many_strangers_try) {
    EXPECT_EQ(deliver(bytes("inbound/message_personal.json")).status, 200U);
    EXPECT_EQ(key_fetches(), 1U);
    for (int i = 0; i < 50; ++i) EXPECT_EQ(deliver("{}", unknown_key()).status, 401U);
    EXPECT_EQ(key_fetches(), 2U);
    now_ += minutes(59);
    for (int i = 0; i < 50; ++i) EXPECT_EQ(deliver("{}", unknown_key()).status, 401U);
    EXPECT_EQ(key_fetches(), 2U);
    now_ += minutes(2);
    for (int i = 0; i < 50; ++i) EXPECT_EQ(deliver("{}", unknown_key()).status, 401U);
    EXPECT_EQ(key_fetches(), 3U);
}

TEST_F(teams_in, a_token_that_does_not_even_claim_to_be_for_us_makes_nobody_fetch) {
    EXPECT_EQ(deliver(bytes("inbound/message_personal.json")).status, 200U);
    const auto fetched = client_.asked.size();
    for (const auto& [claim, value] :
         std::vector<std::pair<const char*, json>>{{"aud", "0b07c0de-9999-4222-8333-444455556666"},
                                                   {"aud", nullptr},
                                                   {"iss", "https://attacker.example"},
                                                   {"exp", 1'000'000'000},
                                                   {"exp", nullptr},
                                                   {"nbf", 4'102'444'799},
                                                   {"serviceurl", ""},
                                                   {"serviceurl", nullptr}})
        EXPECT_EQ(deliver("{}", unknown_key(claim, value)).status, 401U) << claim << " " << value;
    EXPECT_EQ(client_.asked.size(), fetched);
    EXPECT_EQ(deliver("{}", unknown_key()).status, 401U);
    EXPECT_EQ(key_fetches(), 2U) << "one that claims all of it does, whoever wrote it";
    start();
    client_.asked.clear();
    EXPECT_EQ(deliver("{}", unknown_key("aud", "another")).status, 401U) << "not 503, though there are no keys at all";
    EXPECT_TRUE(client_.asked.empty());
}

TEST_F(teams_in, a_new_key_is_found_by_its_first_token_and_the_old_one_is_good_no_more) {
    const auto body = bytes("inbound/message_personal.json");
    EXPECT_EQ(deliver(body).status, 200U);
    keys_file_ = "jwks_rotated.json";
    now_ += hours(1) + minutes(1);
    EXPECT_EQ(deliver(body).status, 200U) << "the old set holds until it is replaced";
    EXPECT_EQ(deliver(body, token("rotated_key.jwt")).status, 200U);
    EXPECT_EQ(key_fetches(), 2U);
    EXPECT_EQ(deliver(body).status, 401U) << "what was verified with a key that is gone is not believed any more";
}

TEST_F(teams_in, old_keys_stay_while_none_can_be_fetched_and_without_any_the_caller_comes_again) {
    const auto body = bytes("inbound/message_personal.json");
    refuse("GET", "openidconfiguration", answer(500), 1);
    EXPECT_EQ(deliver(body).status, 503U);
    now_ += minutes(2);
    EXPECT_EQ(deliver(body).status, 200U);
    refuse("GET", "openidconfiguration", answer(500), 100);
    now_ += hours(30);
    EXPECT_EQ(deliver(body, token("unknown_kid.jwt")).status, 401U);
    EXPECT_EQ(
        deliver(body, "Bearer " + token_of(good_header(),
                                           R"({"serviceurl":")" + service_url +
                                               R"(","exp":4102444799,"iss":"https://api.botframework.com","aud":")" +
                                               app_id + R"("})"))
            .status,
        200U);
}

TEST_F(teams_in, keys_are_taken_from_nowhere_but_the_host_of_the_metadata) {
    refuse("GET", "openidconfiguration", answer(200, json{{"jwks_uri", "https://evil.example/keys"}}), 1);
    EXPECT_EQ(deliver(bytes("inbound/message_personal.json")).status, 503U);
    EXPECT_TRUE(client_.asked_of("evil").empty());
}

TEST_F(teams_in, a_known_token_is_only_compared_and_the_body_is_checked_all_the_same) {
    EXPECT_EQ(deliver(bytes("inbound/message_personal.json")).status, 200U);
    auto elsewhere = fixture("message_personal");
    elsewhere["serviceUrl"] = "https://smba.trafficmanager.net.evil.example/";
    EXPECT_EQ(deliver(elsewhere.dump()).status, 401U);
    auto foreign = fixture("message_personal");
    foreign["recipient"]["id"] = "28:another";
    EXPECT_EQ(deliver(foreign.dump()).status, 403U);
    EXPECT_EQ(deliver("[]").status, 400U);
}

TEST_F(teams_in, other_methods_are_told_what_is_taken) {
    webhook_request request;
    request.method = "HEAD";
    request.target = "/api/messages";
    const auto reply = adapter_->receive(request, now_);
    EXPECT_EQ(reply.status, 405U);
    ASSERT_EQ(reply.headers.size(), 1U);
    EXPECT_EQ(reply.headers[0].second, "POST");
}

TEST_F(teams_in, how_somebody_is_reached_is_noted_once_and_again_when_it_changes) {
    auto body = fixture("message_personal");
    auto first = deliver(body.dump());
    ASSERT_EQ(first.notes.size(), 1U);
    EXPECT_EQ(first.notes[0].about, mentee);
    EXPECT_THAT(first.notes[0].body, HasSubstr("a:1yo"));
    body["id"] = "1772442900999";
    EXPECT_TRUE(deliver(body.dump()).notes.empty());
    body["serviceUrl"] = "https://smba.trafficmanager.net/amer/" + tenant + "/";
    EXPECT_EQ(deliver(body.dump(),
                      "Bearer " + token_of(good_header(),
                                           R"({"serviceurl":"https://smba.trafficmanager.net/amer/)" + tenant +
                                               R"(/","exp":1772446200,"iss":"https://api.botframework.com","aud":")" +
                                               app_id + R"("})"))
                  .notes.size(),
              1U);
    start();
    EXPECT_TRUE(deliver(fixture("message_personal").dump()).notes.size() == 1U) << "the old service again";
    start();
    EXPECT_TRUE(deliver(fixture("message_personal").dump()).notes.empty()) << "remembered over a restart";
}

TEST_F(teams_in, a_reply_that_could_not_be_stored_teaches_nothing) {
    const auto body = fixture("message_personal").dump();
    EXPECT_EQ(deliver_without_storing(body).notes.size(), 1U);
    EXPECT_EQ(deliver(body).notes.size(), 1U) << "nothing of the first try is remembered";
    EXPECT_EQ(deliver(body).notes.size(), 0U);
}

TEST_F(teams_in, who_travels_is_asked_in_the_hours_of_the_new_place) {
    auto body = fixture("message_personal");
    const auto first = deliver(body.dump());
    ASSERT_EQ(first.events.size(), 2U);
    EXPECT_EQ(std::get<inbound::profile_changed>(first.events[0].what).zone, "Europe/Berlin");
    EXPECT_EQ(std::get<inbound::profile_changed>(first.events[0].what).language, "en-GB");
    body["id"] = "1772442900998";
    EXPECT_EQ(deliver(body.dump()).events.size(), 1U);
    body["id"] = "1772442900999";
    body["localTimezone"] = "America/Bogota";
    const auto there = deliver(body.dump());
    ASSERT_EQ(there.events.size(), 2U);
    EXPECT_EQ(std::get<inbound::profile_changed>(there.events[0].what).zone, "America/Bogota");
    EXPECT_FALSE(std::get<inbound::profile_changed>(there.events[0].what).name);
    EXPECT_FALSE(std::get<inbound::profile_changed>(there.events[0].what).language) << "by now it is their choice";
    body["id"] = "1772442901000";
    body.erase("localTimezone");
    body.erase("entities");
    EXPECT_EQ(deliver(body.dump()).events.size(), 1U) << "a phone that says no zone moves nobody";
}

TEST_F(teams_in, who_takes_the_app_out_is_forgotten_as_a_place_to_write_to) {
    deliver(fixture("message_personal").dump());
    EXPECT_EQ(notes_.all.size(), 1U);
    const auto reply = deliver(fixture("installationUpdate_remove_personal").dump());
    ASSERT_EQ(reply.events.size(), 1U);
    EXPECT_TRUE(notes_.all.empty());
}

TEST_F(teams_in, the_anonymous_mode_takes_the_playground_and_nobody_from_elsewhere) {
    anonymous_ = true;
    start();
    const auto body = bytes("playground/message_personal.json");
    EXPECT_EQ(deliver(body, "").events.size(), 2U) << "what they said, and their time zone";
    auto elsewhere = json::parse(body);
    elsewhere["serviceUrl"] = service_url;
    EXPECT_EQ(deliver(elsewhere.dump(), "").status, 403U);
    anonymous_ = false;
    start();
    EXPECT_EQ(deliver(body, "").status, 401U);
}

}  // namespace
}  // namespace waymark::teams
