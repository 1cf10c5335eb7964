// Fixtures of what Slack sends and answers, through the adapter; the rest are in fixture_rest_test.cpp.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/form_text.hpp"
#include "adapters/slack/answer.hpp"
#include "adapters/slack/decode.hpp"
#include "adapters/slack/form.hpp"
#include "adapters/slack/objects.hpp"
#include "adapters/slack/slack_adapter.hpp"
#include "tests/adapters/slack/fixture_table.hpp"
#include "tests/adapters/slack/fixtures.hpp"

namespace waymark::slack_fixtures {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string trigger = "1111111111111.2222222222222.0123456789abcdef0123456789abcdef";

std::unique_ptr<adapter> our_adapter(std::vector<std::string> secrets = {secret}) {
    slack_settings settings;
    settings.signing_secrets = std::move(secrets);
    settings.app_id = "A0MENTOR01";
    settings.bot_token = "xoxb-EXAMPLE-NOT-A-TOKEN";
    return create_slack_adapter(std::move(settings));
}

/// Installed in the workspace of the story, and in the whole organization around it: both have the same ids.
slack::identities us() {
    slack::identities out(slack::identity{"A0MENTOR01", "T0ACME0001", "U0BOTUSER1", "B0BOTID001"});
    slack::identity around{"A0MENTOR01", "", "U0BOTUSER1", "B0BOTID001", true};
    around.enterprise = "E0ACMEORG1";
    out.put(around);
    return out;
}

std::string with_trigger_named(std::string text) {
    const auto at = text.find(trigger);
    return at == text.npos ? text : text.replace(at, trigger.size(), "<trigger>");
}

http_answer web_answer(unsigned status, std::string body) {
    http_answer out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

/// A whole HTTP message in the form of the http/ fixtures.
struct message_file {
    std::string first_line, body;
    header_map headers;
    explicit message_file(const std::string& file) {
        const auto text = bytes(file);
        const auto end = text.find("\r\n\r\n");
        body = text.substr(end + 4);
        auto from = text.find("\r\n");
        first_line = text.substr(0, from);
        while (from < end) {
            const auto to = text.find("\r\n", from + 2);
            const auto line = text.substr(from + 2, to - from - 2);
            headers[line.substr(0, line.find(':'))] = line.substr(line.find(": ") + 2);
            from = to;
        }
    }
};

TEST(slack_fixtures, every_inbound_body_is_answered_and_decoded_as_documented) {
    const auto slack = our_adapter();
    for (const auto& [file, expected] : inbound_table())
        EXPECT_EQ(with_trigger_named(summary(receive_signed(*slack, door_of(file), bytes(file)))), expected) << file;
}

TEST(slack_fixtures, knowing_our_own_ids_changes_nothing_for_our_workspace) {
    for (const auto& [file, expected] : inbound_table()) {
        const auto body = bytes(file);
        const auto who = us();
        const auto reply = file.starts_with("events/")     ? slack::decode_event(body, who, signed_at)
                           : file.starts_with("commands/") ? slack::decode_command(body, who, signed_at)
                                                           : slack::decode_interaction(body, who, signed_at).reply;
        EXPECT_EQ(with_trigger_named(summary(reply)), expected) << file;
    }
}

TEST(slack_fixtures, an_account_is_active_only_when_slack_says_that_it_is_not_deleted) {
    auto envelope = json::parse(bytes("events/user_change_tz.json"));
    const auto account = [&] {
        const auto reply = slack::decode_event(envelope.dump(), us(), signed_at);
        return std::get<inbound::profile_changed>(reply.events.at(0).what).account;
    };
    EXPECT_EQ(account(), inbound::account_is::active);
    envelope["event"]["user"]["deleted"] = nullptr;
    EXPECT_EQ(account(), inbound::account_is::unsaid);
    envelope["event"]["user"].erase("deleted");
    EXPECT_EQ(account(), inbound::account_is::unsaid);
}

TEST(slack_fixtures, decoded_twins_of_form_bodies_hold_the_same) {
    for (const auto& file : files_in("interactions")) {
        if (!file.ends_with(".json")) continue;
        const auto form_file = file.substr(0, file.size() - 5) + ".form";
        const auto form = slack::form::read(bytes(form_file));
        ASSERT_TRUE(form) << form_file;
        EXPECT_EQ(json::parse((*form)["payload"]), json::parse(bytes(file))) << file;
        EXPECT_EQ(with_trigger_named(summary(slack::decode_interaction_payload(bytes(file), us(), signed_at).reply)),
                  inbound_table().at(form_file))
            << file;
    }
    const std::map<std::string, std::string> twins{
        {"commands/slash_command.form", "commands/slash_command.decoded.json"},
        {"commands/slash_command_special_chars.form", "commands/slash_command_special_chars.decoded.json"},
        {"commands/slash_command_special_chars_pct20.form", "commands/slash_command_special_chars.decoded.json"}};
    for (const auto& [form_file, twin] : twins) {
        const auto form = slack::form::read(bytes(form_file));
        ASSERT_TRUE(form) << form_file;
        json pairs = json::object();
        for (const auto& [name, value] : form->pairs()) pairs[name] = value;
        EXPECT_EQ(pairs, json::parse(bytes(twin))) << form_file;
    }
}

TEST(slack_fixtures, every_signature_vector_verifies_and_every_negative_one_is_refused) {
    const auto vectors = json::parse(bytes("signatures.json"));
    ASSERT_EQ(vectors.at("signing_secret"), secret);
    const auto slack = our_adapter();
    const auto ask = [&](const json& vector, const std::string& body, instant now, adapter& of) {
        const header_map headers{
            {"x-slack-request-timestamp", std::to_string(vector.at("timestamp").get<std::int64_t>())},
            {"X-SLACK-SIGNATURE", vector.at("signature").get<std::string>()}};
        return receive(of, "/slack/events", body, headers, now);
    };
    EXPECT_GE(vectors.at("vectors").size(), 57U);
    for (const auto& vector : vectors.at("vectors")) {
        const auto body = bytes(vector.at("file").get<std::string>());
        EXPECT_EQ(body.size(), vector.at("bytes").get<std::size_t>());
        EXPECT_NE(ask(vector, body, signed_at, *slack).status, 401U) << vector.at("file");
        EXPECT_EQ(ask(vector, body + " ", signed_at, *slack).status, 401U) << vector.at("file");
    }
    for (const auto& vector : vectors.at("negative")) {
        const bool late = vector.at("why").get<std::string>().find("301") != std::string::npos;
        const auto now = signed_at + std::chrono::seconds(late ? 301 : 0);
        EXPECT_EQ(ask(vector, bytes(vector.at("file").get<std::string>()), now, *slack).counted_as, "bad_signature")
            << vector.at("why");
    }
    const auto& documented = vectors.at("documented_vector");
    const auto theirs = our_adapter({documented.at("signing_secret").get<std::string>()});
    const instant then{std::chrono::seconds(documented.at("timestamp").get<std::int64_t>())};
    EXPECT_NE(ask(documented, documented.at("body").get<std::string>(), then, *theirs).status, 401U);
}

TEST(slack_fixtures, every_answer_of_the_web_api_is_understood) {
    using kind = send_outcome::kind;
    for (const auto& path : files_in("responses")) {
        const auto file = path.substr(path.find('/') + 1);
        const auto answer = web_answer(200, bytes(path));
        const auto post = slack::understand(answer, slack::call_kind::post);
        const auto again = slack::understand(answer, slack::call_kind::again);
        if (file.starts_with("ok.")) {
            EXPECT_EQ(post.outcome.is, kind::sent) << file;
            EXPECT_EQ(again.outcome.is, kind::sent) << file;
            EXPECT_TRUE(again.body.is_object()) << file;
            continue;
        }
        ASSERT_TRUE(answer_table().contains(file)) << "no expectation for " << file;
        const auto& row = answer_table().at(file);
        EXPECT_EQ(post.outcome.is, row.to_a_post) << file;
        EXPECT_EQ(again.outcome.is, row.to_a_repeatable_call) << file;
        EXPECT_EQ(post.outcome.reason, row.reason) << file;
        if (post.outcome.is == kind::retry) {
            EXPECT_GT(post.outcome.retry_after.count(), 0) << file;
        }
    }
    const auto posted =
        slack::understand(web_answer(200, bytes("responses/ok.chat.postMessage.json")), slack::call_kind::post);
    EXPECT_EQ(posted.outcome.platform_ref, "D0DM000001/1767225960.001100");
}

TEST(slack_fixtures, people_are_read_with_whatever_fields_they_have) {
    const auto person = [](const std::string& file) {
        return slack::profile_of(json::parse(bytes("responses/" + file)).at("user"));
    };
    const auto full = person("ok.users.info.json");
    EXPECT_EQ(full.full_name, "Mentee Example");
    EXPECT_EQ(full.first_name, "Mentee");
    EXPECT_EQ(full.zone, "Europe/Helsinki");
    EXPECT_EQ(full.language, "en-GB");
    EXPECT_FALSE(full.deactivated || full.bot);
    const auto external = person("ok.users.info_external.json");
    EXPECT_EQ(external.first_name, "visiting");
    EXPECT_EQ(external.zone + external.language, "");
    EXPECT_TRUE(person("ok.users.info_deactivated.json").deactivated);
    const auto list = json::parse(bytes("responses/ok.users.list_page.json"));
    for (const auto& member : list.at("members")) {
        const auto id = member.at("id").get<std::string>();
        EXPECT_EQ(slack::profile_of(member).bot, id == "USLACKBOT" || member.value("is_bot", false)) << id;
    }
}

TEST(slack_fixtures, whole_requests_are_taken_first_and_on_every_retry) {
    const auto slack = our_adapter();
    std::set<std::string> keys;
    for (const auto* file : {"event_first_delivery", "event_retry_1", "event_retry_2", "event_retry_3"}) {
        const message_file request(std::string("http/") + file + ".http");
        const instant now{std::chrono::seconds(std::stoll(request.headers.at("X-Slack-Request-Timestamp")))};
        EXPECT_THAT(request.first_line, HasSubstr("POST /slack/events "));
        const auto reply = receive(*slack, "/slack/events", request.body, request.headers, now);
        EXPECT_EQ(reply.status, 200U) << file;
        ASSERT_EQ(reply.events.size(), 1U) << file << ": a retry may be the first delivery that arrives";
        keys.insert(reply.events[0].key);
    }
    EXPECT_EQ(keys.size(), 1U) << "all four are one act";
    const message_file command("http/slash_command.http");
    const auto path = command.first_line.substr(5, command.first_line.rfind(' ') - 5);
    const instant now{std::chrono::seconds(std::stoll(command.headers.at("X-Slack-Request-Timestamp")))};
    EXPECT_EQ(receive(*slack, path, command.body, command.headers, now).counted_as, "command");
}

TEST(slack_fixtures, whole_answers_are_classified_without_trusting_their_body) {
    const auto read = [](const std::string& file) {
        const message_file message("http/" + file);
        http_answer out;
        out.status = static_cast<unsigned>(std::stoul(message.first_line.substr(9)));
        for (const auto& [name, value] : message.headers) out.headers.emplace_back(name, value);
        out.body = message.body;
        return slack::understand(out, slack::call_kind::post).outcome;
    };
    EXPECT_EQ(read("response_429.http").is, send_outcome::kind::retry);
    EXPECT_EQ(read("response_429.http").retry_after, std::chrono::seconds(30));
    EXPECT_EQ(read("response_429_no_body.http").is, send_outcome::kind::retry);
    EXPECT_EQ(read("response_429_no_body.http").retry_after, std::chrono::seconds(1));
    EXPECT_EQ(read("response_503_html.http").is, send_outcome::kind::unknown);
    EXPECT_EQ(read("response_200_ok_false.http").reason, "missing_scope");
    // Our own "come never again" is an answer this service does not give: a failed store must be tried again.
    const message_file no_retry("http/response_no_retry.http");
    EXPECT_EQ(no_retry.headers.at("X-Slack-No-Retry"), "1");
    const auto slack = our_adapter();
    for (const auto& [file, expected] : inbound_table())
        for (const auto& [name, value] : receive_signed(*slack, door_of(file), bytes(file)).headers)
            EXPECT_NE(name, "X-Slack-No-Retry") << file;
}

TEST(slack_fixtures, payloads_inside_socket_frames_decode_like_those_of_http) {
    for (const auto* file : {"socket_mode/events_api.json", "socket_mode/events_api_retry.json"}) {
        const auto frame = json::parse(bytes(file));
        EXPECT_EQ(summary(slack::decode_event(frame.at("payload").dump(), us(), signed_at)),
                  inbound_table().at("events/message_im.json"))
            << file;
    }
    const auto interactive = json::parse(bytes("socket_mode/interactive.json"));
    EXPECT_EQ(slack::decode_interaction_payload(interactive.at("payload").dump(), us(), signed_at).reply.counted_as,
              "view");
    std::string form;
    const auto frame = json::parse(bytes("socket_mode/slash_commands.json"));
    for (const auto& [name, value] : frame.at("payload").items())
        form += (form.empty() ? "" : "&") + name + "=" + form_encoded(value.get<std::string>());
    EXPECT_EQ(with_trigger_named(summary(slack::decode_command(form, us(), signed_at))),
              inbound_table().at("commands/slash_command.form"));
    // Frames of the socket itself mean nothing to the webhooks: answered, counted, no event.
    for (const auto* file :
         {"socket_mode/hello.json", "socket_mode/disconnect_warning.json", "socket_mode/disconnect_link_disabled.json",
          "socket_mode/disconnect_refresh_requested.json", "socket_mode/disconnect_too_many_websockets.json",
          "socket_mode/ack.json", "socket_mode/ack_with_payload.json"})
        EXPECT_EQ(summary(slack::decode_event(bytes(file), us(), signed_at)), "200 unknown_event") << file;
}

}  // namespace
}  // namespace waymark::slack_fixtures
