#include "adapters/slack/answer.hpp"

#include <algorithm>
#include <array>

#include "adapters/json_values.hpp"
#include "adapters/retry_after.hpp"
#include "adapters/slack/decode.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;

constexpr span soon = std::chrono::seconds(1);
constexpr span later = std::chrono::seconds(30);
constexpr span until_let_in = std::chrono::minutes(15);  // and at once when Slack says that an admin has done it

template <std::size_t Size>
bool any_of(std::string_view code, const std::array<std::string_view, Size>& codes) {
    return std::ranges::find(codes, code) != codes.end();
}

/// The token is of no use any more, here and for every other call.
bool token_is_gone(std::string_view code) {
    constexpr std::array<std::string_view, 6> codes{"invalid_auth",  "token_revoked",          "account_inactive",
                                                    "token_expired", "user_removed_from_team", "team_disabled"};
    return any_of(code, codes);
}
/// Nobody can be reached there, whatever is said.
bool person_is_gone(std::string_view code) {
    constexpr std::array<std::string_view, 7> codes{"user_not_found", "users_not_found", "user_not_visible",
                                                    "user_disabled",  "cannot_dm_bot",   "is_archived",
                                                    "is_inactive"};
    return any_of(code, codes);
}
/// Into this workspace of an organization that has installed us; its admin can still do it.
constexpr std::string_view not_let_in = "team_access_not_granted";

bool surely_not_done(std::string_view code) {
    constexpr std::array<std::string_view, 6> codes{"ratelimited",        "rate_limited",
                                                    "request_timeout",    "team_added_to_org",
                                                    "org_login_required", "external_channel_migrating"};
    return any_of(code, codes);
}
bool may_have_happened(std::string_view code) {
    constexpr std::array<std::string_view, 3> codes{"internal_error", "fatal_error", "service_unavailable"};
    return any_of(code, codes);
}

api_answer with(kind is, std::string reason, span wait = {}) {
    api_answer out;
    out.outcome.is = is;
    out.outcome.reason = std::move(reason);
    out.outcome.retry_after = wait;
    return out;
}

/// What nobody knows about: a post is looked up before it is repeated, anything else is simply done again. Slack has
/// not said when: whoever calls waits longer each time, so that an outage of hours does not use up all attempts in a
/// minute.
api_answer uncertain(call_kind call, std::string reason) {
    return call == call_kind::post ? with(kind::unknown, std::move(reason)) : with(kind::retry, std::move(reason));
}

/// Codes are lower-case words; anything else that stands there goes into no log.
std::string code_of(const json& body) {
    auto code = text_in(body, "error");
    const bool plain = !code.empty() && code.size() <= 64 && std::ranges::all_of(code, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    return plain ? code : "unnamed_error";
}

api_answer refused_with(const std::string& code, call_kind call) {
    if (token_is_gone(code)) return with(kind::account_dead, code);
    if (code == not_let_in) return with(kind::retry, code, until_let_in);
    if (surely_not_done(code)) {
        const bool in_line = code == "ratelimited" || code == "rate_limited";
        auto out = with(kind::retry, code, in_line || code == "request_timeout" ? soon : later);
        out.outcome.in_line = in_line;
        return out;
    }
    if (may_have_happened(code)) return uncertain(call, code);
    auto out = with(kind::dead, code);
    out.outcome.person_gone = person_is_gone(code);
    return out;
}

api_answer without_answer(const http_answer& answer, call_kind call) {
    if (answer.surely_not_sent) return with(kind::retry, "not_reached");
    return uncertain(call, "no_answer");
}

}  // namespace

send_outcome not_before(span wait) {
    auto out = with(kind::retry, "ratelimited", wait).outcome;
    out.in_line = true;
    return out;
}

api_answer understand(const http_answer& answer, call_kind call) {
    if (answer.status == 0) return without_answer(answer, call);
    if (answer.status == 429) {
        api_answer out;
        out.outcome = not_before(retry_after(answer).value_or(default_wait));
        return out;
    }
    const auto status = "http_" + std::to_string(answer.status);
    if (answer.status >= 500 || answer.status == 408) return uncertain(call, status);
    // Slack answers 200 even to what it refuses: this comes from something in between, and nothing was done.
    if (answer.status != 200) return with(kind::retry, status);
    auto body = json::parse(answer.body, nullptr, false);
    if (!body.is_object() || !body.contains("ok") || !body["ok"].is_boolean()) return uncertain(call, "not_json");
    auto out = body["ok"].get<bool>() ? with(kind::sent, "") : refused_with(code_of(body), call);
    if (out.outcome.is == kind::sent)
        out.outcome.platform_ref = message_ref(text_in(body, "channel"), text_in(body, "ts"));
    out.body = std::move(body);
    return out;
}

bool about_blocks(std::string_view error) {
    constexpr std::array<std::string_view, 5> codes{"invalid_blocks", "invalid_blocks_format", "block_mismatch",
                                                    "msg_blocks_too_long", "msg_blocks_too_many"};
    return any_of(error, codes);
}

bool about_metadata(std::string_view error) {
    constexpr std::array<std::string_view, 4> codes{"metadata_must_be_sent_from_app", "invalid_metadata_format",
                                                    "invalid_metadata_schema", "metadata_too_large"};
    return any_of(error, codes);
}

bool beyond_updating(std::string_view error) {
    constexpr std::array<std::string_view, 4> codes{"message_not_found", "cant_update_message", "edit_window_closed",
                                                    "update_failed"};
    return any_of(error, codes);
}

}  // namespace waymark::slack
