// What comes over a socket, file by file of the fixtures, and which addresses a socket may be opened to.
#include "adapters/slack/envelope.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "adapters/slack/decode.hpp"
#include "adapters/slack/socket_address.hpp"
#include "tests/adapters/slack/fixtures.hpp"

namespace waymark::slack {
namespace {

using kind = envelope::kind;
using nlohmann::json;
using slack_fixtures::bytes;

envelope read(const std::string& file) {
    return read_envelope(bytes("socket_mode/" + file)).value();
}

std::string understood(const envelope& from) {
    const auto request = as_posted(from).value();
    if (request.path == "/slack/events") return summary(decode_event(request.body, {}, slack_fixtures::signed_at));
    if (request.path == "/slack/commands") return summary(decode_command(request.body, {}, slack_fixtures::signed_at));
    return summary(decode_interaction(request.body, {}, slack_fixtures::signed_at).reply);
}

TEST(SlackEnvelope, ASocketIsReadyAfterItsHello) {
    const auto hello = read("hello.json");
    EXPECT_EQ(hello.is, kind::hello);
    EXPECT_EQ(hello.connections, 1);
    EXPECT_FALSE(as_posted(hello));
}

TEST(SlackEnvelope, ASocketThatEndsSaysWhy) {
    for (const auto* reason : {"warning", "refresh_requested", "link_disabled", "too_many_websockets"}) {
        const auto bye = read(std::string("disconnect_") + reason + ".json");
        EXPECT_EQ(bye.is, kind::disconnect);
        EXPECT_EQ(bye.reason, reason);
        EXPECT_FALSE(as_posted(bye));
    }
}

/// Each means what its twin means that came over HTTP.
TEST(SlackEnvelope, APayloadMeansWhatItWouldMeanOverHttp) {
    const auto at = slack_fixtures::signed_at;
    const auto over_http = summary(decode_event(bytes("events/message_im.json"), {}, at));
    for (const auto* file : {"events_api.json", "events_api_retry.json"}) {
        const auto event = read(file);
        EXPECT_EQ(event.is, kind::event) << file;
        EXPECT_FALSE(event.takes_answer) << file;
        EXPECT_EQ(understood(event), over_http) << file;
    }
    const auto submitted = read("interactive.json");
    EXPECT_EQ(submitted.is, kind::interaction);
    EXPECT_TRUE(submitted.takes_answer);
    EXPECT_EQ(understood(submitted),
              summary(decode_interaction(bytes("interactions/view_submission.form"), {}, at).reply));
    const auto command = read("slash_commands.json");
    EXPECT_EQ(command.is, kind::command);
    EXPECT_TRUE(command.takes_answer);
    EXPECT_EQ(understood(command), summary(decode_command(bytes("commands/slash_command.form"), {}, at)));
}

TEST(SlackEnvelope, WhatIsAcknowledgedIsAcknowledgedAsDocumented) {
    EXPECT_EQ(json::parse(acknowledgement(read("events_api.json"), "")), json::parse(bytes("socket_mode/ack.json")));
    const auto example = json::parse(bytes("socket_mode/ack_with_payload.json"));
    const auto submitted = read("interactive.json");
    EXPECT_EQ(json::parse(acknowledgement(submitted, example["payload"].dump())), example);
    const json bare{{"envelope_id", submitted.id}};
    for (const auto* answer : {"", "not json", "\"words\"", "[1]"})
        EXPECT_EQ(json::parse(acknowledgement(submitted, answer)), bare) << answer;
    const auto event = read("events_api.json");
    EXPECT_FALSE(json::parse(acknowledgement(event, R"({"a":1})")).contains("payload")) << "none is taken";
}

TEST(SlackEnvelope, OnlyStringsOfACommandCount) {
    envelope command;
    command.is = kind::command;
    command.payload = R"({"text":"C++ & 100% café=ok\n","number":7,"nothing":null,"list":["x"],"user_id":"U1"})";
    EXPECT_EQ(as_posted(command)->body, "text=C%2B%2B%20%26%20100%25%20caf%C3%A9%3Dok%0A&user_id=U1");
}

TEST(SlackEnvelope, WhatIsNoObjectIsNothingAndWhatIsUnknownIsNamedSo) {
    for (const auto* text : {"", "[]", "7", "{", "{\"type\":\"hello\"", "nonsense", "{\"a\":\"\xff\"}"})
        EXPECT_FALSE(read_envelope(text)) << text;
    EXPECT_FALSE(read_envelope("{\"payload\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}"));
    for (const auto* text : {"{}", R"({"type":"news","envelope_id":"e1","payload":{}})", R"({"type":7})"}) {
        const auto odd = read_envelope(text);
        ASSERT_TRUE(odd) << text;
        EXPECT_EQ(odd->is, kind::unknown) << text;
        EXPECT_FALSE(as_posted(*odd)) << text;
    }
    EXPECT_EQ(read_envelope(R"({"type":"hello","num_connections":"x"})")->connections, 0);
}

// ---- addresses

constexpr auto slack_api = "https://slack.com/api/";

TEST(SlackSocketAddress, LeadsToSlackAndNowhereElse) {
    const auto good = read_socket_address("wss://wss-primary.slack.com/link/?ticket=t-1&app_id=A1", slack_api);
    ASSERT_TRUE(good);
    EXPECT_EQ(good->host, "wss-primary.slack.com");
    EXPECT_EQ(good->port, "443");
    EXPECT_EQ(good->path, "/link/?ticket=t-1&app_id=A1");
    EXPECT_TRUE(good->secure);
    EXPECT_TRUE(read_socket_address("wss://wss-1.slack-gov.com:443/link/?ticket=t", slack_api));
    EXPECT_EQ(read_socket_address("wss://wss-1.slack.com/link/?ticket=t", slack_api, true)->path,
              "/link/?ticket=t&debug_reconnects=true");
    for (const auto* url : {"ws://wss-primary.slack.com/link/",
                            "https://wss-primary.slack.com/link/",
                            "wss://slack.com.evil.example/",
                            "wss://evilslack.com/",
                            "wss://evil.example/slack.com",
                            "wss://slack.com@evil.example/",
                            "wss://evil.example@wss.slack.com/",
                            "wss://wss.slack.com:8443/",
                            "wss://wss.slack.com./",
                            "wss://evil.example\\@wss.slack.com/",
                            "wss://wss.slack.com#x",
                            "wss://127.0.0.1/",
                            "ws://127.0.0.1/",
                            "wss://localhost/",
                            "wss://[::1]/",
                            "wss://wss%2eslack.com.evil.example/",
                            "//wss.slack.com/",
                            "",
                            "wss://",
                            "wss:wss.slack.com",
                            "wss://sl\xd0\xb0"
                            "ck.com/"})
        EXPECT_FALSE(read_socket_address(url, slack_api)) << url;
}

TEST(SlackSocketAddress, MayBeWhereTheApiIsWhenThatIsNotSlack) {
    EXPECT_TRUE(read_socket_address("wss://relay.example:8443/x", "https://relay.example/api/"));
    EXPECT_FALSE(read_socket_address("ws://relay.example/x", "https://relay.example/api/")) << "plainly, to another";
    EXPECT_FALSE(read_socket_address("ws://relay.example/x", "http://relay.example/api/"));
    EXPECT_FALSE(read_socket_address("wss://other.example/x", "https://relay.example/api/"));
    EXPECT_TRUE(read_socket_address("ws://127.0.0.1:9/x", "http://127.0.0.1:8/api/"));
    EXPECT_FALSE(read_socket_address("ws://127.0.0.1:9/x", "https://127.0.0.1:8/api/"));
    EXPECT_FALSE(read_socket_address("ws://localhost:9/x", "http://127.0.0.1:8/api/"));
}

}  // namespace
}  // namespace waymark::slack
