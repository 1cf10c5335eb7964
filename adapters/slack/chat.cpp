#include "adapters/slack/chat.hpp"

#include <nlohmann/json.hpp>

#include "adapters/json_values.hpp"
#include "adapters/slack/decode.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/objects.hpp"
#include "adapters/slack/upload.hpp"

namespace waymark::slack {
namespace {

using boost::asio::awaitable;
using nlohmann::json;
using outcome_kind = send_outcome::kind;

constexpr std::size_t channels_remembered = 100'000;
constexpr std::size_t messages_remembered = 1'000;

std::string person_of(const address& who) {
    return who.tenant.text + "/" + who.user;
}

std::string name_of(const address& to, const std::string& ref) {
    return to.tenant.text + "/" + ref;
}

}  // namespace

chat::chat(api_finder api, slack_pacing& pace, std::function<instant()> now)
    : api_(std::move(api)),
      pace_(pace),
      now_(std::move(now)),
      channels_(channels_remembered),
      messages_(messages_remembered) {}

void chat::learn_channel(const address& with, const std::string& message_ref) {
    if (with.user.empty() || !message_ref.starts_with('D')) return;
    channels_.put(person_of(with), split_ref(message_ref).channel);
}

/// The direct conversation with a person.
awaitable<chat::found_channel> chat::channel_of(address who) {
    found_channel out;
    const auto name = person_of(who);
    if (const auto* known = channels_.find(name)) {
        out.id = *known;
        co_return out;
    }
    auto& api = api_(who);
    if (!api.ready("conversations.open")) {
        out.failure = not_yet(api, "conversations.open");
        co_return out;
    }
    json body;
    body["users"] = who.user;
    const auto answer = co_await api.call("conversations.open", wire(body), call_kind::again);
    out.id = text_in(object_at(answer.body, "channel"), "id");
    out.failure = answer.outcome;
    if (out.failure.is == outcome_kind::sent && out.id.empty()) {
        out.failure.is = outcome_kind::retry;
        out.failure.reason = "no_channel";
        out.failure.retry_after = std::chrono::seconds(30);
    }
    if (out.failure.reason == no_channel) out.failure.person_gone = true;
    if (!out.id.empty()) channels_.put(name, out.id);
    co_return out;
}

awaitable<send_outcome> chat::post(outbound message) {
    auto channel = message.to.user;  // posting to a user id opens the conversation by itself,
    if (channels_.find(person_of(message.to)) || api_(message.to).ready("conversations.open")) {
        const auto opened = co_await channel_of(message.to);  // but an opened one can be looked into later
        if (opened.id.empty()) {
            auto failed = co_await confirmed(message.to, opened.failure);
            co_return failed;
        }
        channel = opened.id;
    }
    auto answer = co_await post_into(channel, message);
    if (answer.outcome.reason == no_channel) {  // what is remembered may have become wrong: asked once more
        channels_.erase(person_of(message.to));
        const auto opened = co_await channel_of(message.to);
        if (opened.id.empty()) {
            auto failed = co_await confirmed(message.to, opened.failure);
            co_return failed;
        }
        answer = co_await post_into(opened.id, message);
        if (answer.outcome.reason == no_channel) answer.outcome.person_gone = true;
    }
    // the method waits in web_api; whether it was this conversation that was too fast is not said, so it waits, too
    if (answer.outcome.in_line) pace_.wait_until(message.to, now_() + answer.outcome.retry_after);
    auto outcome = co_await confirmed(message.to, answer.outcome);
    co_return outcome;
}

awaitable<send_outcome> chat::give_file(outbound message) {
    const bool remembered = channels_.find(person_of(message.to)) != nullptr;
    const auto opened = co_await channel_of(message.to);
    if (opened.id.empty()) {
        auto failed = co_await confirmed(message.to, opened.failure);
        co_return failed;
    }
    auto content = std::get<outgoing>(std::move(message.content));
    auto answer = co_await post_file(api_(message.to), opened.id, std::move(content));
    if (answer.outcome.reason == no_channel && remembered) {  // asked anew the next time, which is soon
        channels_.erase(person_of(message.to));
        answer.outcome.is = outcome_kind::retry;
        answer.outcome.retry_after = std::chrono::seconds(1);
    }
    auto outcome = co_await confirmed(message.to, answer.outcome);
    co_return outcome;
}

/// In the form that Slack takes: without metadata where it refuses that, as text alone where it refuses our blocks.
awaitable<api_answer> chat::post_into(const std::string& channel, const outbound& message) {
    const auto& content = std::get<outgoing>(message.content);
    const auto& id = message.idempotency_id;
    for (bool as_text = false;;) {
        auto shape = as_text ? post_plain(channel, content, id) : post_message(channel, content, id);
        const bool marked = !without_metadata_.contains(message.to.tenant.text);
        if (!marked) shape.erase("metadata");
        auto body = wire(shape);
        auto answer = co_await api_(message.to).call("chat.postMessage", body, call_kind::post);
        const auto& reason = answer.outcome.reason;
        if (about_metadata(reason) && marked) {
            without_metadata_.insert(message.to.tenant.text);
            continue;
        }
        if (about_blocks(reason) && !as_text) {
            as_text = true;
            continue;
        }
        if (answer.outcome.is == outcome_kind::sent) {
            learn_channel(message.to, answer.outcome.platform_ref);
            // what cannot be used up is never changed
            if (content.ask || content.ways_out)
                messages_.put(name_of(message.to, answer.outcome.platform_ref), std::move(body));
        }
        co_return answer;
    }
}

awaitable<send_outcome> chat::update(outbound message) {
    const auto name = split_ref(message.earlier_ref);
    send_outcome out;
    out.platform_ref = message.earlier_ref;
    if (name.ts.empty()) co_return out;  // the earlier message never arrived: there is nothing to change
    auto& api = api_(message.to);
    if (!api.ready("chat.update")) {
        auto wait = not_yet(api, "chat.update");
        co_return wait;
    }
    const auto before = co_await as_it_stands(message.to, message.earlier_ref);
    if (before.content.is_null()) co_return before.failure;
    if (never_had_controls(before.content)) co_return out;
    const auto body = wire(settle_message(name.channel, name.ts, before.content, std::get<settled>(message.content),
                                          message.idempotency_id));
    auto answer = co_await api.call("chat.update", body, call_kind::again);
    if (beyond_updating(answer.outcome.reason)) co_return out;
    if (answer.outcome.is == outcome_kind::sent) {
        messages_.put(name_of(message.to, message.earlier_ref), body);
        co_return out;
    }
    auto outcome = co_await confirmed(message.to, answer.outcome);
    co_return outcome;
}

/// From memory when we sent it lately, else Slack is asked.
awaitable<earlier_message> chat::as_it_stands(address to, std::string ref) {
    if (const auto* known = messages_.find(name_of(to, ref))) {
        earlier_message out;
        out.content = json::parse(*known);
        co_return out;
    }
    auto out = co_await read_posted(api_(to), ref);
    co_return out;
}

awaitable<find_outcome> chat::find(outbound message) {
    find_outcome out;
    const auto opened = co_await channel_of(message.to);
    const auto& channel = opened.id;
    if (channel.empty()) {
        const auto& why = opened.failure;
        if (why.is == outcome_kind::retry) out.ask_again_in = why.in_line ? why.retry_after : ask_again_after;
        co_return out;
    }
    out = co_await find_posted(api_(message.to), channel, message.idempotency_id, message.first_tried);
    // Without metadata only blocks name a message: that none does proves nothing.
    const bool sure = !without_metadata_.contains(message.to.tenant.text);
    if (out.is == find_outcome::kind::absent && !sure) out.is = find_outcome::kind::cannot_tell;
    co_return out;
}

awaitable<send_outcome> chat::confirmed(address at, send_outcome outcome) {
    if (outcome.is != outcome_kind::account_dead || outcome.reason != "invalid_auth") co_return outcome;
    const form_fields nothing;
    const auto proof = co_await api_(at).read("auth.test", nothing);
    if (proof.outcome.is == outcome_kind::account_dead) co_return outcome;
    outcome.is = outcome_kind::retry;
    outcome.retry_after = default_wait;
    co_return outcome;
}

}  // namespace waymark::slack
