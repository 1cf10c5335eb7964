#include "bot/slack_manifest.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "adapters/slack/app_needs.hpp"

namespace waymark {
namespace {

using json = nlohmann::ordered_json;

constexpr auto language = "en";  // a manifest has one
constexpr auto color = "#1d5f50";
constexpr std::array<const char*, 9> hinted{"help",    "met", "pause", "snooze",  "stop",
                                            "my_data", "why", "back",  "settings"};
constexpr auto begins_goal = "goal";  // in conversations/flows/smart_goal.yaml

std::string say(const slack_config& from, const bot_texts& texts, const std::string& key) {
    return std::string(trimmed(texts.say(language, key, {{"name", from.bot_name}})));
}

/// "[help | back | skip]": the first of the words that mean each.
std::string hint_of(const slack_config& from, const bot_texts& texts) {
    std::string out;
    for (const auto* one : hinted) {
        const auto words = say(from, texts, std::string("word.") + one);
        out.append(out.empty() ? "[" : " | ").append(words.substr(0, words.find('|')));
    }
    return out.append(" | ").append(begins_goal).append("]");
}

std::string url(const slack_config& from, std::string_view path) {
    return from.public_url.substr(0, from.public_url.size() - 1).append(path);  // it ends with a slash
}

json shortcut(const slack_config& from, const bot_texts& texts, const std::string& key, const char* type,
              std::string_view callback) {
    json out;
    out["name"] = say(from, texts, "shortcut." + key);
    out["type"] = type;
    out["callback_id"] = callback;
    out["description"] = say(from, texts, "shortcut." + key + "_about");
    return out;
}

json features_of(const slack_config& from, const bot_texts& texts) {
    json command;
    command["command"] = "/waymark";
    if (!from.socket_mode) command["url"] = url(from, slack::commands_path);
    command["description"] = say(from, texts, "app.command");
    command["usage_hint"] = hint_of(from, texts);
    command["should_escape"] = true;
    json out;
    out["app_home"] = {
        {"home_tab_enabled", true}, {"messages_tab_enabled", true}, {"messages_tab_read_only_enabled", false}};
    out["bot_user"] = {{"display_name", from.bot_name}, {"always_online", true}};
    out["shortcuts"] = json::array({shortcut(from, texts, "keep", "message", slack::keep_shortcut),
                                    shortcut(from, texts, "goal", "global", slack::goal_shortcut)});
    out["slash_commands"] = json::array({std::move(command)});
    return out;
}

json settings_of(const slack_config& from) {
    const bool installable = !from.client_id.empty();
    json events, interactivity;
    if (!from.socket_mode) events["request_url"] = url(from, slack::events_path);
    events["bot_events"] = slack::events;
    if (installable)
        for (const auto& one : slack::organization_events) events["bot_events"].push_back(one);
    interactivity["is_enabled"] = true;
    if (!from.socket_mode) {
        interactivity["request_url"] = url(from, slack::interactions_path);
        interactivity["message_menu_options_url"] = url(from, slack::options_path);
    }
    json out;
    out["event_subscriptions"] = std::move(events);
    out["interactivity"] = std::move(interactivity);
    out["org_deploy_enabled"] = installable;
    out["socket_mode_enabled"] = from.socket_mode;
    out["token_rotation_enabled"] = installable;  // a token in the settings would end with it, and nobody renew it
    return out;
}

json oauth_of(const slack_config& from) {
    json out;
    if (!from.client_id.empty()) out["redirect_urls"] = json::array({url(from, slack::redirect_path)});
    out["scopes"] = {{"bot", slack::rights}, {"bot_optional", slack::optional_rights}};
    return out;
}

}  // namespace

json slack_manifest_of(const slack_config& from, const bot_texts& texts) {
    json out;
    out["_metadata"] = {{"major_version", 2}, {"minor_version", 1}};
    out["display_information"] = {{"name", from.bot_name},
                                  {"description", say(from, texts, "app.summary")},
                                  {"long_description", say(from, texts, "app.about")},
                                  {"background_color", color}};
    out["features"] = features_of(from, texts);
    out["oauth_config"] = oauth_of(from);
    out["settings"] = settings_of(from);
    return out;
}

}  // namespace waymark
