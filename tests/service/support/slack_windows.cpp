#include "tests/service/support/slack_windows.hpp"

#include <ctime>
#include <stdexcept>
#include <thread>

#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// Fails the test that called for it, in words.
void must_be_taken(const http_reply_seen& answer, const char* what) {
    if (answer.status != 200) throw std::runtime_error(std::string("the service did not take ") + what);
}

/// The first text field of a modal.
std::string field_of(const json& view) {
    for (const auto& block : view.at("blocks"))
        if (block.value("type", "") == "input") return block["block_id"].get<std::string>();
    throw std::runtime_error("no field in " + view.dump(1));
}

}  // namespace

json slack_windows::until_found(const finder& look) const {
    const auto end = std::chrono::steady_clock::now() + 30s;
    json found;
    while (found.is_null() && std::chrono::steady_clock::now() < end) {
        slack_.with_world([&](slack_world& world) { found = look(world.views()); });
        if (found.is_null()) std::this_thread::sleep_for(20ms);
    }
    return found;
}

json slack_windows::page_with(const std::string& words) const {
    return until_found([&](const auto& views) {
        const auto found = views.find("VHOME/" + std::string(default_team) + "/" + user_);
        const bool there = found != views.end() && found->second.dump().find(words) != std::string::npos;
        return there ? found->second : json();
    });
}

json slack_windows::modal_with(const std::string& words) const {
    return until_found([&](const auto& views) {
        for (const auto& [id, view] : views)
            if (view.value("type", "") == "modal" && view.dump().find(words) != std::string::npos) return view;
        return json();
    });
}

json slack_windows::payload(const std::string& type, const std::string& trigger_end) const {
    json out;
    out["type"] = type;
    out["api_app_id"] = "A0MENTOR01";
    out["team"] = {{"id", default_team}};
    out["user"] = {{"id", user_}, {"team_id", default_team}};
    out["trigger_id"] = std::to_string(next_serial()) + ".22." + trigger_end;
    return out;
}

void slack_windows::open_home() const {
    json envelope;
    envelope["type"] = "event_callback";
    envelope["team_id"] = default_team;
    envelope["api_app_id"] = "A0MENTOR01";
    envelope["event_id"] = "EvHOME" + std::to_string(next_serial());
    envelope["event_time"] = std::time(nullptr);
    envelope["event"] = {{"type", "app_home_opened"}, {"user", user_}, {"tab", "home"}};
    slack_.with_world([&](slack_world& world) {  // as it stands now, when there is one
        const auto found = world.views().find("VHOME/" + std::string(default_team) + "/" + user_);
        if (found != world.views().end()) envelope["event"]["view"] = found->second;
    });
    must_be_taken(slack_caller(home_.port(), signing_secret).event(envelope), "a look at the Home tab");
}

void slack_windows::press(const json& view, const std::string& label, const std::string& trigger_end) const {
    auto click = payload("block_actions", trigger_end);
    click["container"] = {{"type", "view"}, {"view_id", view.at("id")}};
    click["view"] = view;
    for (const auto& block : view.at("blocks"))
        for (const auto& element : block.value("elements", json::array()))
            if (element.value("/text/text"_json_pointer, std::string()) == label) {
                click["actions"] = json::array({element});
                click["actions"][0]["block_id"] = block.value("block_id", "");
            }
    if (!click.contains("actions")) throw std::runtime_error(label + " is not in " + view.dump(1));
    must_be_taken(slack_caller(home_.port(), signing_secret).interaction(click), "a press");
}

void slack_windows::type(json view, const std::string& text) const {
    const auto field = field_of(view);
    auto typing = payload("block_actions");
    view["state"]["values"][field]["value"] = {{"value", text}};
    typing["view"] = std::move(view);
    typing["actions"] = json::array({{{"action_id", "value"}, {"block_id", field}}});
    must_be_taken(slack_caller(home_.port(), signing_secret).interaction(typing), "what was typed");
}

void slack_windows::close(const json& view) const {
    auto closing = payload("view_closed");
    closing["view"] = view;
    must_be_taken(slack_caller(home_.port(), signing_secret).interaction(closing), "that a modal was closed");
    slack_.with_world([&](slack_world& world) { world.close_view(view.at("id").get<std::string>()); });
}

http_reply_seen slack_windows::submit(json view, const std::map<std::string, json>& fields) const {
    auto sent = payload("view_submission");
    for (const auto& [block, element] : fields) view["state"]["values"][block]["value"] = element;
    sent["view"] = view;
    auto answer = slack_caller(home_.port(), signing_secret).interaction(sent);
    const auto body = answer.body.empty() ? json() : json::parse(answer.body);
    const auto id = view.at("id").get<std::string>();
    slack_.with_world([&](slack_world& world) {
        if (body.is_null()) world.close_view(id);
        if (body.is_object() && body.value("response_action", "") == "update") world.replace_view(id, body["view"]);
    });
    return answer;
}

http_reply_seen slack_windows::answer(const json& view, const std::string& text) const {
    return submit(view, {{field_of(view), {{"value", text}}}});
}

}  // namespace waymark::testing
