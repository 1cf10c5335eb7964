#include "tests/support/teams_answers.hpp"

#include <stdexcept>

namespace waymark::testing {
namespace {

using nlohmann::json;

const std::string json_type = "application/json; charset=utf-8";

teams_answer page(unsigned status, const std::string& html) {
    return {status, {{"content-type", "text/html"}}, html};
}

teams_answer with_header(teams_answer answer, const std::string& name, const std::string& value) {
    answer.headers[name] = value;
    return answer;
}

teams_answer writes_blocked() {
    json details;
    details["subCode"] = "MessageWritesBlocked";
    details["details"] = "Thread is blocked from message writes.";
    details["errorCode"] = nullptr;
    details["errorSubCode"] = nullptr;
    json body;
    body["errorCode"] = 209;
    body["message"] = details.dump();
    return teams_json(403, body);
}

teams_answer denied() {
    json body;
    body["message"] = "Authorization has been denied for this request.";
    return with_header(teams_json(401, body), "www-authenticate", "Bearer");
}

constexpr auto not_installed = "Bot is not installed in user's personal scope";

}  // namespace

teams_answer teams_json(unsigned status, const json& body) {
    return {status, {{"content-type", json_type}}, body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

teams_answer teams_error(unsigned status, const std::string& code, const std::string& message) {
    json body;
    body["error"]["code"] = code;
    body["error"]["message"] = message;
    return teams_json(status, body);
}

const std::map<std::string, teams_answer>& known_refusals() {
    static const auto throttled = teams_error(429, "Throttled", "Too many requests.");
    static const std::map<std::string, teams_answer> all{
        {"400_BadArgument", teams_error(400, "BadArgument", "Activity.From field required")},
        {"400_decrypt_conversation", teams_error(400, "BadArgument", "Failed to decrypt conversation id")},
        {"401_BotNotRegistered", teams_error(401, "BotNotRegistered", "No registration was found for this bot.")},
        {"401_no_registration", denied()},
        {"403_BotDisabledByAdmin", teams_error(403, "BotDisabledByAdmin", "The tenant admin disabled this bot")},
        {"403_BotNotInConversationRoster",
         teams_error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")},
        {"403_ConversationBlockedByUser",
         teams_error(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.")},
        {"403_ForbiddenOperationException", teams_error(403, "ForbiddenOperationException", not_installed)},
        {"403_InvalidBotApiHost",
         teams_error(403, "InvalidBotApiHost", "Invalid bot api host. For GCC tenants, please call the GCC host.")},
        {"403_MessageWritesBlocked", writes_blocked()},
        {"403_NotEnoughPermissions",
         teams_error(403, "NotEnoughPermissions", "The bot does not have permission for this action.")},
        {"403_not_installed_personal", teams_error(403, "BadArgument", not_installed)},
        {"403_stream_timeout",
         teams_error(403, "ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.")},
        {"404_ActivityNotFoundInConversation",
         teams_error(404, "ActivityNotFoundInConversation", "The activity id was not found in the conversation.")},
        {"404_ConversationNotFound", teams_error(404, "ConversationNotFound", "Conversation not found.")},
        {"412_PreconditionFailed", teams_error(412, "PreconditionFailed", "Precondition failed, please try again.")},
        {"413_MessageSizeTooBig", teams_error(413, "MessageSizeTooBig", "Message size too large.")},
        {"429_Throttled_no_retry_after", throttled},
        {"429_Throttled_retry_after", with_header(throttled, "retry-after", "7")},
        {"429_no_json",
         {429, {{"content-type", "text/plain"}}, "API calls quota exceeded! maximum admitted 8 per 2s."}},
        {"500_ServiceError", teams_error(500, "ServiceError", "Unknown")},
        {"502_html", page(502, "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>")},
        {"502_json", teams_error(502, "ServiceError", "Internal server error")},
        {"503_empty", {503, {}, ""}},
        {"504_html", page(504, "<html><body>504 Gateway Time-out</body></html>")}};
    return all;
}

teams_answer known_refusal(const std::string& name) {
    const auto found = known_refusals().find(name);
    if (found == known_refusals().end()) throw std::invalid_argument("no such refusal: " + name);
    return found->second;
}

}  // namespace waymark::testing
