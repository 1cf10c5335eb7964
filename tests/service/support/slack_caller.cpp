#include "tests/service/support/slack_caller.hpp"

#include <cctype>
#include <ctime>

namespace waymark::testing {

namespace {

constexpr auto team = default_team;
constexpr auto hex_digits = "0123456789abcdef";

}  // namespace

std::string post_request(const std::string& path, const std::map<std::string, std::string>& headers,
                         const std::string& body) {
    auto out = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
    return out + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string channel_of(const std::string& user) {
    return "D" + user.substr(1);
}

std::string escaped(const std::string& typed) {
    std::string out;
    for (const char c : typed) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    return out;
}

std::string unescaped(std::string text) {
    for (const auto& [entity, character] : {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&amp;", "&")})
        for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1))
            text.replace(at, std::string_view(entity).size(), character);
    return text;
}

std::string form_encoded(const std::map<std::string, std::string>& fields) {
    std::string out;
    for (const auto& [name, value] : fields) {
        out += (out.empty() ? "" : "&") + name + "=";
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            if (std::isalnum(byte) || c == '-' || c == '_' || c == '.')
                out += c;
            else
                out += {'%', hex_digits[byte >> 4], hex_digits[byte & 15]};
        }
    }
    return out;
}

slack_caller::answer slack_caller::post(const std::string& path, const std::string& content_type,
                                        const std::string& body, const std::map<std::string, std::string>& extra) {
    const auto stamp = std::to_string(std::time(nullptr));
    auto headers = extra;
    headers["Content-Type"] = content_type;
    headers["X-Slack-Request-Timestamp"] = stamp;
    headers["X-Slack-Signature"] = slack_signature(secret_, stamp, body);
    return connection_.ask(post_request(path, headers, body));
}

slack_caller::answer slack_caller::event(const nlohmann::json& envelope,
                                         const std::map<std::string, std::string>& extra) {
    return post("/slack/events", "application/json", envelope.dump(), extra);
}

slack_caller::answer slack_caller::interaction(const nlohmann::json& payload) {
    return post("/slack/interactions", "application/x-www-form-urlencoded",
                form_encoded({{"payload", payload.dump()}}));
}

slack_caller::answer slack_caller::command(const std::string& user, const std::string& text, std::uint64_t serial,
                                           const std::string& in) {
    return post("/slack/commands", "application/x-www-form-urlencoded",
                form_encoded(command_fields(user, text, serial, in)));
}

std::map<std::string, std::string> command_fields(const std::string& user, const std::string& text,
                                                  std::uint64_t serial, const std::string& in) {
    return {{"command", "/waymark"},
            {"text", text},
            {"user_id", user},
            {"user_name", "someone"},
            {"team_id", in},
            {"team_domain", "acme-example"},
            {"channel_id", channel_of(user)},
            {"channel_name", "directmessage"},
            {"api_app_id", "A0MENTOR01"},
            {"trigger_id", std::to_string(serial) + ".0123456789abcdef"},
            {"response_url", "https://hooks.slack.com/commands/none"}};
}

nlohmann::json message_event(const std::string& user, const std::string& text, const std::string& ts,
                             const std::string& event_id) {
    nlohmann::json inner;
    inner["type"] = "message";
    inner["channel"] = channel_of(user);
    inner["channel_type"] = "im";
    inner["user"] = user;
    inner["text"] = escaped(text);
    inner["ts"] = inner["event_ts"] = ts;
    inner["team"] = team;
    nlohmann::json authorization;
    authorization["enterprise_id"] = nullptr;
    authorization["team_id"] = team;
    authorization["user_id"] = "U0BOTUSER1";
    authorization["is_bot"] = true;
    authorization["is_enterprise_install"] = false;
    nlohmann::json out;
    out["type"] = "event_callback";
    out["team_id"] = team;
    out["api_app_id"] = "A0MENTOR01";
    out["event_id"] = event_id;
    out["event_time"] = std::atoll(ts.c_str());
    out["authorizations"] = nlohmann::json::array({authorization});
    out["event"] = inner;
    return out;
}

nlohmann::json farewell_event(const std::string& from, const std::string& kind, const std::string& event_id) {
    nlohmann::json out;
    out["type"] = "event_callback";
    out["team_id"] = from;
    out["api_app_id"] = "A0MENTOR01";
    out["event_id"] = event_id;
    out["event_time"] = std::time(nullptr);
    out["event"]["type"] = kind;
    if (kind == "tokens_revoked") out["event"]["tokens"]["bot"] = nlohmann::json::array({"U0BOTUSER1"});
    return out;
}

nlohmann::json of_team(nlohmann::json envelope, const std::string& where) {
    if (envelope.contains("team_id")) envelope["team_id"] = where;
    if (envelope.contains("authorizations")) envelope["authorizations"][0]["team_id"] = where;
    if (envelope.contains("event") && envelope["event"].contains("team")) envelope["event"]["team"] = where;
    if (envelope.contains("team")) envelope["team"]["id"] = where;
    if (envelope.contains("user")) envelope["user"]["team_id"] = where;
    return envelope;
}

nlohmann::json edit_event(const std::string& user, const std::string& old_text, const std::string& new_text,
                          const std::string& message_ts, const std::string& event_id) {
    auto out = message_event(user, "", message_ts, event_id);
    nlohmann::json before;
    before["type"] = "message";
    before["user"] = user;
    before["text"] = escaped(old_text);
    before["ts"] = message_ts;
    auto after = before;
    after["text"] = escaped(new_text);
    after["edited"]["user"] = user;
    after["edited"]["ts"] = std::to_string(std::atoll(message_ts.c_str()) + 60) + ".000000";
    auto& inner = out["event"];
    inner.erase("user");
    inner.erase("text");
    inner["subtype"] = "message_changed";
    inner["hidden"] = true;
    inner["message"] = after;
    inner["previous_message"] = before;
    inner["ts"] = inner["event_ts"] = std::to_string(std::atoll(message_ts.c_str()) + 60) + ".000100";
    return out;
}

nlohmann::json click_payload(const std::string& user, const nlohmann::json& message, const std::string& block_id,
                             const nlohmann::json& element, const std::string& value, std::uint64_t serial) {
    const auto channel = channel_of(user);
    nlohmann::json action;
    const auto type = element.at("type").get<std::string>();
    action["type"] = type;
    action["action_id"] = element.at("action_id");
    action["block_id"] = block_id;
    action["action_ts"] = std::to_string(std::time(nullptr)) + "." + std::to_string(100000 + serial % 900000);
    nlohmann::json chosen;
    chosen["value"] = value;
    if (type == "button")
        action["value"] = value;
    else if (type == "datepicker")
        action["selected_date"] = value;
    else if (type == "users_select")
        action["selected_user"] = value;
    else if (type == "checkboxes" || type == "multi_static_select")
        action["selected_options"] = nlohmann::json::array({chosen});
    else
        action["selected_option"] = chosen;
    nlohmann::json state = nlohmann::json::object();
    if (const auto id = element.at("action_id").get<std::string>(); id.ends_with("#several")) {
        // What counts is the button beside the ticks; the ticks come along as the message's state.
        state[block_id][id]["selected_options"] = action["selected_options"];
        action["type"] = "button";
        action["action_id"] = id.substr(0, id.rfind('#')) + "#done";
        action.erase("selected_options");
    }
    nlohmann::json out;
    out["type"] = "block_actions";
    out["api_app_id"] = "A0MENTOR01";
    out["team"]["id"] = team;
    out["user"]["id"] = user;
    out["user"]["team_id"] = team;
    out["is_enterprise_install"] = false;
    out["enterprise"] = nullptr;
    out["trigger_id"] = std::to_string(serial) + ".0123456789abcdef";
    out["container"]["type"] = "message";
    out["container"]["message_ts"] = message.at("ts");
    out["container"]["channel_id"] = channel;
    out["channel"]["id"] = channel;
    out["message"] = message;
    out["state"]["values"] = state;
    out["actions"] = nlohmann::json::array({action});
    return out;
}

}  // namespace waymark::testing
