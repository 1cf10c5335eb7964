#include "adapters/teams/answer.hpp"

#include <algorithm>
#include <array>

#include "adapters/json_values.hpp"
#include "adapters/letter_case.hpp"
#include "adapters/retry_after.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;

constexpr span soon = std::chrono::seconds(2);
constexpr span later = std::chrono::seconds(10);
constexpr std::size_t longest_code = 64;

api_answer with(kind is, std::string reason, span wait = {}) {
    api_answer out;
    out.outcome.is = is;
    out.outcome.reason = std::move(reason);
    out.outcome.retry_after = wait;
    return out;
}

api_answer throttled(span wait) {
    auto out = with(kind::retry, "Throttled", wait);
    out.outcome.in_line = true;
    return out;
}

api_answer about(refusal_of what, api_answer answer) {
    answer.about = what;
    return answer;
}

api_answer no_way_to(std::string reason, refusal_of what) {
    auto out = about(what, with(kind::dead, std::move(reason)));
    out.outcome.person_gone = true;
    return out;
}

/// Nobody knows whether it happened: what is a message is not sent again just so, anything else is simply done again.
api_answer uncertain(call_kind call, std::string reason) {
    return call == call_kind::post ? with(kind::unknown, std::move(reason))
                                   : with(kind::retry, std::move(reason), later);
}

/// What an error calls itself, and its words.
struct named_error {
    std::string code, words;
};

/// Codes are words without blanks; anything else that stands there goes into no log.
bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= longest_code && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// `{"error":{"code","message"}}`, or JSON once more inside the text of a bare `message`.
named_error error_in(const json& body) {
    named_error out;
    if (!body.is_object()) return out;
    const auto found = body.find("error");
    const auto& error = found != body.end() && found->is_object() ? *found : body;
    out.words = text_in(error, "message");
    out.code = text_in(error, "code");
    if (out.code.empty()) out.code = text_in(json::parse(out.words, nullptr, false), "subCode");
    if (!is_code(out.code)) out.code.clear();
    return out;
}

bool any_of(std::string_view code, std::initializer_list<std::string_view> codes) {
    return std::ranges::any_of(codes, [&](std::string_view one) { return iequals(one, code); });
}

bool says(const named_error& error, std::string_view words) {
    return lower(error.words).find(words) != std::string::npos;
}

/// The id is of another bot, or our app is another than the one it was given to.
bool is_foreign_id(const named_error& error) {
    return says(error, "decrypt conversation id") || says(error, "pairwise");
}

std::string reason_of(const named_error& error, unsigned status) {
    return error.code.empty() ? "http_" + std::to_string(status) : error.code;
}

api_answer forbidden(const named_error& error) {
    const auto& code = error.code;
    if (any_of(code, {"BotDisabledByAdmin"})) return with(kind::account_dead, code);
    if (any_of(code, {"InvalidBotApiHost"})) return about(refusal_of::host, with(kind::account_dead, code));
    if (any_of(code, {"ConversationBlockedByUser", "MessageWritesBlocked"}))
        return no_way_to(blocked, refusal_of::conversation);
    if (any_of(code, {"BotNotInConversationRoster", "ForbiddenOperationException"}) || says(error, "not installed"))
        return no_way_to(not_installed, refusal_of::installation);
    if (is_foreign_id(error)) return about(refusal_of::conversation, with(kind::dead, "foreign_id"));
    return with(kind::dead, reason_of(error, 403));
}

api_answer missing(const named_error& error) {
    if (any_of(error.code, {"ActivityNotFoundInConversation"}))
        return about(refusal_of::message, with(kind::dead, error.code));
    if (any_of(error.code, {"ConversationNotFound", "MemberNotFoundInConversation", "UserNotFound"}))
        return no_way_to(gone, refusal_of::conversation);
    return about(refusal_of::conversation, with(kind::dead, reason_of(error, 404)));  // a wrong address, perhaps
}

api_answer refused(const http_answer& answer, const json& body, call_kind call) {
    const auto error = error_in(body);
    const auto reason = reason_of(error, answer.status);
    switch (answer.status) {
        case 400:
            if (is_foreign_id(error)) return about(refusal_of::conversation, with(kind::dead, "foreign_id"));
            return with(kind::dead, reason);
        case 401:
            return about(refusal_of::token, with(kind::account_dead, reason));
        case 403:
            return forbidden(error);
        case 404:
            return missing(error);
        case 412:
            return with(kind::retry, reason, soon);
        case 429:
            return throttled(retry_after(answer).value_or(span{}));
        case 408:
            return uncertain(call, reason);
        default:
            break;
    }
    if (answer.status >= 500 && answer.status != 501) return uncertain(call, reason);
    return with(kind::dead, reason);  // also a redirect: our token goes nowhere it was not meant for
}

}  // namespace

api_answer understand(const http_answer& answer, call_kind kind_of_call) {
    if (answer.status == 0)
        return answer.surely_not_sent ? with(kind::retry, "not_reached") : uncertain(kind_of_call, "no_answer");
    auto body = json::parse(answer.body, nullptr, false);
    const bool done = answer.status >= 200 && answer.status < 300;
    auto out = done ? with(kind::sent, "") : refused(answer, body, kind_of_call);
    if (body.is_object()) out.body = std::move(body);
    return out;
}

}  // namespace waymark::teams
