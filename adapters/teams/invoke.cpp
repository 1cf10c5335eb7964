#include "adapters/teams/invoke.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/letter_case.hpp"
#include "adapters/plain_text.hpp"
#include "adapters/replies.hpp"
#include "adapters/teams/card_press.hpp"
#include "adapters/teams/inert.hpp"
#include "adapters/teams/words.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;

constexpr std::size_t longest_words = 300;  // of a dialog's title, label and button

webhook_reply with_json(webhook_reply reply, const json& body) {
    reply.content_type = "application/json; charset=utf-8";
    reply.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return reply;
}

json card_answer(int status, const char* type, json value) {
    json out;
    out["statusCode"] = status;
    out["type"] = type;
    out["value"] = std::move(value);
    return out;
}

std::string words(const std::string& text) {
    return inert(std::string_view(text).substr(0, longest_words));
}

json long_answer_field(const card_input& input) {
    json field;
    field["type"] = "Input.Text";
    field["id"] = "value";
    field["label"] = words(input.label.empty() ? input.title : input.label);
    field["isMultiline"] = true;
    field["isRequired"] = true;
    field["errorMessage"] = words(input.wanted);
    std::size_t limit = 0;
    const auto* end = input.limit.data() + input.limit.size();
    const auto read = std::from_chars(input.limit.data(), end, limit);
    if (read.ec == std::errc() && read.ptr == end && limit > 0) field["maxLength"] = std::min(limit, kept_text_bytes);
    return field;
}

json long_answer_card(const card_input& input) {
    json data;
    data["control"] = input.control;
    data["press"] = input.press;
    json send;
    send["type"] = "Action.Submit";
    send["title"] = words(input.send);
    send["data"] = std::move(data);
    json card;
    card["type"] = "AdaptiveCard";
    card["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json";
    card["version"] = "1.5";
    card["fallbackText"] = words(input.label);
    card["body"] = json::array({long_answer_field(input)});
    card["actions"] = json::array({std::move(send)});
    return card;
}

}  // namespace

invoke_kind invoke_kind_of(const activity& in) {
    const bool ours = is_ours(in.input);
    if (in.name.empty()) return invoke_kind::other_card;  // the button of an old kind of card
    if (iequals(in.name, "adaptiveCard/action")) {
        const bool pressed = iequals(in.card_action_type, "Action.Execute") && !iequals(in.trigger, "automatic");
        return ours && pressed ? invoke_kind::press : invoke_kind::other_card;
    }
    if (iequals(in.name, "task/fetch"))
        return ours && is_sane(in.input) ? invoke_kind::dialog : invoke_kind::other_card;
    if (iequals(in.name, "task/submit")) return ours ? invoke_kind::dialog_sent : invoke_kind::other_card;
    if (iequals(in.name, "fileConsent/invoke") && !in.file.mark.empty())
        return iequals(in.file.action, "accept") ? invoke_kind::file_wanted : invoke_kind::file_declined;
    return invoke_kind::unknown;
}

void answer_press(invoke_kind kind, std::string_view language, webhook_reply& reply) {
    if (kind == invoke_kind::dialog_sent) return;  // an empty answer closes the dialog
    const auto words = words_in(language).received;
    reply = with_json(std::move(reply), card_answer(200, "application/vnd.microsoft.activity.message", words));
}

webhook_reply other_card_answer(const activity& in) {
    auto reply = answered("other_card");
    if (!iequals(in.name, "adaptiveCard/action")) return reply;
    json value;
    value["code"] = "BadRequest";
    value["message"] = words_in(in.locale).not_ours;
    return with_json(std::move(reply), card_answer(400, "application/vnd.microsoft.error", std::move(value)));
}

webhook_reply dialog_answer(const card_input& input) {
    json attachment;
    attachment["contentType"] = "application/vnd.microsoft.card.adaptive";
    attachment["content"] = long_answer_card(input);
    json value;
    value["title"] = words(input.title);
    value["height"] = "medium";
    value["width"] = "medium";
    value["card"] = std::move(attachment);
    json task;
    task["type"] = "continue";
    task["value"] = std::move(value);
    json body;
    body["task"] = std::move(task);
    return with_json(answered("dialog"), body);
}

}  // namespace waymark::teams
