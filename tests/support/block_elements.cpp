#include "tests/support/block_elements.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace waymark::testing {
namespace {

using nlohmann::json;

/// UTF-16 units: the stricter way of counting, as Slack's own is not documented. Broken UTF-8 counts by byte.
std::size_t units(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0) != 0x80) count += byte >= 0xf0 ? 2 : 1;
    }
    return count;
}

bool is_like(const std::string& text, std::string_view shape) {
    if (text.size() != shape.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
    return true;
}

bool is_a_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789", text.front() == '-' ? 1 : 0) == std::string::npos;
}

}  // namespace

void element_checker::text_field(const json& object, const char* key, std::size_t least, std::size_t most,
                                 const std::string& at) {
    const auto place = at + "/" + key;
    if (!object.is_object() || !object.contains(key) || !object[key].is_string())
        return complain(place, "missing or not text");
    const auto size = units(object[key].get<std::string>());
    if (size < least) complain(place, "must be at least " + std::to_string(least) + " characters");
    if (size > most) complain(place, "must be less than " + std::to_string(most + 1) + " characters");
}

void element_checker::only(const json& object, const std::set<std::string>& known, const std::string& at) {
    if (!object.is_object()) return complain(at, "not an object");
    for (const auto& [key, value] : object.items())
        if (!known.contains(key)) complain(at, "unknown field " + key);
}

void element_checker::flag(const json& object, const char* key, const std::string& at) {
    if (object.contains(key) && !object[key].is_boolean()) complain(at + "/" + key, "not true or false");
}

void element_checker::text_object(const json& object, std::size_t most, bool plain_only, const std::string& at) {
    if (!object.is_object()) return complain(at, "not a text object");
    const auto type = object.value("type", "");
    if (type == "plain_text")
        only(object, {"type", "text", "emoji"}, at);
    else if (type == "mrkdwn" && !plain_only)
        only(object, {"type", "text", "verbatim"}, at);
    else
        return complain(at, "type " + type + " is not allowed");
    for (const auto* name : {"emoji", "verbatim"}) flag(object, name, at);
    text_field(object, "text", 1, most, at);
}

void element_checker::image(const json& e, const std::string& at) {
    text_field(e, "alt_text", 1, 2000, at);
    if (e.contains("image_url") == e.contains("slack_file")) complain(at, "image_url or slack_file");
    if (e.contains("image_url")) text_field(e, "image_url", 1, 3000, at);
}

void element_checker::confirm(const json& c, const std::string& at) {
    only(c, {"title", "text", "confirm", "deny", "style"}, at);
    if (!c.is_object()) return;
    text_object(c.value("title", json()), 100, true, at + "/title");
    text_object(c.value("text", json()), 300, false, at + "/text");
    for (const auto* name : {"confirm", "deny"}) text_object(c.value(name, json()), 30, true, at + "/" + name);
}

void element_checker::button(const json& e, const std::string& at) {
    only(e, {"type", "action_id", "text", "value", "url", "style", "accessibility_label", "confirm"}, at);
    text_object(e.value("text", json()), 75, true, at + "/text");
    if (e.contains("value")) text_field(e, "value", 1, 2000, at);
    if (e.contains("url")) text_field(e, "url", 1, 3000, at);
    if (e.contains("accessibility_label")) text_field(e, "accessibility_label", 1, 75, at);
    const auto style = e.value("style", "primary");
    if (style != "primary" && style != "danger") complain(at, "style " + style);
}

void element_checker::menu(const json& e, bool several, const std::string& at) {
    std::set<std::string> known{"type",          "action_id", "placeholder",  "options",
                                "option_groups", "confirm",   "focus_on_load"};
    known.insert(several ? "initial_options" : "initial_option");
    if (several) known.insert("max_selected_items");
    only(e, known, at);
    if (e.value("max_selected_items", 1) < 1) complain(at, "max_selected_items under 1");
    if (e.contains("options") == e.contains("option_groups")) return complain(at, "options or option_groups");
    if (e.contains("options")) options(e["options"], 100, at);
    const auto& groups = e.value("option_groups", json::array());
    if (e.contains("option_groups") && (!groups.is_array() || groups.empty() || groups.size() > 100))
        return complain(at, "1 to 100 groups");
    for (const auto& group : groups) {
        only(group, {"label", "options"}, at);
        text_object(group.value("label", json()), 75, true, at + "/label");
        options(group.value("options", json()), 100, at);
    }
    initial_options(e, at);
}

void element_checker::options(const json& list, std::size_t most, const std::string& at) {
    if (!list.is_array() || list.empty() || list.size() > most)
        return complain(at, "1 to " + std::to_string(most) + " options");
    for (const auto& one : list) {
        only(one, {"text", "value", "description"}, at);
        if (!one.is_object()) continue;
        text_object(one.value("text", json()), 75, true, at + "/options/text");
        text_field(one, "value", 1, 150, at + "/options");
        if (one.contains("description")) text_object(one["description"], 75, true, at + "/options/description");
    }
}

void element_checker::initial_options(const json& e, const std::string& at) {
    json all = e.value("options", json::array());
    for (const auto& group : e.value("option_groups", json::array()))
        for (const auto& one : group.value("options", json::array())) all.push_back(one);
    json chosen = e.value("initial_options", json::array());
    if (e.contains("initial_options") && chosen.empty()) complain(at, "initial_options is empty");
    if (e.contains("max_selected_items") && static_cast<int>(chosen.size()) > e.value("max_selected_items", 1))
        complain(at, "more initial options than may be chosen");
    if (e.contains("initial_option")) chosen.push_back(e["initial_option"]);
    for (const auto& one : chosen)
        if (std::find(all.begin(), all.end(), one) == all.end()) complain(at, "an initial option that is none");
}

void element_checker::picker(const json& e, const std::string& type, const std::string& at) {
    static const std::map<std::string, std::string> initial{
        {"datepicker", "initial_date"}, {"timepicker", "initial_time"}, {"users_select", "initial_user"}};
    std::set<std::string> known{"type", "action_id", "placeholder", "confirm", "focus_on_load", initial.at(type)};
    if (type == "timepicker") known.insert("timezone");
    only(e, known, at);
    if (e.contains("initial_date") && !is_like(e.value("initial_date", ""), "0000-00-00"))
        complain(at, "initial_date is YYYY-MM-DD");
    if (e.contains("initial_time") && !is_like(e.value("initial_time", ""), "00:00"))
        complain(at, "initial_time is HH:mm");
    if (e.contains("initial_user")) text_field(e, "initial_user", 1, 255, at);
}

void element_checker::words(const json& e, const std::string& at) {
    only(e,
         {"type", "action_id", "placeholder", "initial_value", "multiline", "min_length", "max_length",
          "dispatch_action_config", "focus_on_load"},
         at);
    flag(e, "multiline", at);
    const auto least = e.value("min_length", 0);
    const auto most = e.value("max_length", 3000);
    if (least < 0 || least > 3000) complain(at, "min_length is 0 to 3000");
    if (most < 1 || most > 3000) complain(at, "max_length is 1 to 3000");
    if (least > most) complain(at, "min_length is over max_length");
    if (e.contains("initial_value")) text_field(e, "initial_value", 0, static_cast<std::size_t>(most), at);
    if (!e.contains("dispatch_action_config")) return;
    const auto& on = e["dispatch_action_config"].value("trigger_actions_on", json::array());
    if (!on.is_array() || on.empty()) complain(at, "trigger_actions_on is empty");
    for (const auto& one : on)
        if (one != "on_enter_pressed" && one != "on_character_entered") complain(at, "unknown trigger");
}

void element_checker::number(const json& e, const std::string& at) {
    only(e,
         {"type", "action_id", "placeholder", "is_decimal_allowed", "min_value", "max_value", "initial_value",
          "dispatch_action_config", "focus_on_load"},
         at);
    if (!e.contains("is_decimal_allowed")) complain(at, "is_decimal_allowed is needed");
    flag(e, "is_decimal_allowed", at);
    for (const auto* name : {"min_value", "max_value", "initial_value"}) {
        if (!e.contains(name)) continue;
        text_field(e, name, 1, 30, at);
        const auto text = e[name].is_string() ? e[name].get<std::string>() : std::string();
        if (!e.value("is_decimal_allowed", true) && !is_a_number(text))
            complain(at, std::string(name) + " is no number");
    }
}

void element_checker::element(const json& e, element_place where, const std::string& at) {
    if (!e.is_object()) return complain(at, "not an object");
    const auto type = e.value("type", "");
    if (type == "image" && where == element_place::section) return image(e, at);
    text_field(e, "action_id", 1, 255, at);
    if (e.contains("placeholder")) text_object(e["placeholder"], 150, true, at + "/placeholder");
    if (e.contains("confirm")) confirm(e["confirm"], at + "/confirm");
    flag(e, "focus_on_load", at);
    if (e.value("focus_on_load", false)) ++focused;
    const bool input = where == element_place::input;
    if (type == "button" || type == "overflow") {
        if (input) return complain(at, type + " is no field");
        if (type == "button") return button(e, at);
        only(e, {"type", "action_id", "options", "confirm"}, at);
        return options(e.value("options", json()), 5, at);
    }
    if (type == "static_select" || type == "multi_static_select") return menu(e, type != "static_select", at);
    if (type == "datepicker" || type == "timepicker" || type == "users_select") return picker(e, type, at);
    if (type == "plain_text_input" || type == "number_input") {
        if (!input) return complain(at, type + " stands in input blocks alone");
        return type == "number_input" ? number(e, at) : words(e, at);
    }
    complain(at, "unknown element " + type);
}

}  // namespace waymark::testing
