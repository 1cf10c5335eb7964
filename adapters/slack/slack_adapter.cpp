#include "adapters/slack/slack_adapter.hpp"

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <optional>

#include "adapters/recent.hpp"
#include "adapters/replies.hpp"
#include "adapters/slack/app_needs.hpp"
#include "adapters/slack/chat.hpp"
#include "adapters/slack/decode.hpp"
#include "adapters/slack/form_keeper.hpp"
#include "adapters/slack/install_pages.hpp"
#include "adapters/slack/installations.hpp"
#include "adapters/slack/kept_waits.hpp"
#include "adapters/slack/people.hpp"
#include "adapters/slack/seen_profiles.hpp"
#include "adapters/slack/signature.hpp"
#include "adapters/slack/socket_mode.hpp"

namespace waymark {
namespace {

using boost::asio::awaitable;
using outcome_kind = send_outcome::kind;

class slack_adapter final : public adapter {
  public:
    slack_adapter(slack_settings settings, http_client* client)
        : settings_(std::move(settings)),
          own_client_(client ? nullptr : create_own_client(settings_)),
          client_(client ? *client : *own_client_),
          signatures_(settings_.signing_secrets),
          installed_(client_, settings_.api, settings_.oauth, settings_.bot_token, settings_.app_id, clock()),
          pages_(client_, {settings_.oauth, settings_.api, settings_.app_id, settings_.bot_name}, installed_),
          forms_(settings_.bot_name, settings_.check_form, api_finder(), language_finder()),
          pacing_(settings_.per_channel, settings_.workspace_per_minute),
          chat_(api_finder(), pacing_, clock()) {
        if (!settings_.sockets.app_token.empty()) open_sockets();
    }

    std::string_view platform() const override { return "slack"; }
    std::vector<std::string> paths() const override {
        std::vector<std::string> out;
        if (!sockets_) out.insert(out.end(), slack::paths.begin(), slack::paths.end());
        if (pages_.open()) out.insert(out.end(), slack::install_paths.begin(), slack::install_paths.end());
        return out;
    }
    void keep_notes_in(note_book& book) override {
        installed_.keep_notes_in(book);
        forms_.keep_notes_in(book);
        waits_.keep_notes_in(book);
    }
    void hand_events_to(event_door& door) override {
        if (sockets_) sockets_->hand_events_to(door);
    }
    void noted(const std::vector<platform_note>& notes) override { installed_.noted(notes); }
    awaitable<void> upkeep() override {
        using namespace boost::asio::experimental::awaitable_operators;
        if (!sockets_) co_return co_await installed_.keep_fresh();
        if (!pages_.open()) co_return co_await sockets_->run();  // the token of the settings is never renewed
        co_await (installed_.keep_fresh() && sockets_->run());
    }

    webhook_reply receive(const webhook_request& request, instant now) override {
        const auto path = request.target.substr(0, request.target.find('?'));
        if (slack::install_pages::is_one(path)) return pages_.receive(request, now);
        if (request.method != "POST") return method_refused();
        if (path == slack::commands_path && slack::is_ssl_check(request.body)) return answered("ssl_check");
        const auto verdict = signatures_.check(request.get("X-Slack-Request-Timestamp"),
                                               request.get("X-Slack-Signature"), request.body, now);
        if (verdict != slack::signature_verdict::good) return refused(401, "bad_signature");
        return understood(path, request.body, now);
    }

    awaitable<std::optional<check_problem>> check() override {
        auto problem = co_await installed_.check();
        if (!problem && sockets_) problem = co_await sockets_->check();
        co_return problem;
    }

    awaitable<send_outcome> send(outbound message) override {
        const auto now = clock()();
        const auto tenant = message.to.tenant;
        const auto wait = co_await waits_.left_over(tenant, now);
        if (wait > span{}) {
            pacing_.all_wait_until(tenant, now + wait);
            auto later = slack::not_before(wait);
            co_return later;
        }
        auto outcome = co_await send_now(std::move(message));
        const auto told = installed_.api_for(tenant.text).told_until();
        if (told > now) outcome.notes.push_back(slack::kept_waits::note_of(tenant, told));
        co_return outcome;
    }

    awaitable<find_outcome> find(outbound message) override {
        find_outcome out;
        out.is = find_outcome::kind::absent;
        if (!is_in_chat(message)) co_return out;  // shown once more it is the same
        out.is = find_outcome::kind::cannot_tell;
        out.ask_again_in = co_await waits_.left_over(message.to.tenant, clock()());
        if (out.ask_again_in > span{}) co_return out;
        co_return co_await chat_.find(std::move(message));
    }

    awaitable<std::optional<profile>> look_up(address who) override {
        co_return co_await slack::profile_with(api_of(who), who);
    }

    awaitable<std::optional<address>> find_by_email(std::string email) override {
        const auto where = installed_.to_look_in(settings_.look_in);
        const auto found = co_await slack::account_with_email(*where.api, std::move(email));
        if (!found) co_return std::nullopt;
        co_return address{"slack", {where.tenant.empty() ? found->team : where.tenant}, found->user};
    }

    instant may_send_at(const address& to, instant now) override {
        return std::max(api_of(to).ready_at("chat.postMessage", now), pacing_.ready_at(to, now));
    }
    int messages_per_minute() const override { return std::max(1, settings_.workspace_per_minute); }
    void clock_was_set() override {
        pacing_.forget();
        installed_.forget_waits();
    }
    void count_send(const address& to, instant now) override { pacing_.count(to, now); }

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
        auto reply = refused(405, "bad_method");
        reply.headers.emplace_back("Allow", "POST");
        return reply;
    }
    void open_sockets() {
        sockets_.emplace(
            settings_.sockets, client_, settings_.api, settings_.ca_file, clock(),
            [this](std::string_view path, std::string_view body) { return understood(path, body, clock()()); });
    }
    webhook_reply understood(std::string_view path, std::string_view body, instant now) {
        auto reply = decode(path, body, now);
        if (std::erase_if(reply.events, [this](const auto& one) { return !profiles_.is_news(one); }) > 0)
            reply.counted_as = "profile_same";
        for (const auto& event : reply.events)
            if (!std::holds_alternative<inbound::kept>(event.what))  // it may stand in anybody's conversation
                chat_.learn_channel(event.from, event.message);
        return reply;
    }
    [[nodiscard]] webhook_reply decode(std::string_view path, std::string_view body, instant now) {
        if (path == slack::events_path) return slack::decode_event(body, installed_.known(), now);
        if (path == slack::commands_path)
            return slack::decode_command(body, installed_.known(), now, language_finder());
        return forms_.take(slack::decode_interaction(body, installed_.known(), now, forms_.rules()), now);
    }
    [[nodiscard]] slack::language_finder language_finder() const {
        return [this](const address& of) {
            const auto* known = languages_.find(person_name(of));
            return known == nullptr ? std::string() : *known;
        };
    }
    static std::string person_name(const address& of) { return of.tenant.text + "/" + of.user; }
    [[nodiscard]] slack::web_api& api_of(const address& to) { return installed_.api_for(to.tenant.text); }
    [[nodiscard]] std::function<slack::web_api&(const address&)> api_finder() {
        return [this](const address& of) -> slack::web_api& { return api_of(of); };
    }

    static bool is_in_chat(const outbound& message) {
        return !std::holds_alternative<person_page>(message.content) &&
               !std::holds_alternative<input_form>(message.content);
    }
    awaitable<send_outcome> send_now(outbound message) {
        if (std::holds_alternative<settled>(message.content)) co_return co_await chat_.update(std::move(message));
        if (!is_in_chat(message)) co_return co_await show(std::move(message));
        const auto& said = std::get<outgoing>(message.content);
        languages_.put(person_name(message.to), said.language);
        if (said.file) co_return co_await chat_.give_file(std::move(message));
        if (!said.shown_in.empty()) {
            auto in_form = co_await forms_.show_talk(message);
            if (in_form.reason != slack::form_keeper::no_such_view) co_return in_form;
        }
        co_return co_await chat_.post(std::move(message));
    }
    awaitable<send_outcome> show(outbound message) {
        const auto to = message.to;
        auto answer = co_await forms_.show(std::move(message));
        auto outcome = co_await chat_.confirmed(to, std::move(answer));
        co_return outcome;
    }

    slack_settings settings_;
    std::unique_ptr<http_client> own_client_;
    http_client& client_;
    slack::signature_checker signatures_;
    slack::installations installed_;
    slack::install_pages pages_;
    slack::form_keeper forms_;
    slack::slack_pacing pacing_;
    slack::kept_waits waits_;
    slack::seen_profiles profiles_;
    slack::chat chat_;
    recent languages_{20'000};                   ///< in which people were written to last; some two megabytes
    std::optional<slack::socket_mode> sockets_;  ///< instead of HTTP
};

}  // namespace

std::unique_ptr<adapter> create_slack_adapter(slack_settings settings, http_client* client) {
    return std::make_unique<slack_adapter>(std::move(settings), client);
}

}  // namespace waymark
