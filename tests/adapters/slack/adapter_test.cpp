// The adapter against a fake Slack over loopback HTTP, and its answers to requests that are not as they should be.
#include "tests/adapters/slack/slack_calls.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using fault = waymark::testing::slack_fault;
using kind = send_outcome::kind;
using slack_fixtures::receive;
using slack_fixtures::receive_signed;
using slack_fixtures::signed_at;
using slack_fixtures::signed_headers;

TEST_F(slack_calls, check_learns_who_we_are_and_says_in_words_when_the_token_is_not_good) {
    EXPECT_FALSE(run(adapter_->check()));
    const auto body = slack_fixtures::bytes("events/message_im.json");
    EXPECT_EQ(receive_signed(*adapter_, "/slack/events", body).events.size(), 1U);
    auto elsewhere = json::parse(body);
    elsewhere["authorizations"][0]["team_id"] = "T0OTHER001";
    EXPECT_EQ(summary(receive_signed(*adapter_, "/slack/events", elsewhere.dump())), "200 other_workspace!");
    auto foreign = json::parse(body);
    foreign["api_app_id"] = "A0OTHER001";
    EXPECT_EQ(summary(receive_signed(*adapter_, "/slack/events", foreign.dump())), "200 other_app!");
    fail_with("invalid_auth", "auth.test");
    const auto problem = run(adapter_->check());
    ASSERT_TRUE(problem);
    EXPECT_FALSE(problem->may_pass);
    EXPECT_THAT(problem->words, HasSubstr("invalid_auth"));
    EXPECT_THAT(problem->words, Not(HasSubstr("xoxb-EXAMPLE")));
}

TEST_F(slack_calls, changes_that_wait_for_their_turn_stand_in_line) {
    const auto posted = send(message("Hello"));
    std::vector<span> waits;
    for (int i = 0; i < 13; ++i) {
        const auto outcome = send(settling(posted.platform_ref));
        EXPECT_EQ(outcome.in_line, outcome.is == kind::retry);
        if (outcome.in_line) waits.push_back(outcome.retry_after);
    }
    ASSERT_EQ(waits.size(), 3U) << "Slack takes ten at once";
    EXPECT_GT(waits[0], span{});
    EXPECT_EQ(waits[1] - waits[0], std::chrono::milliseconds(1'250));
    EXPECT_EQ(waits[2] - waits[1], std::chrono::milliseconds(1'250));
}

TEST_F(slack_calls, a_command_in_a_channel_is_told_where_its_answer_is_in_the_language_they_read) {
    EXPECT_FALSE(run(adapter_->check()));
    auto body = slack_fixtures::bytes("commands/slash_command.form");
    EXPECT_EQ(receive_signed(*adapter_, "/slack/commands", body).body, "");
    body.replace(body.find("D0DM000001"), 10, "C0GENERAL1");
    const auto told = [&] {
        const auto reply = receive_signed(*adapter_, "/slack/commands", body);
        EXPECT_EQ(reply.events.size(), 1U);
        EXPECT_EQ(reply.content_type, "application/json");
        const auto answer = json::parse(reply.body);
        EXPECT_EQ(answer.at("response_type"), "ephemeral");
        return answer.at("text").get<std::string>();
    };
    EXPECT_EQ(told(), "My answer is in our direct messages.");
    auto earlier = message("Hallo");
    std::get<outgoing>(earlier.content).language = "de-AT";
    EXPECT_EQ(send(earlier).is, kind::sent);
    EXPECT_EQ(told(), "Meine Antwort steht in unseren Direktnachrichten.");
}

TEST_F(slack_calls, a_message_is_posted_into_the_persons_own_conversation_and_named) {
    const auto sent = send(message("Hello"));
    EXPECT_EQ(sent.is, kind::sent);
    const auto seen = fake_.shown_to("U0MENTEE01");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(sent.platform_ref, seen[0].at("channel").get<std::string>() + "/" + seen[0].at("ts").get<std::string>());
    EXPECT_EQ(seen[0].at("metadata").at("event_payload").at("id"), "id-1");
    now_ += std::chrono::seconds(5);
    EXPECT_EQ(send(message("Again", "id-2")).is, kind::sent);
    json counts;
    fake_.with_world([&](auto& world) { counts = world.counts(); });
    EXPECT_EQ(counts.at("calls").at("conversations.open"), 1) << "the conversation is remembered";
}

TEST_F(slack_calls, opening_a_conversation_asks_as_the_example_does) {
    const auto example = json::parse(slack_fixtures::bytes("requests/conversations.open.json"));
    EXPECT_TRUE(example.at("users").is_string());
    fail_with("user_not_found", "conversations.open");
    const auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::dead);
    EXPECT_EQ(outcome.reason, "user_not_found");
    EXPECT_TRUE(outcome.person_gone);
    EXPECT_EQ(shown(), 0U);
}

TEST_F(slack_calls, a_message_that_is_refused_for_its_own_sake_says_nothing_about_the_person) {
    fail_with("msg_too_long");
    const auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::dead);
    EXPECT_FALSE(outcome.person_gone);
}

TEST_F(slack_calls, a_slack_that_is_down_is_not_a_wrong_token) {
    fail(fault::kind::server_error, "auth.test");
    const auto problem = run(adapter_->check());
    ASSERT_TRUE(problem);
    EXPECT_TRUE(problem->may_pass);
}

TEST_F(slack_calls, an_event_teaches_the_conversation_so_that_it_need_not_be_opened) {
    const auto body = slack_fixtures::bytes("events/message_im.json");
    EXPECT_EQ(receive_signed(*adapter_, "/slack/events", body).events.size(), 1U);
    const auto sent = send(message("Hello"));
    EXPECT_EQ(sent.platform_ref.substr(0, 11), "D0DM000001/");
}

TEST_F(slack_calls, only_what_may_have_been_done_is_unknown_and_the_answer_is_found_by_its_id) {
    fail(fault::kind::accept_then_drop);
    const auto lost = message("Hello", "id-lost");
    EXPECT_EQ(send(lost).is, kind::unknown);
    const auto found = run(adapter_->find(lost));
    EXPECT_EQ(found.is, find_outcome::kind::found);
    EXPECT_THAT(found.platform_ref, HasSubstr("D0MENTEE01/"));
    now_ += std::chrono::seconds(5);
    fail(fault::kind::drop);
    const auto never = message("Hello", "id-never");
    EXPECT_EQ(send(never).is, kind::unknown);
    EXPECT_EQ(run(adapter_->find(never)).is, find_outcome::kind::absent);
    fail_with("not_allowed_token_type", "conversations.history");
    EXPECT_EQ(run(adapter_->find(never)).is, find_outcome::kind::cannot_tell);
    for (const auto how : {fault::kind::server_error, fault::kind::accept_then_error, fault::kind::reset}) {
        now_ += std::chrono::seconds(5);
        fail(how);
        EXPECT_EQ(send(message("Hello", "id-x")).is, kind::unknown);
    }
}

TEST_F(slack_calls, a_server_that_cannot_be_reached_has_surely_not_got_it) {
    auto nowhere = settings();
    nowhere.api = "http://127.0.0.1:1/api/";
    adapter_ = create_slack_adapter(nowhere);
    const auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::retry);
    EXPECT_EQ(outcome.reason, "not_reached");
}

TEST_F(slack_calls, a_limit_is_waited_for_as_long_as_slack_says) {
    fault limit;
    limit.is = fault::kind::rate_limited;
    limit.method = "chat.postMessage";
    limit.retry_after = 30;
    fake_.fail(limit);
    const auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::retry);
    EXPECT_EQ(outcome.retry_after, std::chrono::seconds(30));
    const address to{"slack", {"T0ACME0001"}, "U0MENTEE01"};
    EXPECT_EQ(adapter_->may_send_at(to, now_), now_ + std::chrono::seconds(30));
    now_ += std::chrono::seconds(30);
    EXPECT_EQ(adapter_->may_send_at(to, now_), now_);
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
}

TEST_F(slack_calls, pacing_lets_three_go_at_once_and_then_one_a_second_to_each_person) {
    const address to{"slack", {"T0ACME0001"}, "U0MENTEE01"};
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(adapter_->may_send_at(to, now_), now_);
        adapter_->count_send(to, now_);
        EXPECT_EQ(send(message("Hello", std::to_string(i))).is, kind::sent);
    }
    EXPECT_GT(adapter_->may_send_at(to, now_), now_);
    EXPECT_LE(adapter_->may_send_at(to, now_), now_ + std::chrono::milliseconds(1100));
    const address other{"slack", {"T0ACME0001"}, "U0MENTOR01"};
    EXPECT_EQ(adapter_->may_send_at(other, now_), now_);
}

/// After a crash there is more to ask than may be asked at once; that is no reason to send anything blindly.
TEST_F(slack_calls, a_question_too_many_is_to_be_put_later) {
    for (int i = 0; i < 10; ++i) {
        const auto found = run(adapter_->find(message("Hello", std::to_string(i))));
        EXPECT_EQ(found.is, find_outcome::kind::absent);
        EXPECT_EQ(found.ask_again_in, span{});
    }
    const auto found = run(adapter_->find(message("Hello")));
    EXPECT_EQ(found.is, find_outcome::kind::cannot_tell);
    EXPECT_GT(found.ask_again_in, span{});
    now_ += found.ask_again_in;
    EXPECT_EQ(run(adapter_->find(message("Hello"))).is, find_outcome::kind::absent);
    fail(fault::kind::rate_limited, "conversations.history");
    now_ += std::chrono::seconds(5);
    EXPECT_GT(run(adapter_->find(message("Hello"))).ask_again_in, span{});
}

/// Whoever waits for a moment later than their own now never stops waiting, since the clock goes on while they ask.
TEST_F(slack_calls, pacing_answers_in_the_time_of_whoever_asks) {
    const address to{"slack", {"T0ACME0001"}, "U0MENTEE01"};
    const auto asked_at = now_;
    now_ += std::chrono::microseconds(1);
    EXPECT_EQ(adapter_->may_send_at(to, asked_at), asked_at);
}

TEST_F(slack_calls, blocks_that_slack_refuses_are_sent_once_more_as_text) {
    fake_.with_world([](auto& world) { world.refuse_blocks(true); });
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
    const auto seen = fake_.shown_to("U0MENTEE01");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_FALSE(seen[0].contains("blocks"));
    EXPECT_THAT(seen[0].at("text").get<std::string>(), HasSubstr("1. Yes\n2. No"));
}

TEST_F(slack_calls, a_dead_token_stops_the_account_and_a_doubtful_one_is_proved_first) {
    fail_with("token_revoked");
    EXPECT_EQ(send(message("Hello")).is, kind::account_dead);
    now_ += std::chrono::seconds(5);
    EXPECT_EQ(send(message("Hello")).reason, "token_revoked") << "without asking Slack";
    EXPECT_TRUE(fake_.shown_to("U0MENTEE01").empty());
    now_ += std::chrono::minutes(5);
    fail_with("invalid_auth");
    EXPECT_EQ(send(message("Hello")).is, kind::retry) << "auth.test still says it is good";
    now_ += std::chrono::seconds(5);
    fail_with("invalid_auth");
    fail_with("invalid_auth", "auth.test");
    EXPECT_EQ(send(message("Hello")).is, kind::account_dead);
}

TEST_F(slack_calls, a_used_message_loses_its_buttons_even_after_a_restart) {
    const auto ref = send(message("Which one?")).platform_ref;
    EXPECT_EQ(send(settling(ref)).is, kind::sent);
    auto seen = fake_.shown_to("U0MENTEE01");
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[1].at("kind"), "update");
    EXPECT_THAT(seen[1].dump(), HasSubstr("Which one?"));
    EXPECT_THAT(seen[1].dump(), HasSubstr("✓ Yes"));
    EXPECT_THAT(seen[1].dump(), Not(HasSubstr("\"actions\"")));
    const auto second = send(message("And now?", "id-3")).platform_ref;
    adapter_ = create_slack_adapter(settings());
    EXPECT_EQ(send(settling(second)).is, kind::sent);
    seen = fake_.shown_to("U0MENTEE01");
    EXPECT_THAT(seen.back().dump(), HasSubstr("And now?"));
    EXPECT_THAT(seen.back().dump(), HasSubstr("✓ Yes"));
}

TEST_F(slack_calls, a_message_that_is_gone_needs_no_settling) {
    EXPECT_EQ(send(settling("")).is, kind::sent);
    EXPECT_EQ(send(settling("D0MENTEE01/1.000001")).is, kind::sent);
    const auto ref = send(message("Which one?")).platform_ref;
    fail_with("message_not_found", "chat.update");
    EXPECT_EQ(send(settling(ref)).is, kind::sent);
    fail(fault::kind::server_error, "chat.update", 2);
    EXPECT_EQ(send(settling(ref)).is, kind::retry) << "an update may be made twice";
}

TEST_F(slack_calls, a_message_without_anything_to_press_stays_as_it_is) {
    auto asked = message("What would you do?");
    std::get<outgoing>(asked.content).ask = control{control::kind::long_text, "c", {}, 500, "What would you do?"};
    const auto ref = send(asked).platform_ref;
    EXPECT_EQ(send(settling(ref)).is, kind::sent);
    adapter_ = create_slack_adapter(settings());
    EXPECT_EQ(send(settling(ref)).is, kind::sent) << "nor after a restart";
    EXPECT_EQ(fake_.shown_to("U0MENTEE01").size(), 1U);
}

TEST_F(slack_calls, people_are_looked_up_and_what_fails_is_simply_not_known) {
    const auto person = run(adapter_->look_up({"slack", {"T0ACME0001"}, "U0MENTEE01"}));
    ASSERT_TRUE(person);
    EXPECT_EQ(person->zone, "Europe/Berlin");
    fail_with("user_not_found", "users.info");
    EXPECT_EQ(run(adapter_->look_up({"slack", {"T0ACME0001"}, "U0MENTEE01"})), std::nullopt);
}

TEST_F(slack_calls, accounts_are_found_by_their_email_and_closed_ones_are_not) {
    const auto put = [&](const char* user) {
        fake_.with_world([&](testing::slack_world& world) { world.put_user(nlohmann::json::parse(user)); });
    };
    put(R"({"id":"U0MENTEE01","team_id":"T0HOME","profile":{"email":"mia@example.org"}})");
    put(R"({"id":"U0GONE0001","deleted":true,"profile":{"email":"gone@example.org"}})");
    put(R"({"id":"U0ABOT0001","is_bot":true,"profile":{"email":"bot@example.org"}})");
    EXPECT_EQ(run(adapter_->find_by_email("mia@example.org")), (address{"slack", {"T0HOME"}, "U0MENTEE01"}));
    ASSERT_EQ(run(adapter_->check()), std::nullopt);
    EXPECT_EQ(run(adapter_->find_by_email("mia@example.org")), (address{"slack", {"T0ACME0001"}, "U0MENTEE01"}));
    for (const char* nobody : {"zoe@example.org", "gone@example.org", "bot@example.org"})
        EXPECT_EQ(run(adapter_->find_by_email(nobody)), std::nullopt) << nobody;
}

TEST_F(slack_calls, an_email_is_asked_about_again_after_a_pause_and_what_is_not_allowed_is_said) {
    fake_.with_world([&](testing::slack_world& world) {
        world.put_user(nlohmann::json::parse(R"({"id":"U0MENTEE01","profile":{"email":"mia@example.org"}})"));
    });
    fail(fault::kind::rate_limited, "users.lookupByEmail", 1);
    const auto found = run(adapter_->find_by_email("mia@example.org"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->user, "U0MENTEE01");
    now_ += std::chrono::minutes(1);
    fail_with("missing_scope", "users.lookupByEmail");
    try {
        (void)run(adapter_->find_by_email("mia@example.org"));
        ADD_FAILURE() << "it is not known whether there is such an account";
    } catch (const std::runtime_error& what) {
        EXPECT_THAT(what.what(), AllOf(HasSubstr("users:read.email"), Not(HasSubstr("mia"))));
    }
}

TEST_F(slack_calls, requests_that_are_not_slacks_go_no_further_than_the_signature) {
    const auto body = slack_fixtures::bytes("events/message_im.json");
    const auto good = signed_headers(body, signed_at);
    EXPECT_EQ(receive(*adapter_, "/slack/events", body, {}, signed_at).status, 401U);
    EXPECT_EQ(receive(*adapter_, "/slack/events", body + " ", good, signed_at).status, 401U);
    EXPECT_EQ(receive(*adapter_, "/slack/events", body, good, signed_at + std::chrono::seconds(301)).status, 401U);
    EXPECT_EQ(receive(*adapter_, "/slack/events", body, good, signed_at, "GET").status, 405U);
    EXPECT_EQ(receive(*adapter_, "/slack/commands", "ssl_check=1&token=x", {}, signed_at).counted_as, "ssl_check");
    EXPECT_EQ(receive(*adapter_, "/slack/commands", "text=x&ssl_check=1", {}, signed_at).status, 401U);
    EXPECT_EQ(receive(*adapter_, "/slack/events", "ssl_check=1", {}, signed_at).status, 401U);
}

TEST_F(slack_calls, signed_bodies_that_are_broken_are_refused_and_never_throw) {
    std::string deep = "{\"event\":";
    for (int i = 0; i < 100; ++i) deep += "[";
    for (const auto& body :
         {std::string(), std::string("{"), std::string("[]"), std::string("null"), std::string("{} x"),
          std::string("{\"a\":\"\xff\"}"), std::string("\0\x01", 2), deep, std::string(100'000, '['),
          std::string("payload=%zz"), std::string("a=%f"), std::string("payload=")}) {
        for (const auto* path : {"/slack/events", "/slack/interactions", "/slack/options"})
            EXPECT_EQ(receive_signed(*adapter_, path, body).status, 400U) << path << " " << body.substr(0, 20);
        const auto command = receive_signed(*adapter_, "/slack/commands", body);
        EXPECT_TRUE(command.events.empty());
    }
    for (
        const auto* odd :
        {R"({"type":"event_callback"})", R"({"type":7,"event":"x"})",
         R"({"type":"event_callback","team_id":"T1","event":{"type":"message","channel_type":"im","user":{"a":[1]},"channel":[],"ts":{}}})"})
        EXPECT_TRUE(receive_signed(*adapter_, "/slack/events", odd).events.empty()) << odd;
}

}  // namespace
}  // namespace waymark
