#include "adapters/slack/people.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

#include "adapters/json_values.hpp"
#include "adapters/slack/objects.hpp"

namespace waymark::slack {
namespace {

namespace asio = boost::asio;
using outcome_kind = send_outcome::kind;

constexpr auto by_email = "users.lookupByEmail";
constexpr int most_tries = 5;
constexpr span longest_wait = std::chrono::minutes(2);

asio::awaitable<void> rest(span length) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, std::min(length, longest_wait));
    co_await timer.async_wait(asio::use_awaitable);
}

[[noreturn]] void could_not_be_asked(const std::string& reason) {
    std::string words = "Slack could not be asked whose e-mail addresses these are (" + reason + ").";
    if (reason == "missing_scope")
        words +=
            " Its app needs the right users:read.email: add it under \"OAuth & Permissions\" and install the app "
            "to the workspace again.";
    throw std::runtime_error(words);
}

/// Nobody, when the account is closed or a bot's: such cannot be written to.
std::optional<found_account> account_of(const nlohmann::json& user) {
    const auto who = profile_of(user);
    found_account out{text_in(user, "id"), text_in(user, "team_id")};
    if (out.user.empty() || who.deactivated || who.bot) return std::nullopt;
    return out;
}

/// A guest of the workspace (or organization) `tenant`, or of another company. An organization's people have one of its
/// workspaces as theirs.
bool is_visiting(const nlohmann::json& user, const std::string& tenant) {
    for (const auto* what : {"is_restricted", "is_ultra_restricted", "is_stranger"})
        if (true_at(user, what)) return true;
    const auto team = text_in(user, "team_id");
    const bool in_organization = !text_in(object_at(user, "enterprise_user"), "enterprise_id").empty();
    return !team.empty() && team != tenant && !in_organization;
}

}  // namespace

asio::awaitable<std::optional<profile>> profile_with(web_api& api, address who) {
    if (!api.ready("users.info")) co_return std::nullopt;
    form_fields fields;
    fields.emplace_back("user", who.user);
    fields.emplace_back("include_locale", "true");
    const auto answer = co_await api.read("users.info", fields);
    if (answer.outcome.is != outcome_kind::sent) co_return std::nullopt;
    const auto user = object_at(answer.body, "user");
    auto out = profile_of(user);
    out.visiting = is_visiting(user, who.tenant.text);
    co_return out;
}

asio::awaitable<std::optional<found_account>> account_with_email(web_api& api, std::string email) {
    form_fields fields;
    fields.emplace_back("email", std::move(email));
    std::string reason;
    for (int tries = 0; tries < most_tries; ++tries) {
        if (!api.ready(by_email)) co_await rest(api.wait_for(by_email));
        const auto answer = co_await api.read(by_email, fields);
        if (answer.outcome.is == outcome_kind::sent) co_return account_of(object_at(answer.body, "user"));
        if (answer.outcome.person_gone) co_return std::nullopt;
        reason = answer.outcome.reason;
        if (answer.outcome.is != outcome_kind::retry) break;
        if (!answer.outcome.in_line) co_await rest(std::max<span>(answer.outcome.retry_after, std::chrono::seconds(1)));
    }
    could_not_be_asked(reason);
}

}  // namespace waymark::slack
