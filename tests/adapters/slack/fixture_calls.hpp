// The adapter against a Slack that answers each method with its fixture; and how an example and what we send are held
// against each other.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "adapters/form_text.hpp"
#include "adapters/http_client.hpp"
#include "adapters/slack/slack_adapter.hpp"
#include "tests/adapters/slack/fixtures.hpp"
#include "tests/adapters/slack/kept_notes.hpp"

namespace waymark::slack_fixtures {

/// Slack as the fixtures have it: each method is answered with its file.
struct fixture_slack final : http_client {
    struct call {
        std::string method, url, body, authorization;
        std::chrono::milliseconds patience{};
    };
    boost::asio::awaitable<http_answer> ask(http_request request) override {
        const auto method = request.url.substr(request.url.rfind('/') + 1);
        call made{method, request.url, request.body, "", request.patience};
        for (const auto& [name, value] : request.headers)
            if (name == "Authorization") made.authorization = value;
        calls.push_back(std::move(made));
        http_answer out;
        if (silent.contains(method)) {
            out.error = boost::asio::error::timed_out;
            co_return out;
        }
        out.status = 200;
        if (const auto edited = copies.find(method); edited != copies.end()) {
            out.body = edited->second;
            co_return out;
        }
        const auto other = answers.find(method);
        out.body = bytes("responses/" + (other == answers.end() ? "ok." + method + ".json" : other->second));
        co_return out;
    }
    /// The latest call of this method; an empty one when there was none.
    [[nodiscard]] call latest(const std::string& method) const {
        for (auto at = calls.rbegin(); at != calls.rend(); ++at)
            if (at->method == method) return *at;
        return {};
    }
    /// The same, of a method that takes JSON.
    [[nodiscard]] nlohmann::json asked(const std::string& method) const {
        return nlohmann::json::parse(latest(method).body, nullptr, false);
    }
    [[nodiscard]] std::set<std::string> methods() const {
        std::set<std::string> out;
        for (const auto& one : calls) out.insert(one.method);
        return out;
    }
    std::map<std::string, std::string> answers{{"conversations.open", "ok.conversations.open_im.json"}};
    std::map<std::string, std::string> copies;  ///< method -> what is answered in place of its file
    std::set<std::string> silent;               ///< methods that are never answered
    std::vector<call> calls;
};

struct slack_fixture_calls : ::testing::Test {
    slack_fixture_calls() { renew(settings()); }
    slack_settings settings() {
        slack_settings out;
        out.signing_secrets = {secret};
        out.app_id = "A0MENTOR01";
        out.bot_token = "xoxb-EXAMPLE-NOT-A-TOKEN";
        out.now = [this] { return now_; };
        return out;
    }
    /// As after a start: what is not in the note book is forgotten.
    void renew(slack_settings with) {
        now_ = signed_at - std::chrono::minutes(1);  // nothing begins with a burst
        adapter_ = create_slack_adapter(std::move(with), &slack_);
        adapter_->keep_notes_in(book_);
        now_ = signed_at;
    }
    template <class Result>
    Result run(boost::asio::awaitable<Result> work) {
        boost::asio::io_context context;
        auto future = boost::asio::co_spawn(context, std::move(work), boost::asio::use_future);
        context.run();
        return future.get();
    }
    /// What somebody does in Slack, as the service takes it: what comes first, then the notes are stored.
    webhook_reply interacted(const nlohmann::json& payload) {
        auto reply = receive_signed(*adapter_, "/slack/interactions", "payload=" + form_encoded(payload.dump()), now_);
        if (reply.first) run(reply.first(reply));
        book_.put(reply.notes);
        return reply;
    }
    /// Sends something, and stores what comes of it.
    send_outcome sent(message_content content) {
        outbound out;
        out.to = mentee;
        out.content = std::move(content);
        out.idempotency_id = "id-1";
        auto outcome = run(adapter_->send(std::move(out)));
        book_.put(outcome.notes);
        return outcome;
    }
    static outgoing question() {
        control ask;
        ask.id = "slots";
        ask.options = {{"yes", "Accept"}, {"no", "Another time"}};
        outgoing out;
        out.text = {{"Shall we meet?", false}};
        out.ask = ask;
        return out;
    }
    static nlohmann::json parsed(const std::string& file) { return nlohmann::json::parse(bytes(file)); }

    const address mentee{"slack", {"T0ACME0001"}, "U0MENTEE01"};
    instant now_ = signed_at;
    fixture_slack slack_;
    kept_notes book_;
    std::unique_ptr<adapter> adapter_;
};

/// Every place in it with the type of what stands there: "view.blocks[0].label" -> "object".
inline void add_shape(const nlohmann::json& of, const std::string& at, std::map<std::string, std::string>& to) {
    if (!at.empty()) to[at] = of.type_name();
    std::size_t number = 0;
    for (const auto& [name, value] : of.items()) {
        if (!of.is_structured()) return;
        const auto step = of.is_array() ? "[" + std::to_string(number++) + "]" : (at.empty() ? "" : ".") + name;
        add_shape(value, at + step, to);
    }
}

/// In what our body differs in shape from the example of it. What is within a place that differs is not named.
struct differences {
    std::set<std::string> only_example, only_ours, of_other_type;
};
inline differences differences_of(const nlohmann::json& example, const nlohmann::json& ours) {
    std::map<std::string, std::string> theirs, mine;
    add_shape(example, "", theirs);
    add_shape(ours, "", mine);
    const auto is_within = [](const std::string& place, const std::set<std::string>& named) {
        for (const auto& one : named)
            if (place.starts_with(one + ".") || place.starts_with(one + "[")) return true;
        return false;
    };
    differences out;
    for (const auto& [place, type] : theirs) {
        const auto found = mine.find(place);
        if (found == mine.end() && !is_within(place, out.only_example)) out.only_example.insert(place);
        if (found != mine.end() && found->second != type) out.of_other_type.insert(place);
    }
    for (const auto& [place, type] : mine)
        if (!theirs.contains(place) && !is_within(place, out.only_ours)) out.only_ours.insert(place);
    return out;
}

/// A place, a parameter or a file, and why it is not for us.
using reasons = std::map<std::string, std::string>;
inline std::set<std::string> names_of(const reasons& all) {
    std::set<std::string> out;
    for (const auto& [name, reason] : all) out.insert(name);
    return out;
}

}  // namespace waymark::slack_fixtures
