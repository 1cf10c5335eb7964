#include "adapters/slack/control_blocks.hpp"

#include <algorithm>

#include "adapters/slack/decode.hpp"
#include "adapters/slack/limits.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/slack/text_blocks.hpp"
#include "adapters/slack/views.hpp"
#include "adapters/text_lines.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using kind = control::kind;

constexpr std::size_t longest_mark = 16;  // "#several", "#12"
constexpr std::size_t button_row = 5;     // more than these stand as a menu,
constexpr std::size_t short_row = 12;     // unless they are as short as the steps of a scale
constexpr std::size_t short_label = 3;
constexpr std::size_t comfortable_label = 30;  // what Slack shows of a button before it shortens it
constexpr std::size_t full_list_blocks = 4;
constexpr std::size_t longest_question = 1'500;  // in the value of a button

std::string action_id(const control& of, std::size_t number) {
    return of.id + element_mark + std::to_string(number);
}

std::size_t longest_of(const control& ask) {
    std::size_t longest = 0;
    for (const auto& one : ask.options) longest = std::max(longest, length(one.label));
    return longest;
}

bool as_buttons(const control& ask) {
    const auto count = ask.options.size();
    if (count > short_row || (count > button_row && longest_of(ask) > short_label)) return false;
    return ask.shape != kind::select || longest_of(ask) <= comfortable_label;
}

bool can_be_sent(const control& ask, bool buttons) {
    const auto value_limit = buttons ? limits::button_value : limits::option_value;
    return !ask.id.empty() && ask.id.size() + longest_mark <= limits::id &&
           ask.options.size() <= limits::options * limits::option_groups &&
           std::ranges::all_of(
               ask.options, [&](const option& one) { return !one.value.empty() && length(one.value) <= value_limit; });
}

json actions_block() {
    json block;
    block["type"] = "actions";
    block["elements"] = json::array();
    return block;
}

json button(const control& of, const option& one, std::size_t number) {
    json out;
    out["type"] = "button";
    out["action_id"] = action_id(of, number);
    out["text"] = plain_object(one.label, limits::button_text);
    out["value"] = one.value;
    if (!of.label.empty())
        out["accessibility_label"] = shortened(harmless(of.label + ": " + one.label), limits::accessibility_label);
    return out;
}

json option_object(const option& one) {
    json out;
    out["text"] = plain_object(one.label, limits::option_text);
    out["value"] = one.value;
    return out;
}

json options_of(const control& ask, std::size_t from, std::size_t to) {
    json out = json::array();
    for (auto i = from; i < to; ++i) out.push_back(option_object(ask.options[i]));
    return out;
}

void put_placeholder(json& element, const control& of) {
    if (!of.label.empty()) element["placeholder"] = plain_object(of.label, limits::placeholder);
}

/// More options than a select takes stand in groups "1–100", "101–200".
json menu(const control& ask, const char* type, const std::string& id) {
    json out;
    out["type"] = type;
    out["action_id"] = id;
    put_placeholder(out, ask);
    const auto count = ask.options.size();
    if (count <= limits::options) {
        out["options"] = options_of(ask, 0, count);
        return out;
    }
    out["option_groups"] = json::array();
    for (std::size_t from = 0; from < count; from += limits::options) {
        const auto to = std::min(count, from + limits::options);
        json group;
        group["label"] = plain_object(std::to_string(from + 1) + "–" + std::to_string(to), limits::option_text);
        group["options"] = options_of(ask, from, to);
        out["option_groups"].push_back(std::move(group));
    }
    return out;
}

json picker(const control& ask, const char* type) {
    json out;
    out["type"] = type;
    out["action_id"] = action_id(ask, 0);
    put_placeholder(out, ask);
    return out;
}

/// A date or a person is picked, and what may be pressed instead stands beside the picker.
void add_picker(json& elements, const control& ask, const char* type) {
    elements.push_back(picker(ask, type));
    for (std::size_t i = 0; i < ask.options.size(); ++i) elements.push_back(button(ask, ask.options[i], i + 1));
}

/// Every tick of a multi-select is sent; so the choice is made by the button beside it.
void add_several(json& elements, const control& ask) {
    auto select = menu(ask, "multi_static_select", ask.id + std::string(several_mark));
    select["max_selected_items"] = std::clamp(ask.at_most, 1, static_cast<int>(ask.options.size()));
    elements.push_back(std::move(select));
    json done;
    done["type"] = "button";
    done["action_id"] = ask.id + std::string(done_mark);
    done["text"] = plain_object("✓ OK", limits::button_text);
    done["style"] = "primary";
    if (!ask.label.empty())
        done["accessibility_label"] = shortened(harmless(ask.label + ": OK"), limits::accessibility_label);
    elements.push_back(std::move(done));
}

/// What buttons and menus had to shorten is written out in full above them.
std::vector<json> full_list(const control& ask, std::size_t label_limit) {
    if (longest_of(ask) <= label_limit) return {};
    std::vector<text_run> text{{numbered(ask), true}};
    return text_blocks(text, full_list_blocks);
}

/// A button that opens a field in a window of its own, and what may be pressed instead. What is written there is no
/// message, and nobody finds it in the chat.
std::vector<json> window_row(const control& ask, std::string_view language) {
    if (!can_be_sent(ask, true) || ask.options.size() > button_row) return {};
    json open;
    open["type"] = "button";
    open["action_id"] = ask.id + std::string(window_mark);
    open["text"] = plain_object(ask.action, limits::button_text);
    open["value"] = window_value({ask.id, shortened(ask.label, longest_question), std::string(language), ask.at_most});
    auto row = actions_block();
    row["elements"].push_back(std::move(open));
    for (std::size_t i = 0; i < ask.options.size(); ++i) row["elements"].push_back(button(ask, ask.options[i], i));
    std::vector<json> out;
    out.push_back(std::move(row));
    return out;
}

}  // namespace

// A number is typed, or a text that is neither long nor private; what may be pressed instead are buttons as anywhere.
std::vector<json> control_blocks(const control& ask, std::string_view language) {
    if (ask.shape == kind::long_text && !ask.action.empty()) return window_row(ask, language);
    const bool needs_options = ask.shape != kind::date && ask.shape != kind::person;
    const bool buttons = needs_options && ask.shape != kind::several && as_buttons(ask);
    if ((needs_options && ask.options.empty()) || !can_be_sent(ask, buttons || !needs_options)) return {};
    if (!needs_options && ask.options.size() > button_row) return {};  // a typed answer works without any of these
    auto blocks =
        needs_options ? full_list(ask, buttons ? limits::button_text : limits::option_text) : std::vector<json>{};
    auto row = actions_block();
    auto& elements = row["elements"];
    if (buttons) {
        for (std::size_t i = 0; i < ask.options.size(); ++i) elements.push_back(button(ask, ask.options[i], i));
    } else if (ask.shape == kind::several) {
        add_several(elements, ask);
    } else if (ask.shape == kind::date) {
        add_picker(elements, ask, "datepicker");
    } else if (ask.shape == kind::person) {
        add_picker(elements, ask, "users_select");
    } else {
        elements.push_back(menu(ask, "static_select", action_id(ask, 0)));
    }
    blocks.push_back(std::move(row));
    return blocks;
}

std::vector<json> ways_out_blocks(const control& ways_out) {
    if (ways_out.options.empty() || !can_be_sent(ways_out, false)) return {};
    const bool small = ways_out.options.size() <= limits::overflow_options;
    auto element = menu(ways_out, small ? "overflow" : "static_select", action_id(ways_out, 0));
    std::vector<json> blocks;
    if (small && !ways_out.label.empty()) {
        element.erase("placeholder");  // an overflow menu has none: the words stand beside it
        json block;
        block["type"] = "section";
        block["text"] = plain_object(ways_out.label, limits::block_text);
        block["accessory"] = std::move(element);
        blocks.push_back(std::move(block));
        return blocks;
    }
    auto row = actions_block();
    row["elements"].push_back(std::move(element));
    blocks.push_back(std::move(row));
    return blocks;
}

}  // namespace waymark::slack
