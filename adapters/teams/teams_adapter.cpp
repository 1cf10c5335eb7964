#include "adapters/teams/teams_adapter.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/replies.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/decode.hpp"
#include "adapters/teams/file_handover.hpp"
#include "adapters/teams/key_source.hpp"
#include "adapters/teams/local_mode.hpp"
#include "adapters/teams/roster.hpp"
#include "adapters/teams/sender.hpp"
#include "adapters/teams/teams_pacing.hpp"
#include "adapters/teams/verified_tokens.hpp"

namespace waymark {
namespace {

using boost::asio::awaitable;
using teams::errc;
using outcome_kind = send_outcome::kind;

constexpr auto path = "/api/messages";
constexpr auto between_looks = std::chrono::seconds(30);

teams::token_wish wish_of(const teams_settings& settings) {
    teams::token_wish out;
    out.url = settings.token_url;
    out.scope = settings.token_scope;
    out.app_id = settings.whom.app_id;
    out.secret = settings.credentials.secret;
    if (out.secret.empty() && !settings.anonymous)
        out.proof = std::make_shared<teams::client_assertion>(settings.credentials.certificate,
                                                              settings.credentials.private_key);
    return out;
}

class teams_adapter final : public adapter {
  public:
    teams_adapter(teams_settings settings, http_client* client)
        : settings_(std::move(settings)),
          own_client_(client ? nullptr : create_own_client(settings_)),
          client_(client ? *client : *own_client_),
          keys_(client_, settings_.metadata_url),
          tokens_(client_, wish_of(settings_), clock()),
          connector_(client_, settings_.anonymous ? nullptr : &tokens_, settings_.whom.service_hosts),
          pacing_(settings_.tenant_per_minute),
          sender_(connector_, ways_, pacing_, sender_settings()),
          roster_(connector_, ways_, pacing_, clock()),
          files_(client_, connector_, {settings_.bot_name, settings_.whom.service_hosts}) {}

    std::string_view platform() const override { return "teams"; }
    std::vector<std::string> paths() const override { return {path}; }
    void keep_notes_in(note_book& from) override {
        ways_.keep_notes_in(from);
        sender_.keep_notes_in(from);
        roster_.keep_notes_in(from);
        files_.keep_notes_in(from);
    }
    void noted(const std::vector<platform_note>& notes) override { ways_.noted(notes); }

    // ---- in
    bool waits(const webhook_request& request, instant now) const override {
        const auto authorization = request.get("Authorization");
        if (settings_.anonymous || request.method != "POST" || tokens_seen_.find(authorization, now)) return false;
        const auto token = teams::read_token(authorization, settings_.whom);
        return token && teams::check_claims(*token, settings_.whom, now) && keys_.must_wait(now, token->key_id);
    }
    awaitable<void> news(const webhook_request&, instant now) override { co_await fetch_keys(now); }

    webhook_reply receive(const webhook_request& request, instant now) override {
        if (request.method != "POST") {
            auto reply = refused(405, "bad_method");
            reply.headers.emplace_back("Allow", "POST");
            return reply;
        }
        if (settings_.anonymous && teams::from_web_page(request)) return refused(403, "web_page");
        if (settings_.anonymous) return taken(teams::receive_locally(request.body, now));
        const auto authorization = request.get("Authorization");
        if (const auto* known = tokens_seen_.find(authorization, now))
            return taken(teams::receive_activity(request.body, *known, settings_.whom, now));
        const auto token = verified(authorization, now);
        if (!token) return teams::refusal(token.error());
        tokens_seen_.keep(authorization, *token, now);
        return taken(teams::receive_activity(request.body, *token, settings_.whom, now));
    }

    // ---- out
    awaitable<std::optional<check_problem>> check() override {
        if (settings_.anonymous) co_return std::nullopt;
        const auto token = co_await tokens_.get();
        const bool may_pass = token.failure.is == outcome_kind::retry;
        if (token.text.empty() && may_pass)
            co_return check_problem{
                "Microsoft could not be asked for a token for the Teams app (" + token.failure.reason + ").", true};
        if (token.text.empty())
            co_return check_problem{"Microsoft gave no token for the Teams app (" + token.failure.reason +
                                    "). The app's id, its secret or certificate, and home_tenant belong together."};
        const auto now = clock()();
        co_await fetch_keys(now);
        if (keys_.keys(now) == nullptr)
            co_return check_problem{
                "The keys with which Microsoft signs could not be read (" + keys_.trouble().message() + ").", true};
        co_return std::nullopt;
    }
    awaitable<void> upkeep() override {
        if (settings_.anonymous) co_return;
        const auto executor = co_await boost::asio::this_coro::executor;
        boost::asio::steady_timer timer(executor);
        for (;;) {
            timer.expires_after(between_looks);
            co_await timer.async_wait(boost::asio::use_awaitable);
            const auto now = clock()();
            if (keys_.are_old(now)) co_await fetch_keys(now);
            co_await tokens_.renew_early();
        }
    }
    awaitable<send_outcome> send(outbound message) override {
        const auto to = message.to;
        auto outcome = co_await sender_.send(std::move(message));
        if (outcome.is == outcome_kind::retry && outcome.in_line) pacing_.throttled(to, outcome.retry_after, clock()());
        co_return outcome;
    }
    /// Teams shows a bot no history.
    awaitable<find_outcome> find(outbound) override {
        find_outcome out;
        out.is = find_outcome::kind::never_tells;
        co_return out;
    }
    awaitable<std::optional<profile>> look_up(address who) override { return roster_.look_up(std::move(who)); }
    awaitable<std::optional<address>> find_by_email(std::string email) override {
        auto tenants = settings_.whom.tenants;
        tenants.insert(tenants.begin(), settings_.whom.home_tenant);
        for (const auto& one : tenants) {
            if (one.empty()) continue;
            auto found = co_await roster_.find_by_email(email, one);
            if (found) co_return found;
        }
        co_return std::nullopt;
    }
    instant may_send_at(const address& to, instant now) override { return pacing_.ready_at(to, now); }
    void count_send(const address& to, instant now) override { pacing_.take(to, 1, now); }
    int messages_per_minute() const override { return settings_.tenant_per_minute; }
    void clock_was_set() override {
        pacing_.clock_was_set();
        tokens_.clock_was_set();
    }

  private:
    static std::unique_ptr<http_client> create_own_client(const teams_settings& settings) {
        http_client_settings client;
        client.ca_file = settings.ca_file;
        return create_http_client(std::move(client));
    }
    [[nodiscard]] std::function<instant()> clock() const {
        if (settings_.now) return settings_.now;
        return [] { return std::chrono::time_point_cast<span>(std::chrono::system_clock::now()); };
    }
    [[nodiscard]] teams::sender_settings sender_settings() const {
        const auto first = settings_.anonymous ? std::string() : settings_.first_service_url;
        return {"28:" + settings_.whom.app_id, settings_.bot_name, first, clock()};
    }
    [[nodiscard]] teams::result<teams::verified_token> verified(std::string_view authorization, instant now) const {
        const auto token = teams::read_token(authorization, settings_.whom);
        if (!token) return token.error();
        return teams::verify_token(*token, keys_.keys(now), settings_.whom, now);
    }
    awaitable<void> fetch_keys(instant now) {
        const auto before = keys_.generation();
        co_await keys_.fetch(now);
        if (keys_.generation() != before) tokens_seen_.clear();
    }
    /// What a trusted activity tells beside the act itself.
    webhook_reply taken(teams::understood what) {
        auto& [reply, in] = what;
        if (!in) return std::move(reply);
        ways_.learn(*in, reply);
        roster_.learn(*in, reply);
        files_.take(*in, reply);
        return std::move(reply);
    }

    teams_settings settings_;
    std::unique_ptr<http_client> own_client_;
    http_client& client_;
    teams::key_source keys_;
    teams::verified_tokens tokens_seen_;
    teams::token_source tokens_;
    teams::connector connector_;
    teams::ways ways_;
    teams::teams_pacing pacing_;
    teams::sender sender_;
    teams::roster roster_;
    teams::file_handover files_;
};

}  // namespace

std::unique_ptr<adapter> create_teams_adapter(teams_settings settings, http_client* client) {
    return std::make_unique<teams_adapter>(std::move(settings), client);
}

}  // namespace waymark
