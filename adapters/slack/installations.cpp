#include "adapters/slack/installations.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "adapters/json_values.hpp"
#include "adapters/slack/objects.hpp"

namespace waymark::slack {
namespace {

namespace asio = boost::asio;
using kind = send_outcome::kind;

identity identity_of(const installation& one) {
    return {one.app, one.team, one.bot_user, one.bot, one.org_wide, one.enterprise, one.installed_at};
}

}  // namespace

installations::installations(http_client& client, std::string api, oauth_app app, std::string own_token,
                             std::string app_id, std::function<instant()> now)
    : around_{client, std::move(api), std::move(app), std::move(now)},
      app_id_(std::move(app_id)),
      has_own_(!own_token.empty()),
      own_api_(client, around_.api, std::move(own_token), around_.now) {
    known_.name_app(app_id_);
    if (!has_own_) known_.remove("");  // ours is somewhere as long as nobody has asked, and otherwise there is none
}

asio::awaitable<std::optional<check_problem>> installations::check() {
    try {
        if (!loaded_) co_await load();
    } catch (const boost::system::system_error& problem) {
        if (problem.code() == asio::error::operation_aborted) throw;
        co_return check_problem{
            "The workspaces that have installed the app cannot be read: " + problem.code().message() + ".", true};
    }
    if (known_.none())
        spdlog::warn("Slack: no workspace has installed the app yet; an admin of one opens {}slack/install",
                     around_.app.public_url);
    if (!has_own_) co_return std::nullopt;
    co_return co_await check_own();
}

asio::awaitable<void> installations::load() {
    if (around_.book != nullptr) {
        const auto list = co_await around_.book->note(place_of(""), tenants_note);
        for (auto& tenant : read_tenants(list.value_or(""))) {
            const auto text = co_await around_.book->note(place_of(tenant), installation_note);
            auto one = text ? read_installation(*text) : std::nullopt;
            if (one && one->tenant() == tenant) install(std::move(*one));
        }
    }
    loaded_ = true;
}

asio::awaitable<std::optional<check_problem>> installations::check_own() {
    const form_fields nothing;
    const auto answer = co_await own_api_.read("auth.test", nothing);
    if (answer.outcome.is == kind::retry)
        co_return check_problem{"Slack could not be asked about the bot token (" + answer.outcome.reason + ").", true};
    if (answer.outcome.is != kind::sent)
        co_return check_problem{"Slack did not accept the bot token (auth.test: " + answer.outcome.reason + ")."};
    identity us{app_id_.empty() ? text_in(answer.body, "app_id") : app_id_, text_in(answer.body, "team_id"),
                text_in(answer.body, "user_id"), text_in(answer.body, "bot_id")};
    us.org_wide = true_at(answer.body, "is_enterprise_install");
    us.enterprise = text_in(answer.body, "enterprise_id");
    if (us.bot.empty())
        co_return check_problem{"The Slack token works, but it is not a bot's: use the one that begins with xoxb-."};
    own_tenant_ = us.tenant();
    if (own_tenant_.empty()) co_return std::nullopt;  // it goes on to take whatever comes
    known_.remove("");
    if (!has(own_tenant_)) known_.put(std::move(us));
    co_return std::nullopt;
}

asio::awaitable<void> installations::keep_fresh() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        timer.expires_after(between_looks);
        co_await timer.async_wait(asio::use_awaitable);
        std::vector<granted*> all;  // more may come while one is renewed
        for (const auto& [tenant, one] : granted_) all.push_back(one.get());
        for (auto* one : all) (void)co_await one->token.get();  // a failure is logged there, and tried again
    }
}

bool installations::has(const std::string& tenant) const {
    const auto found = granted_.find(tenant);
    return found != granted_.end() && found->second->token.installed();
}

web_api& installations::api_for(const std::string& tenant) {
    const bool own = has_own_ && (own_tenant_.empty() || own_tenant_ == tenant);
    return own && !has(tenant) ? own_api_ : at(tenant).api;
}

installations::place installations::to_look_in(const std::string& tenant) {
    if (has(tenant)) return {tenant, &at(tenant).api};
    if (has_own_) return {known_.find({own_tenant_, "", false}).tenant, &own_api_};
    for (const auto& [name, one] : granted_)
        if (tenant.empty() && one->token.installed()) return {name, &one->api};
    return {tenant, &at(tenant).api};
}

installations::granted& installations::at(const std::string& tenant) {
    auto& found = granted_[tenant];
    if (!found) found = std::make_unique<granted>(around_);
    return *found;
}

void installations::install(installation one) {
    const auto tenant = one.tenant();
    if (std::ranges::find(tenants_, tenant) == tenants_.end()) tenants_.push_back(tenant);
    known_.put(identity_of(one));
    at(tenant).token.install(std::move(one));
    at(tenant).api.forget_refusal();
}

void installations::forget(const std::string& tenant) {
    if (!has(tenant)) return;
    std::erase(tenants_, tenant);
    known_.remove(tenant);
    at(tenant).token.forget();
}

std::vector<platform_note> installations::notes_of(const installation& one) {
    // at once: who is installed at the same moment must stand in the list as well
    if (std::ranges::find(tenants_, one.tenant()) == tenants_.end()) tenants_.push_back(one.tenant());
    return {note_of(one), note_of_tenants(tenants_)};
}

void installations::noted(const std::vector<platform_note>& notes) {
    for (const auto& note : notes) {
        if (note.about.platform != "slack" || note.name != installation_note) continue;
        if (note.body.empty()) forget(note.about.tenant.text);
        if (auto one = read_installation(note.body)) install(std::move(*one));
    }
}

void installations::forget_waits() {
    own_api_.forget_waits();
    for (const auto& [tenant, one] : granted_) one->api.forget_waits();
}

}  // namespace waymark::slack
