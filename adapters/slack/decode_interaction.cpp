#include <array>
#include <nlohmann/json.hpp>

#include "adapters/json_paths.hpp"
#include "adapters/slack/decode_parts.hpp"
#include "adapters/slack/form.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/slack/words.hpp"

namespace waymark::slack {
namespace {

enum node : json_node {
    root = json_root,
    type,
    app,
    trigger,
    team,
    team_id,
    team_enterprise,
    enterprise,
    enterprise_id,
    org_wide,
    user,
    user_id,
    user_team,
    container,
    container_channel,
    container_ts,
    channel,
    channel_id,
    message,
    message_ts,
    view,
    view_team,
    view_installed_team,
    actions,
    action_type,
    action_id,
    action_value,
    action_ts,
    picked,
    picked_value,
    picked_many,
    picked_many_value,
    picked_plain,
    state,
    state_values,
    state_block,
    state_element,
    state_many,
    state_many_value,
    node_count
};

constexpr std::array steps{
    json_step{root, "type", type},
    json_step{root, "api_app_id", app},
    json_step{root, "trigger_id", trigger},
    json_step{root, "team", team},
    json_step{root, "enterprise", enterprise},
    json_step{root, "is_enterprise_install", org_wide},
    json_step{root, "user", user},
    json_step{root, "container", container},
    json_step{root, "channel", channel},
    json_step{root, "message", message},
    json_step{root, "view", view},
    json_step{root, "actions", actions},
    json_step{root, "state", state},
    json_step{team, "id", team_id},
    json_step{team, "enterprise_id", team_enterprise},
    json_step{enterprise, "id", enterprise_id},
    json_step{user, "id", user_id},
    json_step{user, "team_id", user_team},
    json_step{container, "channel_id", container_channel},
    json_step{container, "message_ts", container_ts},
    json_step{channel, "id", channel_id},
    json_step{message, "ts", message_ts},
    json_step{view, "team_id", view_team},
    json_step{view, "app_installed_team_id", view_installed_team},
    json_step{actions, "type", action_type},
    json_step{actions, "action_id", action_id},
    json_step{actions, "action_ts", action_ts},
    json_step{actions, "value", action_value},
    json_step{actions, "selected_option", picked},
    json_step{actions, "selected_options", picked_many},
    json_step{actions, "selected_user", picked_plain},
    json_step{actions, "selected_users", picked_plain},
    json_step{actions, "selected_conversation", picked_plain},
    json_step{actions, "selected_conversations", picked_plain},
    json_step{actions, "selected_channel", picked_plain},
    json_step{actions, "selected_channels", picked_plain},
    json_step{actions, "selected_date", picked_plain},
    json_step{actions, "selected_time", picked_plain},
    json_step{actions, "selected_date_time", picked_plain},
    json_step{picked, "value", picked_value},
    json_step{picked_many, "value", picked_many_value},
    json_step{state, "values", state_values},
    json_step{state_values, "*", state_block},
    json_step{state_block, "*", state_element},
    json_step{state_element, "selected_options", state_many},
    json_step{state_many, "value", state_many_value},
};

struct action {
    std::string type, id, at;
    std::vector<std::string> values;
};

class payload_values {
  public:
    std::string* text(json_node at) {
        switch (at) {
            case action_type:
                return actions_.empty() ? nullptr : &actions_.back().type;
            case action_id:
                return actions_.empty() ? nullptr : &actions_.back().id;
            case action_ts:
                return actions_.empty() ? nullptr : &actions_.back().at;
            case action_value:
            case picked_value:
            case picked_many_value:
            case picked_plain:
                return actions_.empty() ? nullptr : &actions_.back().values.emplace_back();
            case state_many_value:
                return &in_state_.emplace_back();
            default:
                values_[at].clear();
                return &values_[at];
        }
    }
    [[nodiscard]] bool has_view() const { return has_view_; }
    void begin(json_node at) {
        if (at == view) has_view_ = true;
        if (at == actions && ++actions_begun_ > 1) actions_.emplace_back();  // the array itself, then its objects
    }
    [[nodiscard]] const std::string& operator[](node at) const { return values_[at]; }
    [[nodiscard]] const std::string& first_of(node a, node b) const {
        return values_[a].empty() ? values_[b] : values_[a];
    }
    [[nodiscard]] std::vector<action>& done() { return actions_; }
    [[nodiscard]] const std::vector<std::string>& in_state() const { return in_state_; }
    /// `team` is null for org-wide installations.
    [[nodiscard]] routing installed_in() const {
        routing out;
        for (const auto at : {view_installed_team, team_id, user_team, view_team})
            if (out.team.empty()) out.team = values_[at];
        out.enterprise = first_of(enterprise_id, team_enterprise);
        out.org_wide = values_[org_wide] == "true";
        return out;
    }

  private:
    std::array<std::string, node_count> values_;
    std::vector<action> actions_;
    std::vector<std::string> in_state_;
    std::size_t actions_begun_ = 0;
    bool has_view_ = false;
};

/// "closing/next#2" is control "closing/next"; ids of others stay as they are.
std::string control_of(const std::string& id) {
    return id.substr(0, id.rfind(element_mark));
}

/// The button that opens a window has no answer in it. When no window can be opened, the question is said again.
void opens_window(view_act& act, const std::string& trigger, const std::string& control, const std::string& value,
                  inbound_event event) {
    auto asked = window_in(value);
    if (!asked) return;
    asked->control = control;
    act.open = opening{trigger, std::move(asked)};
    event.what = inbound::form_closed{control};
    act.reply.events.push_back(std::move(event));
}

view_act clicks(payload_values& in, const std::string& tenant, instant received) {
    if (!id_like(in[user_id]) || !id_like(in[trigger])) return {answered("malformed")};
    const auto ref = message_ref(in.first_of(container_channel, channel_id), in.first_of(container_ts, message_ts));
    view_act act{answered("click"), {"slack", {tenant}, in[user_id]}};
    auto& reply = act.reply;
    std::size_t number = 0;
    for (auto& one : in.done()) {
        if (one.id.empty() || one.id.size() > longest_id) continue;
        ++number;
        if (one.id.ends_with(several_mark)) continue;  // ticking goes on; the button beside it ends it
        auto values = std::move(one.values);
        if (one.id.ends_with(done_mark)) values = in.in_state();
        auto key = natural_key(tenant, "click", in[trigger]);
        if (number > 1) key.append("/").append(std::to_string(number));
        inbound_event event{std::move(key),
                            {"slack", {tenant}, in[user_id]},
                            read_ts(one.at).value_or(received),
                            ref,
                            inbound::chose{control_of(one.id), std::move(values)}};
        const auto& what = std::get<inbound::chose>(event.what);
        if (one.id.ends_with(window_mark) && !what.values.empty()) {
            opens_window(act, in[trigger], std::string(what.control), std::string(what.values.front()), event);
            continue;
        }
        if (what.control.starts_with(form_mark)) act.open = opening{in[trigger]};
        reply.events.push_back(std::move(event));
    }
    if (reply.events.empty()) reply.counted_as = number > 0 ? "ticking" : "malformed";
    return act;
}

}  // namespace

view_act decode_interaction_payload(std::string_view payload, const identities& ours, instant received,
                                    const form_rules& rules) {
    payload_values in;
    if (!read_json_paths(payload, steps, in)) return {refused(400, "not_json")};
    if (ours.is_other_app(in[app])) return {alarmed("other_app")};
    if (in[type] == "block_suggestion") {
        auto reply = answered("suggestion");
        reply.content_type = "application/json";
        reply.body = R"({"options":[]})";
        return {std::move(reply)};
    }
    const auto by = in.installed_in();
    if (!id_like(by.team) && !id_like(by.enterprise)) return {answered("malformed")};
    const auto whose = ours.find(by);
    if (whose.us == nullptr) return {alarmed("other_workspace")};
    if (!id_like(whose.tenant)) return {answered("malformed")};
    const interaction_place at{{"slack", {whose.tenant}, in[user_id]}, in[trigger]};
    if (in[type] == "block_actions")
        return in.has_view() ? decode_in_view(payload, at, received) : clicks(in, whose.tenant, received);
    if (in[type] == "view_submission") return decode_submission(payload, at, received, rules);
    if (in[type] == "view_closed") return decode_closing(payload, at, received);
    if (in[type] == "shortcut" || in[type] == "message_action") return decode_shortcut(payload, at, received);
    return {answered("unknown_interaction")};
}

view_act decode_interaction(std::string_view body, const identities& ours, instant received, const form_rules& rules) {
    const auto fields = form::read(body);
    if (!fields || (*fields)["payload"].empty()) return {refused(400, "not_form")};
    return decode_interaction_payload((*fields)["payload"], ours, received, rules);
}

bool is_ssl_check(std::string_view body) {
    constexpr std::string_view probe = "ssl_check=1";
    return body == probe || body.starts_with("ssl_check=1&");
}

namespace {

std::string only_for_them(std::string_view text) {
    nlohmann::json out;
    out["response_type"] = "ephemeral";
    out["text"] = text;
    return out.dump();
}

}  // namespace

webhook_reply decode_command(std::string_view body, const identities& ours, instant received,
                             const language_finder& language) {
    const auto fields = form::read(body);
    if (!fields) return refused(400, "not_form");
    const auto& in = *fields;
    if (in["ssl_check"] == "1") return answered("ssl_check");
    if (ours.is_other_app(in["api_app_id"])) return alarmed("other_app");
    const auto& who = in["user_id"];
    if (!id_like(in["team_id"]) || !id_like(who) || !id_like(in["trigger_id"])) return answered("malformed");
    const auto whose = ours.find({in["team_id"], in["enterprise_id"], in["is_enterprise_install"] == "true"});
    if (whose.us == nullptr) return alarmed("other_workspace");
    const auto& tenant = whose.tenant;
    if (!id_like(tenant)) return answered("malformed");
    inbound_event event{natural_key(tenant, "command", in["trigger_id"]),
                        {"slack", {tenant}, who},
                        received,
                        "",
                        inbound::commanded{readable(in["text"], mentions::by_account)}};
    std::string told;
    if (!in["channel_id"].starts_with('D'))
        told = only_for_them(words_in(language ? language(event.from) : "").elsewhere);
    auto reply = with_event("command", std::move(event));
    if (told.empty()) return reply;
    reply.content_type = "application/json";
    reply.body = std::move(told);
    return reply;
}

}  // namespace waymark::slack
