// Fixtures that no webhook brings: what may be answered, what may be asked, and the app's manifest. And a test that no
// fixture at all is left out.
#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "adapters/slack/app_needs.hpp"
#include "adapters/slack/form.hpp"
#include "adapters/slack/slack_adapter.hpp"
#include "tests/adapters/slack/fixture_table.hpp"
#include "tests/adapters/slack/fixtures.hpp"
#include "tests/support/block_limits.hpp"

namespace waymark::slack_fixtures {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;

/// Slack as the fixtures have it: each method is answered with its file.
struct fixture_slack final : http_client {
    struct call {
        std::string method;
        std::string body;
    };
    boost::asio::awaitable<http_answer> ask(http_request request) override {
        const auto method = request.url.substr(request.url.rfind('/') + 1);
        calls.push_back({method, request.body});
        http_answer out;
        out.status = 200;
        const auto other = answers.find(method);
        out.body = bytes("responses/" + (other == answers.end() ? "ok." + method + ".json" : other->second));
        co_return out;
    }
    /// The latest call of this method.
    [[nodiscard]] json asked(const std::string& method) const {
        for (auto at = calls.rbegin(); at != calls.rend(); ++at)
            if (at->method == method) return json::parse(at->body);
        return {};
    }
    std::map<std::string, std::string> answers{{"conversations.open", "ok.conversations.open_im.json"}};
    std::vector<call> calls;
};

struct slack_fixture_calls : ::testing::Test {
    slack_fixture_calls() { renew(); }
    /// As after a start: nothing is remembered.
    void renew() {
        slack_settings settings;
        settings.signing_secrets = {secret};
        settings.app_id = "A0MENTOR01";
        settings.bot_token = "xoxb-EXAMPLE-NOT-A-TOKEN";
        settings.now = [this] { return now_; };
        now_ = signed_at - std::chrono::minutes(1);  // nothing begins with a burst
        adapter_ = create_slack_adapter(std::move(settings), &slack_);
        now_ = signed_at;
    }
    template <class Result>
    Result run(boost::asio::awaitable<Result> work) {
        boost::asio::io_context context;
        auto future = boost::asio::co_spawn(context, std::move(work), boost::asio::use_future);
        context.run();
        return future.get();
    }
    static outbound question() {
        control ask;
        ask.id = "slots";
        ask.options = {{"yes", "Accept"}, {"no", "Another time"}};
        outgoing content;
        content.text = {{"Shall we meet?", false}};
        content.ask = ask;
        outbound out;
        out.to = {"slack", {"T0ACME0001"}, "U0MENTEE01"};
        out.content = content;
        out.idempotency_id = "id-1";
        return out;
    }

    instant now_ = signed_at;
    fixture_slack slack_;
    std::unique_ptr<adapter> adapter_;
};

/// Names of the members of an object.
std::set<std::string> names_in(const json& object) {
    std::set<std::string> out;
    for (const auto& [name, value] : object.items()) out.insert(name);
    return out;
}

json request_file(const std::string& method) {
    return json::parse(bytes("requests/" + method + ".json"));
}

TEST_F(slack_fixture_calls, what_we_ask_is_asked_as_documented_and_the_rest_is_never_asked) {
    EXPECT_FALSE(run(adapter_->check()));
    const auto sent = run(adapter_->send(question()));
    EXPECT_EQ(sent.is, send_outcome::kind::sent);
    EXPECT_EQ(sent.platform_ref, "D0DM000001/1767225960.001100");
    auto choice = question();
    choice.content = settled{{"key"}, "Accept", false};
    choice.earlier_ref = sent.platform_ref;
    EXPECT_EQ(run(adapter_->send(choice)).is, send_outcome::kind::sent);
    const auto person = run(adapter_->look_up(question().to));
    ASSERT_TRUE(person);
    EXPECT_EQ(person->full_name, "Mentee Example");

    const auto opened = slack_.asked("conversations.open");
    EXPECT_EQ(opened.at("users"), "U0MENTEE01");
    EXPECT_TRUE(std::ranges::includes(names_in(request_file("conversations.open")), names_in(opened)));
    for (const auto* method : {"chat.postMessage", "chat.update"}) {
        const auto example = request_file(method);
        const auto ours = slack_.asked(method);
        EXPECT_THAT(waymark::testing::slack_problems(example), IsEmpty()) << method;
        EXPECT_THAT(waymark::testing::slack_problems(ours), IsEmpty()) << method;
        EXPECT_EQ(ours.at("channel"), example.at("channel")) << method;
        for (const auto* name : {"text", "blocks"}) EXPECT_EQ(ours.at(name).type(), example.at(name).type()) << method;
    }
    EXPECT_EQ(slack_.asked("chat.update").at("ts"), request_file("chat.update").at("ts"));

    // Modals, the Home tab and installing over OAuth have examples, and are not ours.
    std::set<std::string> asked, never_asked;
    for (const auto& call : slack_.calls) asked.insert(call.method);
    for (const auto& file : files_in("requests")) {
        const auto name = file.substr(file.find('/') + 1);
        const bool ours = std::ranges::any_of(asked, [&](const auto& method) { return name.starts_with(method); });
        if (!ours) never_asked.insert(name);
    }
    EXPECT_EQ(asked, (std::set<std::string>{"auth.test", "chat.postMessage", "chat.update", "conversations.open",
                                            "users.info"}));
    EXPECT_EQ(never_asked, (std::set<std::string>{"oauth.v2.access.code.form", "oauth.v2.access.refresh.form",
                                                  "views.open.json", "views.publish.json"}));
}

TEST_F(slack_fixture_calls, a_send_that_is_refused_ends_as_its_error_says) {
    for (const auto& [file, row] : answer_table()) {
        renew();
        slack_.answers["chat.postMessage"] = file;
        const auto outcome = run(adapter_->send(question()));
        // auth.test is answered well here: then the token cannot be the reason.
        const bool doubted = row.reason == "invalid_auth";
        EXPECT_EQ(outcome.is, doubted ? send_outcome::kind::retry : row.to_a_post) << file;
        EXPECT_EQ(outcome.reason, row.reason) << file;
    }
}

// ---- what may be answered

/// What of `body` Slack would not take as the answer to this kind of request, by its documents; empty = it takes all.
std::string ack_problem(const std::string& kind, const std::string& body) {
    if (body.empty()) return kind == "url_verification" || kind == "block_suggestion" ? "an answer is needed" : "";
    const auto said = json::parse(body, nullptr, false);
    if (!said.is_object()) return "not an object";
    if (kind == "url_verification") return said.contains("challenge") ? "" : "no challenge";
    if (kind == "block_suggestion") return said.contains("options") && said["options"].is_array() ? "" : "no options";
    if (kind == "command") {
        const auto type = said.value("response_type", "");
        return type == "ephemeral" || type == "in_channel" ? "" : "neither to one nor to all";
    }
    if (kind == "view_submission") {
        const auto action = said.value("response_action", "");
        if (action == "clear") return "";
        if (action == "errors") return said.contains("errors") && !said["errors"].empty() ? "" : "no errors";
        if (action == "update" || action == "push") return said.contains("view") ? "" : "no view";
        return "no such action";
    }
    return "nothing may be said";
}

/// What kind of request an inbound fixture is, as far as its answer goes.
std::string kind_of(const std::string& file) {
    for (const auto* kind : {"url_verification", "block_suggestion", "view_submission"})
        if (file.find(kind) != file.npos) return kind;
    return file.starts_with("commands/") ? "command" : "other";
}

TEST_F(slack_fixture_calls, whatever_we_answer_is_an_answer_that_slack_takes) {
    // The documented answers show that this test can tell: each is taken where it belongs, and nowhere else.
    const std::map<std::string, std::string> documented{{"url_verification_response", "url_verification"},
                                                        {"block_suggestion_options", "block_suggestion"},
                                                        {"slash_ephemeral", "command"},
                                                        {"slash_in_channel_echo_only", "command"},
                                                        {"view_submission_clear", "view_submission"},
                                                        {"view_submission_errors", "view_submission"},
                                                        {"view_submission_push", "view_submission"},
                                                        {"view_submission_update", "view_submission"},
                                                        // posted later, to the address that came with a click
                                                        {"response_url_delete", "never an answer"},
                                                        {"response_url_replace", "never an answer"}};
    EXPECT_EQ(files_in("acks").size(), documented.size());
    for (const auto& [name, belongs_to] : documented)
        for (const auto* kind : {"url_verification", "block_suggestion", "command", "view_submission", "other"})
            EXPECT_EQ(ack_problem(kind, bytes("acks/" + name + ".json")).empty(), kind == belongs_to)
                << name << " to " << kind;

    for (const auto& [file, expected] : inbound_table()) {
        const auto reply = receive_signed(*adapter_, door_of(file), bytes(file));
        EXPECT_EQ(ack_problem(kind_of(file), reply.body), "") << file;
        EXPECT_EQ(reply.content_type, reply.body.empty() ? "" : "application/json") << file;
    }
    const auto challenge = receive_signed(*adapter_, "/slack/events", bytes("events/url_verification.json"));
    EXPECT_EQ(json::parse(challenge.body), json::parse(bytes("acks/url_verification_response.json")));
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
    std::set<std::string> driven{"signatures.json", "README.md", ".gitattributes"};
    for (const auto& [file, expected] : inbound_table()) {
        driven.insert(file);
        if (file.starts_with("interactions/")) driven.insert(file.substr(0, file.rfind('.')) + ".json");
    }
    for (const auto& [file, expected] : answer_table()) driven.insert("responses/" + file);
    for (const auto* name : {"slash_command", "slash_command_special_chars"})
        driven.insert(std::string("commands/") + name + ".decoded.json");
    for (const auto* name :
         {"event_first_delivery", "event_retry_1", "event_retry_2", "event_retry_3", "slash_command",
          "response_no_retry", "response_429", "response_429_no_body", "response_503_html", "response_200_ok_false"})
        driven.insert(std::string("http/") + name + ".http");
    // Whole folders: a new file there is driven without being named.
    for (const auto* folder : {"acks", "requests", "responses", "manifest", "socket_mode"})
        for (const auto& file : files_in(folder))
            if (!file.starts_with("responses/error.")) driven.insert(file);
    for (const auto& file : files_in("")) EXPECT_TRUE(driven.contains(file)) << file << " is driven by no test";
}

}  // namespace
}  // namespace waymark::slack_fixtures
