#include "adapters/slack/slack_adapter.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "adapters/json_values.hpp"
#include "adapters/recent.hpp"
#include "adapters/slack/app_needs.hpp"
#include "adapters/slack/decode.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/form_keeper.hpp"
#include "adapters/slack/history.hpp"
#include "adapters/slack/install_pages.hpp"
#include "adapters/slack/installations.hpp"
#include "adapters/slack/objects.hpp"
#include "adapters/slack/people.hpp"
#include "adapters/slack/signature.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/slack/upload.hpp"

namespace waymark {
namespace {

using boost::asio::awaitable;
using nlohmann::json;
using slack::object_at;
using outcome_kind = send_outcome::kind;

constexpr std::size_t channels_remembered = 100'000;
constexpr std::size_t messages_remembered = 1'000;
constexpr auto ratelimited = "ratelimited";

webhook_reply plain_reply(unsigned status, std::string counted_as) {
    webhook_reply reply;
    reply.status = status;
    reply.counted_as = std::move(counted_as);
    return reply;
}

class slack_adapter final : public adapter {
  public:
    slack_adapter(slack_settings settings, http_client* client)
        : settings_(std::move(settings)),
          own_client_(client ? nullptr : create_own_client(settings_)),
          signatures_(settings_.signing_secrets),
          installed_(client ? *client : *own_client_, settings_.api, settings_.oauth, settings_.bot_token,
                     settings_.app_id, clock()),
          pages_(client ? *client : *own_client_,
                 {settings_.oauth, settings_.api, settings_.app_id, settings_.bot_name}, installed_),
          forms_(settings_.bot_name, settings_.check_form,
                 [this](const address& of) -> slack::web_api& { return api_of(of); }),
          channels_(channels_remembered),
          messages_(messages_remembered) {}

    std::string_view platform() const override { return "slack"; }
    std::vector<std::string> paths() const override {
        std::vector<std::string> out{slack::paths.begin(), slack::paths.end()};
        if (pages_.open()) out.insert(out.end(), slack::install_paths.begin(), slack::install_paths.end());
        return out;
    }
    void keep_notes_in(note_book& book) override {
        installed_.keep_notes_in(book);
        forms_.keep_notes_in(book);
    }
    void noted(const std::vector<platform_note>& notes) override { installed_.noted(notes); }
    awaitable<void> upkeep() override { return installed_.keep_fresh(); }

    webhook_reply receive(const webhook_request& request, instant now) override {
        const auto path = request.target.substr(0, request.target.find('?'));
        if (slack::install_pages::is_one(path)) return pages_.receive(request, now);
        if (request.method != "POST") return method_refused();
        if (path == slack::commands_path && slack::is_ssl_check(request.body)) return plain_reply(200, "ssl_check");
        const auto verdict = signatures_.check(request.get("X-Slack-Request-Timestamp"),
                                               request.get("X-Slack-Signature"), request.body, now);
        if (verdict != slack::signature_verdict::good) return plain_reply(401, "bad_signature");
        auto reply = decode(path, request.body, now);
        for (const auto& event : reply.events) learn_channel(event.from, event.message);
        return reply;
    }

    awaitable<std::optional<check_problem>> check() override { return installed_.check(); }

    awaitable<send_outcome> send(outbound message) override {
        if (std::holds_alternative<settled>(message.content)) co_return co_await update(std::move(message));
        const auto* said = std::get_if<outgoing>(&message.content);
        if (said == nullptr) co_return co_await shown(message);
        if (said->file) co_return co_await give_file(std::move(message));
        if (!said->shown_in.empty()) {
            auto in_form = co_await forms_.show_talk(message);
            if (in_form.reason != slack::form_keeper::no_such_view) co_return in_form;
        }
        co_return co_await post(std::move(message));
    }

    awaitable<find_outcome> find(outbound message) override {
        find_outcome out;
        out.is = find_outcome::kind::absent;
        if (!is_in_chat(message)) co_return out;  // shown once more it is the same
        out.is = find_outcome::kind::cannot_tell;
        const auto opened = co_await channel_of(message.to);
        const auto& channel = opened.id;
        if (channel.empty()) {
            if (opened.failure.reason == ratelimited) out.ask_again_in = opened.failure.retry_after;
            co_return out;
        }
        out = co_await slack::find_posted(api_of(message.to), channel, message.idempotency_id, message.first_tried);
        // Without metadata only blocks name a message: that none does proves nothing.
        const bool sure = !without_metadata_.contains(message.to.tenant.text);
        if (out.is == find_outcome::kind::absent && !sure) out.is = find_outcome::kind::cannot_tell;
        co_return out;
    }

    awaitable<std::optional<profile>> look_up(address who) override {
        co_return co_await slack::profile_with(api_of(who), std::move(who.user));
    }

    awaitable<std::optional<address>> find_by_email(std::string email) override {
        const auto where = installed_.to_look_in(settings_.look_in);
        const auto found = co_await slack::account_with_email(*where.api, std::move(email));
        if (!found) co_return std::nullopt;
        co_return address{"slack", {where.tenant.empty() ? found->team : where.tenant}, found->user};
    }

    instant may_send_at(const address& to, instant now) override {
        return std::max({installed_.api_for(to.tenant.text).ready_at("chat.postMessage", now),
                         pacing_.ready_at(channel_bucket(to), settings_.per_channel, now),
                         pacing_.ready_at(workspace_bucket(to), workspace_pace(), now)});
    }
    int messages_per_minute() const override { return std::max(1, settings_.workspace_per_minute); }
    void clock_was_set() override {
        pacing_ = {};
        installed_.forget_waits();
    }
    void count_send(const address& to, instant now) override {
        pacing_.take(channel_bucket(to), settings_.per_channel, now);
        pacing_.take(workspace_bucket(to), workspace_pace(), now);
    }

  private:
    static std::unique_ptr<http_client> create_own_client(const slack_settings& settings) {
        http_client_settings client;
        client.ca_file = settings.ca_file;
        return create_http_client(std::move(client));
    }
    [[nodiscard]] std::function<instant()> clock() const {
        if (settings_.now) return settings_.now;
        return [] { return std::chrono::time_point_cast<span>(std::chrono::system_clock::now()); };
    }
    static webhook_reply method_refused() {
        auto reply = plain_reply(405, "bad_method");
        reply.headers.emplace_back("Allow", "POST");
        return reply;
    }
    [[nodiscard]] webhook_reply decode(std::string_view path, std::string_view body, instant now) {
        if (path == slack::events_path) return slack::decode_event(body, installed_.known(), now);
        if (path == slack::commands_path) return slack::decode_command(body, installed_.known(), now);
        return forms_.take(slack::decode_interaction(body, installed_.known(), now, forms_.rules()), now);
    }

    // ---- pacing: one bucket for each person's conversation, one for the workspace
    static std::string channel_bucket(const address& to) { return "u/" + to.tenant.text + "/" + to.user; }
    static std::string workspace_bucket(const address& to) { return "w/" + to.tenant.text; }
    [[nodiscard]] pace workspace_pace() const { return waymark::workspace_pace(settings_.workspace_per_minute); }

    [[nodiscard]] slack::web_api& api_of(const address& to) { return installed_.api_for(to.tenant.text); }

    // ---- conversations
    static std::string person_of(const address& who) { return who.tenant.text + "/" + who.user; }
    /// A message in a direct conversation tells its channel, which saves a call later.
    void learn_channel(const address& with, const std::string& message_ref) {
        if (with.user.empty() || !message_ref.starts_with('D')) return;
        channels_.put(person_of(with), slack::split_ref(message_ref).channel);
    }
    struct found_channel {
        std::string id;  ///< "" when it cannot be told now; then:
        send_outcome failure;
    };
    [[nodiscard]] static send_outcome not_yet(const slack::web_api& api, const std::string& method) {
        send_outcome out;
        out.is = outcome_kind::retry;
        out.reason = ratelimited;
        out.retry_after = api.wait_for(method);
        return out;
    }
    /// The direct conversation with a person.
    awaitable<found_channel> channel_of(address who) {
        found_channel out;
        const auto name = person_of(who);
        if (const auto* known = channels_.find(name)) {
            out.id = *known;
            co_return out;
        }
        auto& api = api_of(who);
        if (!api.ready("conversations.open")) {
            out.failure = not_yet(api, "conversations.open");
            co_return out;
        }
        json body;
        body["users"] = who.user;
        const auto answer = co_await api.call("conversations.open", slack::wire(body), slack::call_kind::again);
        out.id = text_in(object_at(answer.body, "channel"), "id");
        out.failure = answer.outcome;
        if (out.failure.is == outcome_kind::sent && out.id.empty()) {
            out.failure.is = outcome_kind::retry;
            out.failure.reason = "no_channel";
            out.failure.retry_after = std::chrono::seconds(30);
        }
        if (out.failure.reason == slack::no_channel) out.failure.person_gone = true;
        if (!out.id.empty()) channels_.put(name, out.id);
        co_return out;
    }

    // ---- sending
    static bool is_in_chat(const outbound& message) {
        return !std::holds_alternative<person_page>(message.content) &&
               !std::holds_alternative<input_form>(message.content);
    }
    awaitable<send_outcome> shown(outbound message) {
        const auto to = message.to;
        auto answer = co_await forms_.show(std::move(message));
        auto outcome = co_await confirmed(to, std::move(answer));
        co_return outcome;
    }

    awaitable<send_outcome> post(outbound message) {
        auto channel = message.to.user;  // posting to a user id opens the conversation by itself,
        if (channels_.find(person_of(message.to)) || api_of(message.to).ready("conversations.open")) {
            const auto opened = co_await channel_of(message.to);  // but an opened one can be looked into later
            if (opened.id.empty()) {
                auto failed = co_await confirmed(message.to, opened.failure);
                co_return failed;
            }
            channel = opened.id;
        }
        auto answer = co_await post_into(channel, message);
        if (answer.outcome.reason == slack::no_channel) {  // what is remembered may have become wrong: asked once more
            channels_.erase(person_of(message.to));
            const auto opened = co_await channel_of(message.to);
            if (opened.id.empty()) {
                auto failed = co_await confirmed(message.to, opened.failure);
                co_return failed;
            }
            answer = co_await post_into(opened.id, message);
            if (answer.outcome.reason == slack::no_channel) answer.outcome.person_gone = true;
        }
        if (answer.rate_limited) block(message.to, answer.outcome.retry_after);
        auto outcome = co_await confirmed(message.to, answer.outcome);
        co_return outcome;
    }

    awaitable<send_outcome> give_file(outbound message) {
        const auto opened = co_await channel_of(message.to);
        if (opened.id.empty()) {
            auto failed = co_await confirmed(message.to, opened.failure);
            co_return failed;
        }
        auto content = std::get<outgoing>(std::move(message.content));
        auto answer = co_await slack::post_file(api_of(message.to), opened.id, std::move(content));
        auto outcome = co_await confirmed(message.to, answer.outcome);
        co_return outcome;
    }

    /// In the form that Slack takes: without metadata where it refuses that, as text alone where it refuses our blocks.
    awaitable<slack::api_answer> post_into(const std::string& channel, const outbound& message) {
        const auto& content = std::get<outgoing>(message.content);
        const auto& id = message.idempotency_id;
        for (bool as_text = false;;) {
            auto shape = as_text ? slack::post_plain(channel, content, id) : slack::post_message(channel, content, id);
            const bool marked = !without_metadata_.contains(message.to.tenant.text);
            if (!marked) shape.erase("metadata");
            auto body = slack::wire(shape);
            auto answer = co_await api_of(message.to).call("chat.postMessage", body, slack::call_kind::post);
            const auto& reason = answer.outcome.reason;
            if (slack::about_metadata(reason) && marked) {
                without_metadata_.insert(message.to.tenant.text);
                continue;
            }
            if (slack::about_blocks(reason) && !as_text) {
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

    awaitable<send_outcome> update(outbound message) {
        const auto name = slack::split_ref(message.earlier_ref);
        send_outcome out;
        out.platform_ref = message.earlier_ref;
        if (name.ts.empty()) co_return out;  // the earlier message never arrived: there is nothing to change
        auto& api = api_of(message.to);
        if (!api.ready("chat.update")) {
            auto wait = not_yet(api, "chat.update");
            co_return wait;
        }
        const auto before = co_await as_it_stands(message.to, message.earlier_ref);
        if (before.content.is_null()) co_return before.failure;
        if (slack::never_had_controls(before.content)) co_return out;
        const auto body = slack::wire(slack::settle_message(
            name.channel, name.ts, before.content, std::get<settled>(message.content), message.idempotency_id));
        auto answer = co_await api.call("chat.update", body, slack::call_kind::again);
        if (slack::beyond_updating(answer.outcome.reason)) co_return out;
        if (answer.outcome.is == outcome_kind::sent) {
            messages_.put(name_of(message.to, message.earlier_ref), body);
            co_return out;
        }
        auto outcome = co_await confirmed(message.to, answer.outcome);
        co_return outcome;
    }

    static std::string name_of(const address& to, const std::string& ref) { return to.tenant.text + "/" + ref; }
    /// From memory when we sent it lately, else Slack is asked.
    awaitable<slack::earlier_message> as_it_stands(address to, std::string ref) {
        if (const auto* known = messages_.find(name_of(to, ref))) {
            slack::earlier_message out;
            out.content = json::parse(*known);
            co_return out;
        }
        auto out = co_await slack::read_posted(api_of(to), ref);
        co_return out;
    }

    /// The method waits in web_api; whether it was this conversation that was too fast is not said, so it waits too.
    void block(const address& to, span wait) {
        const auto until = clock()() + wait;
        pacing_.wait_until(channel_bucket(to), until);
    }

    /// `invalid_auth` can also mean that our address is not on the app's list just now: a second proof before all
    /// stops.
    awaitable<send_outcome> confirmed(address at, send_outcome outcome) {
        if (outcome.is != outcome_kind::account_dead || outcome.reason != "invalid_auth") co_return outcome;
        const slack::form_fields nothing;
        const auto proof = co_await api_of(at).read("auth.test", nothing);
        if (proof.outcome.is == outcome_kind::account_dead) co_return outcome;
        outcome.is = outcome_kind::retry;
        outcome.retry_after = slack::default_wait;
        co_return outcome;
    }

    slack_settings settings_;
    std::unique_ptr<http_client> own_client_;
    slack::signature_checker signatures_;
    slack::installations installed_;
    slack::install_pages pages_;
    slack::form_keeper forms_;
    pacing pacing_;
    recent channels_;                         ///< person -> direct conversation
    recent messages_;                         ///< message -> what was sent, to settle it without asking
    std::set<std::string> without_metadata_;  ///< workspaces that refuse metadata in messages
};

}  // namespace

pace workspace_pace(int per_minute) {
    const auto allowed = std::max(1, per_minute);
    const span minute = std::chrono::minutes(1);
    // a short burst; where much is allowed, what a tenth of a second brings
    return {minute * 101 / (100 * allowed), std::max(10, allowed / 600)};
}

std::unique_ptr<adapter> create_slack_adapter(slack_settings settings, http_client* client) {
    return std::make_unique<slack_adapter>(std::move(settings), client);
}

}  // namespace waymark
