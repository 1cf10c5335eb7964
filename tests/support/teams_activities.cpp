#include "tests/support/teams_activities.hpp"

#include <atomic>
#include <chrono>
#include <ctime>

#include "tests/support/teams_world.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

std::string digits(std::uint64_t number, std::size_t width) {
    const auto text = std::to_string(number);
    return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

std::uint64_t next_number() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// "2026-03-02T09:15:00.1234321": seven digits, as Teams writes it.
std::string time_of_now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    const auto seconds = static_cast<std::time_t>(micros / 1'000'000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    const auto size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.", &parts);
    return std::string(text, size) + digits(static_cast<std::uint64_t>(micros % 1'000'000), 6) + "1";
}

/// Milliseconds since 1970, no two alike.
std::string message_id() {
    static const auto began =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    return std::to_string(static_cast<std::uint64_t>(began) + next_number());
}

std::string event_id() {
    return "f:00000000-0000-4000-8000-" + digits(next_number(), 12);
}

json account(const std::string& id) {
    json out;
    out["id"] = id;
    return out;
}

json activity(const teams_sender& who, const std::string& type, const std::string& id) {
    json out;
    out["type"] = type;
    out["id"] = id;
    out["timestamp"] = time_of_now() + "Z";
    out["localTimestamp"] = time_of_now() + "+00:00";
    if (!who.zone.empty()) out["localTimezone"] = who.zone;
    out["locale"] = who.locale;
    out["channelId"] = "msteams";
    out["serviceUrl"] = who.service_url;
    out["from"] = account(teams_user(who.object_id));
    out["from"]["name"] = who.name;
    out["from"]["aadObjectId"] = who.object_id;
    out["recipient"] = account("28:" + who.app_id);
    out["recipient"]["name"] = "Waymark";
    out["conversation"]["conversationType"] = "personal";
    out["conversation"]["tenantId"] = who.tenant;
    out["conversation"]["id"] = teams_conversation(who.object_id);
    out["channelData"]["tenant"]["id"] = who.tenant;
    json client;
    client["type"] = "clientInfo";
    client["locale"] = who.locale;
    client["platform"] = "Windows";
    if (!who.zone.empty()) client["timezone"] = who.zone;
    out["entities"] = json::array({client});
    return out;
}

json pressed(const teams_sender& who, const std::string& type, const std::string& message) {
    auto out = activity(who, type, event_id());
    out["replyToId"] = message;
    out["channelData"]["source"]["name"] = "message";
    return out;
}

}  // namespace

std::string id_of_message(const json& activity) {
    return activity.value("id", "");
}

json said(const teams_sender& who, const std::string& text) {
    auto out = activity(who, "message", message_id());
    out["text"] = text;
    out["textFormat"] = "plain";
    return out;
}

json edited(const teams_sender& who, const std::string& message, const std::string& text) {
    auto out = activity(who, "messageUpdate", message);
    out["text"] = text;
    out["textFormat"] = "plain";
    out["channelData"]["eventType"] = "editMessage";
    return out;
}

json deleted(const teams_sender& who, const std::string& message) {
    auto out = activity(who, "messageDelete", message);
    out["channelData"]["eventType"] = "softDeleteMessage";
    return out;
}

json said_in_group(const teams_sender& who, const std::string& text) {
    auto out = said(who, "<at>Waymark</at>&nbsp;" + text + "\n");
    out["conversation"]["conversationType"] = "groupChat";
    out["conversation"]["isGroup"] = true;
    out["conversation"]["id"] = "19:bcceaaa8401accc511de24daf8b97542@thread.v2";
    json mention;
    mention["type"] = "mention";
    mention["mentioned"] = out["recipient"];
    mention["text"] = "<at>Waymark</at>";
    out["entities"].push_back(mention);
    return out;
}

json submitted(const teams_sender& who, const std::string& message, const json& data) {
    auto out = pressed(who, "message", message);
    out["value"] = data;
    return out;
}

json executed(const teams_sender& who, const std::string& message, const json& data) {
    auto out = pressed(who, "invoke", message);
    out["name"] = "adaptiveCard/action";
    out["value"]["action"]["type"] = "Action.Execute";
    out["value"]["action"]["data"] = data;
    out["value"]["trigger"] = "manual";
    return out;
}

json dialog(const teams_sender& who, const std::string& name, const std::string& message, const json& data) {
    auto out = pressed(who, "invoke", message);
    out["name"] = name;
    out["value"]["data"] = data;
    out["value"]["context"]["theme"] = "default";
    return out;
}

json installation_update(const teams_sender& who, const std::string& action) {
    auto out = activity(who, "installationUpdate", event_id());
    out["action"] = action;
    out["channelData"]["settings"]["selectedChannel"]["id"] = teams_conversation(who.object_id);
    return out;
}

json members_added(const teams_sender& who) {
    auto out = activity(who, "conversationUpdate", event_id());
    out["from"].erase("name");
    out["membersAdded"] = json::array({out["from"], account("28:" + who.app_id)});
    return out;
}

json redelivered(json activity) {
    activity["timestamp"] = time_of_now() + "Z";
    return activity;
}

json renamed(json activity) {
    activity["id"] = event_id();
    return redelivered(std::move(activity));
}

}  // namespace waymark::testing
