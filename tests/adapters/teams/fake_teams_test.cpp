// The fake Teams itself: what it answers has to be what Teams answers, or the tests through it prove nothing.
#include "tests/support/fake_teams.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <fstream>

#include "adapters/http_client.hpp"
#include "tests/adapters/teams/fixtures.hpp"
#include "tests/support/teams_activities.hpp"

namespace waymark::teams_fixtures {
namespace {

using namespace testing;  // the fakes
using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;

const std::string ann = "0000aad0-0001-4000-8000-000000000011";

struct fake_teams_service : ::testing::Test {
    fake_teams_service() {
        std::ofstream(ca_file) << fake.authority();
        http_client_settings settings;
        settings.ca_file = ca_file;
        client = create_http_client(settings);
    }
    ~fake_teams_service() override { std::filesystem::remove(ca_file); }

    http_answer ask(http_request request) {
        auto answer = boost::asio::co_spawn(context, client->ask(std::move(request)), boost::asio::use_future);
        context.restart();
        context.run();
        return answer.get();
    }
    http_answer ask_token(const std::string& credentials, const std::string& tenant = "botframework.com") {
        http_request request("POST", fake.origin() + "/" + tenant + "/oauth2/v2.0/token");
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = "grant_type=client_credentials&client_id=" + app_id +
                       "&scope=https%3A%2F%2Fapi.botframework.com%2F.default&" + credentials;
        return ask(std::move(request));
    }
    void sign_in() {
        const auto answer = ask_token("client_secret=a-client-secret-of-the-tests");
        token = json::parse(answer.body).value("access_token", "");
    }
    http_answer call(const std::string& method, const std::string& path, const json& body = {}) {
        http_request request(method, fake.service_url(tenant) + "v3/conversations" + path);
        request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
        if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
        if (!body.is_null()) request.body = body.dump();
        return ask(std::move(request));
    }
    json words(const std::string& text) {
        json out;
        out["type"] = "message";
        out["from"]["id"] = "28:" + app_id;
        out["text"] = text;
        return out;
    }
    http_answer send(const std::string& text) { return call("POST", messages, words(text)); }
    static std::string code(const http_answer& answer) {
        return json::parse(answer.body).value("/error/code"_json_pointer, "");
    }

    const std::string ca_file =
        (std::filesystem::temp_directory_path() / ("fake_teams_" + std::to_string(::getpid()) + ".pem")).string();
    const std::string messages = "/a%3A1" + teams_conversation(ann).substr(3) + "/activities";
    fake_teams fake;
    boost::asio::io_context context;
    std::unique_ptr<http_client> client;
    std::string token;
};

/// One of them holds JSON in a text: the order inside means nothing.
json unpacked(json body) {
    if (body.is_object() && body.contains("errorCode"))
        body["message"] = json::parse(body["message"].get<std::string>());
    return body;
}

TEST(fake_teams_refusals, are_those_of_the_fixtures) {
    int compared = 0;
    for (const auto& file : files_in("connector")) {
        const auto name = std::filesystem::path(file).stem().string();
        if (!name.starts_with("error_")) continue;
        const auto wanted = json::parse(bytes(file))["response"];
        const auto ours = known_refusal(name.substr(6));
        EXPECT_EQ(ours.status, wanted["status"]) << name;
        const auto body = wanted.value("body", json(""));
        EXPECT_EQ(unpacked(body.is_string() ? json(ours.body) : json::parse(ours.body)), unpacked(body)) << name;
        for (const auto& [header, value] : wanted["headers"].items()) {
            if (header != "ms-cv" && header != "content-length")
                EXPECT_EQ(ours.headers.at(header), value.get<std::string>()) << name;
        }
        ++compared;
    }
    EXPECT_EQ(compared, static_cast<int>(known_refusals().size()));
}

TEST_F(fake_teams_service, gives_a_token_for_the_right_secret_in_the_right_tenant_only) {
    const auto good = json::parse(ask_token("client_secret=a-client-secret-of-the-tests").body);
    EXPECT_EQ(good["token_type"], "Bearer");
    EXPECT_EQ(good["expires_in"], 3600);
    const auto wrong = ask_token("client_secret=another");
    EXPECT_EQ(wrong.status, 401U);
    EXPECT_EQ(json::parse(wrong.body)["error_codes"][0], 7000215);
    const auto elsewhere = ask_token("client_secret=a-client-secret-of-the-tests", tenant);
    EXPECT_EQ(elsewhere.status, 400U);
    EXPECT_EQ(json::parse(elsewhere.body)["error"], "unauthorized_client");
}

TEST_F(fake_teams_service, takes_no_call_without_a_token_or_with_one_that_has_ended) {
    EXPECT_EQ(send("hello").status, 401U);
    sign_in();
    EXPECT_EQ(send("hello").status, 201U);
    fake.with_sign_in([](teams_sign_in& it) { it.end_tokens(); });
    const auto refused = send("hello again");
    EXPECT_EQ(refused.status, 401U);
    EXPECT_EQ(refused.header("WWW-Authenticate"), "Bearer");
    fake.with_sign_in([](teams_sign_in& it) { it.give_tokens_for(std::chrono::seconds(-1)); });
    sign_in();
    EXPECT_EQ(send("too late").status, 401U);
    EXPECT_EQ(fake.times_called("denied"), 3);
}

TEST_F(fake_teams_service, shows_changes_and_deletes_messages_and_remembers_it_all) {
    sign_in();
    const auto id = json::parse(send("one").body).value("id", "");
    EXPECT_EQ(call("PUT", messages + "/" + id, words("two")).status, 200U);
    EXPECT_EQ(fake.truth()["messages"][0]["text"], "two");
    EXPECT_EQ(call("DELETE", messages + "/" + id).status, 200U);
    const auto gone = call("PUT", messages + "/" + id, words("three"));
    EXPECT_EQ(gone.status, 404U);
    EXPECT_EQ(code(gone), "ActivityNotFoundInConversation");
    const auto truth = fake.truth();
    std::vector<std::string> kinds;
    for (const auto& one : truth["shown"]) {
        kinds.push_back(one["kind"].get<std::string>());
        EXPECT_EQ(one["user"].get<std::string>(), ann);
        EXPECT_EQ(one["base"].get<std::string>(), "/emea/" + tenant);
    }
    EXPECT_EQ(kinds, (std::vector<std::string>{"post", "update", "delete"}));
    EXPECT_TRUE(truth["messages"].empty());
}

TEST_F(fake_teams_service, opens_the_same_conversation_for_the_same_person_however_named) {
    sign_in();
    json wish;
    wish["bot"]["id"] = "28:" + app_id;
    wish["isGroup"] = false;
    wish["tenantId"] = wish["channelData"]["tenant"]["id"] = tenant;
    for (const auto& name : {ann, teams_user(ann)}) {
        wish["members"] = json::array({json::object({{"id", name}})});
        EXPECT_EQ(json::parse(call("POST", "", wish).body)["id"].get<std::string>(), teams_conversation(ann));
    }
    fake.with_world([](teams_world& world) { world.refuse(ann, "403_not_installed_personal"); });
    EXPECT_EQ(call("POST", "", wish).status, 403U);
    wish.erase("channelData");
    fake.with_world([](teams_world& world) { world.refuse(ann, ""); });
    EXPECT_EQ(call("POST", "", wish).status, 400U) << "both places of the tenant are wanted";
}

TEST_F(fake_teams_service, holds_callers_to_the_limits) {
    sign_in();
    int taken = 0;
    http_answer answer;
    do answer = send("again");
    while (answer.status == 201 && ++taken < 100);
    EXPECT_EQ(answer.status, 429U);
    EXPECT_GE(taken, 7);
    EXPECT_EQ(fake.times_called("limited"), 1);
}

TEST(fake_teams_limits, are_counted_in_sliding_windows) {
    call_limits limits;
    const instant begin{std::chrono::hours(1)};
    const auto takes = [&](span at) { return limits.take("one", sending_windows(), begin + at); };
    using namespace std::chrono_literals;
    for (int i = 0; i < 7; ++i) EXPECT_TRUE(takes(0ms)) << i;
    EXPECT_FALSE(takes(999ms)) << "the eighth in a second";
    EXPECT_TRUE(takes(1000ms));
    EXPECT_FALSE(takes(1500ms)) << "the ninth in two seconds";
    EXPECT_TRUE(takes(2000ms));
    EXPECT_TRUE(limits.take("another", sending_windows(), begin + 1500ms));
}

TEST_F(fake_teams_service, fails_as_told_before_or_after_it_has_done_what_was_asked) {
    sign_in();
    teams_fault fault;
    fault.operation = "send";
    fault.answer = "502_html";
    fault.done = true;
    fake.fail(fault);
    EXPECT_EQ(send("arrived").status, 502U);
    fault.done = false;
    fault.answer = "close";
    fake.fail(fault);
    EXPECT_EQ(send("lost").status, 0U);
    fault.answer = "429_Throttled_no_retry_after";
    fault.retry_after = 3;
    fault.user = "0000aad0-0002-4000-8000-000000000022";
    fake.fail(fault);
    EXPECT_EQ(send("for Ann, so all is well").status, 201U);
    fault.user = ann;
    fake.fail(fault);
    EXPECT_EQ(send("held back").header("Retry-After"), "3");
    EXPECT_EQ(fake.times_failed("502_html"), 1);
    EXPECT_EQ(fake.truth()["shown"].size(), 2U);
}

TEST_F(fake_teams_service, refuses_the_old_address_once_the_service_has_moved) {
    sign_in();
    const auto old = fake.service_url(tenant);
    fake.with_world([](teams_world& world) { world.move_to("amer", "403_ForbiddenOperationException"); });
    EXPECT_EQ(send("to the new address").status, 201U);
    http_request request("POST", old + "v3/conversations" + messages);
    request.headers = {{"Authorization", "Bearer " + token}};
    request.body = words("to the old one").dump();
    EXPECT_EQ(ask(std::move(request)).status, 403U);
    EXPECT_EQ(fake.truth()["shown"].size(), 1U);
}

TEST_F(fake_teams_service, gives_rosters_in_pages) {
    sign_in();
    std::vector<std::string> people;
    for (int i = 100; i < 220; ++i) people.push_back("0000aad0-0" + std::to_string(i) + "-4000-8000-000000000001");
    fake.with_world([&](teams_world& world) { world.put_roster("19:a@thread.v2", people); });
    const std::string roster = "/19%3Aa%40thread.v2/pagedmembers?pageSize=50";
    auto page = json::parse(call("GET", roster).body);
    std::size_t read = page["members"].size();
    EXPECT_EQ(read, 50U);
    while (page.contains("continuationToken")) {
        page = json::parse(call("GET", roster + "&continuationToken=" + page.value("continuationToken", "")).body);
        read += page["members"].size();
    }
    EXPECT_EQ(read, people.size());
    const auto stranger = call("GET", "/a%3A1" + teams_conversation(ann).substr(3) + "/members/" + people[0]);
    EXPECT_EQ(code(stranger), "MemberNotFoundInConversation");
}

TEST_F(fake_teams_service, signs_what_our_verifier_believes_until_the_keys_are_others) {
    teams_sender who;
    who.object_id = ann;
    who.tenant = tenant;
    who.app_id = app_id;
    who.service_url = fake.service_url(tenant);
    auto whom = our_trust();
    whom.service_hosts = {fake.host()};
    const auto body = said(who, "hello").dump();
    const auto now = std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
    const auto keys_now = [&] {
        const auto metadata = ask(http_request("GET", fake.origin() + "/v1/.well-known/openidconfiguration")).body;
        const auto address =
            teams::keys_address(metadata, fake.origin() + "/v1/.well-known/openidconfiguration").value();
        return teams::key_set::read(ask(http_request("GET", address)).body).value();
    };
    const auto keys = keys_now();
    EXPECT_TRUE(judge(fake.authorization(who.service_url), whom, &keys, now, body));
    fake.with_sign_in([](teams_sign_in& it) { it.rotate_keys(); });
    const auto later = fake.authorization(who.service_url);
    EXPECT_EQ(judge(later, whom, &keys, now, body).error(), teams::errc::unknown_key);
    const auto new_keys = keys_now();
    EXPECT_TRUE(judge(later, whom, &new_keys, now, body));
}

struct fake_teams_assertions : ::testing::Test {
    std::string made(const json& claims, const private_key& by) const {
        json header;
        header["alg"] = "RS256";
        header["x5t"] = thumbprint_of(own.certificate);
        return signed_token(header.dump(), claims.dump(), by);
    }
    std::string problem(const std::string& token) const {
        return assertion_problem(token, own.certificate, app_id, endpoint, story_time);
    }
    json claims() const {
        const auto now = std::chrono::floor<std::chrono::seconds>(story_time).time_since_epoch().count();
        json out;
        out["iss"] = out["sub"] = app_id;
        out["aud"] = endpoint;
        out["jti"] = "once";
        out["nbf"] = now;
        out["exp"] = now + 300;
        return out;
    }
    const certificate_and_key own = self_signed("app", key_kind::rsa);
    const private_key key = private_key_of(own.key);
    const std::string endpoint = "https://localhost:1/botframework.com/oauth2/v2.0/token";
};

TEST_F(fake_teams_assertions, are_taken_only_when_all_of_them_is_right) {
    EXPECT_EQ(problem(made(claims(), key)), "");
    EXPECT_EQ(problem("nonsense"), "no token");
    EXPECT_EQ(problem(made(claims(), strangers_key())), "badly signed");
    auto wrong = claims();
    wrong["aud"] = "https://login.microsoftonline.com/other/oauth2/v2.0/token";
    EXPECT_THAT(problem(made(wrong, key)), HasSubstr("for https://login"));
    wrong = claims();
    wrong["exp"] = wrong["exp"].get<std::int64_t>() + 3600;
    EXPECT_EQ(problem(made(wrong, key)), "valid for too long");
    wrong = claims();
    wrong["sub"] = "another app";
    EXPECT_EQ(problem(made(wrong, key)), "not of this app");
}

}  // namespace
}  // namespace waymark::teams_fixtures
