// What a stranger, a broken sender and a full house are answered, seen from outside the real binary.
#include <gtest/gtest.h>

#include <ctime>
#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;

struct Refusals : ::testing::Test {
    Refusals() {
        home.write("programme.yaml", programme_text(1));
        home.start();
    }

    std::string signed_at(std::time_t when, const std::string& body, const std::string& secret = signing_secret) {
        const auto stamp = std::to_string(when);
        return post_request("/slack/events",
                            {{"Content-Type", "application/json"},
                             {"X-Slack-Request-Timestamp", stamp},
                             {"X-Slack-Signature", slack_signature(secret, stamp, body)}},
                            body);
    }
    std::int64_t stored() const { return database_view(home.database).number("SELECT count(*) FROM accepted"); }

    fake_slack slack;
    installation home{"refusals", slack};
    const std::string hello = message_event(mentor_of(1), "help", next_ts(), "Ev1").dump();
};

TEST_F(Refusals, WhatIsNotSignedByOurSecretNowIsAnswered401AndCountedAndNotKept) {
    loopback_connection stranger(home.port());
    const auto now = std::time(nullptr);
    const auto stamp = std::to_string(now);
    const auto good = slack_signature(signing_secret, stamp, hello);
    const std::vector<std::string> requests{
        signed_at(now, hello, "another secret"),
        signed_at(now - 301, hello),
        signed_at(now + 310, hello),
        post_request("/slack/events", {{"X-Slack-Request-Timestamp", stamp}}, hello),
        post_request("/slack/events", {{"X-Slack-Signature", good}}, hello),
        post_request("/slack/events", {}, hello),
        post_request("/slack/events", {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", good}}, hello + " "),
        post_request("/slack/events", {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", "v0=12"}}, hello),
        post_request("/slack/interactions", {{"X-Slack-Request-Timestamp", stamp}}, "payload=%7B%7D"),
        post_request("/slack/commands", {{"X-Slack-Request-Timestamp", stamp}}, "command=%2Fwaymark&text=help"),
    };
    for (const auto& request : requests) EXPECT_EQ(stranger.ask(request).status, 401) << request;
    EXPECT_EQ(home.metric("waymark_requests_total{kind=\"bad_signature\"}"), static_cast<double>(requests.size()));
    EXPECT_EQ(stored(), 0);
    EXPECT_EQ(stranger.ask(signed_at(now, hello)).status, 200);
    EXPECT_EQ(stored(), 1);
}

TEST_F(Refusals, ABodyOverTheLimitIs413) {
    loopback_connection sender(home.port());
    const std::string body(std::size_t{1024} * 1024 + 1, ' ');
    EXPECT_EQ(sender.ask(signed_at(std::time(nullptr), body)).status, 413);
    EXPECT_EQ(sender.ask(signed_at(std::time(nullptr), hello)).status, 200);
}

TEST_F(Refusals, WhatIsNoJsonIs400) {
    loopback_connection sender(home.port());
    for (const std::string body : {"", "hello", "{\"type\":", "[1,2", "payload=%7B%7D"})
        EXPECT_EQ(sender.ask(signed_at(std::time(nullptr), body)).status, 400) << body;
    EXPECT_EQ(stored(), 0);
}

TEST_F(Refusals, AnUnknownEventIsTakenAndCountedAndNotKept) {
    loopback_connection sender(home.port());
    auto envelope = message_event(mentor_of(1), "help", next_ts(), "Ev2");
    envelope["event"]["type"] = "brand_new_event";
    EXPECT_EQ(sender.ask(signed_at(std::time(nullptr), envelope.dump())).status, 200);
    EXPECT_EQ(home.metric("waymark_requests_total{kind=\"unknown_event\"}"), 1);
    EXPECT_EQ(stored(), 0);
}

TEST_F(Refusals, OtherPathsAre404AndOtherMethods405) {
    loopback_connection sender(home.port());
    EXPECT_EQ(sender.ask(post_request("/slack/other", {}, "")).status, 404);
    EXPECT_EQ(sender.get("/").status, 404);
    EXPECT_EQ(sender.ask("DELETE /slack/events HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
    EXPECT_EQ(sender.get("/slack/events").status, 405);
    EXPECT_EQ(sender.get("/metrics").status, 404) << "the admin pages belong to the admin address alone";
}

TEST_F(Refusals, SlacksQuestionAboutTheAddressIsAnsweredOnlyWhenSigned) {
    slack_caller caller(home.port(), signing_secret);
    nlohmann::json question;
    question["type"] = "url_verification";
    question["token"] = "deprecated";
    question["challenge"] = "k2wQ9exampleChallengeValue7Zt";
    const auto answer = caller.event(question);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(nlohmann::json::parse(answer.body).value("challenge", ""), "k2wQ9exampleChallengeValue7Zt");
    EXPECT_EQ(loopback_connection(home.port()).ask(post_request("/slack/events", {}, question.dump())).status, 401);
}

TEST_F(Refusals, NobodysWordsAndNoSecretStandInTheLog) {
    slack_participant ann(mentor_of(1), home, slack);
    ann.type("help, my private canary 7313");
    ann.command("my second canary 7313");
    EXPECT_NE(ann.wait_for("", 10s), "");
    EXPECT_EQ(home.stop(), 0);
    EXPECT_EQ(home.log().find("7313"), std::string::npos);
    EXPECT_EQ(home.log().find(signing_secret), std::string::npos);
    EXPECT_EQ(home.log().find("xoxb-"), std::string::npos);
}

}  // namespace
}  // namespace waymark::testing
