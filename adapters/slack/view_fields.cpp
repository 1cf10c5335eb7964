#include "adapters/slack/view_fields.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "adapters/slack/limits.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/slack/text_blocks.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using kind = control::kind;

json element(const char* type) {
    json out;
    out["type"] = type;
    out["action_id"] = field_action;
    return out;
}

json option_of(const option& one) {
    json out;
    out["text"] = plain_object(one.label, limits::option_text);
    out["value"] = one.value;
    return out;
}

bool fits(const std::vector<option>& options) {
    return !options.empty() && options.size() <= limits::options && std::ranges::all_of(options, [](const option& one) {
        return !one.value.empty() && length(one.value) <= limits::option_value;
    });
}

json chosen(const std::vector<option>& options, const std::vector<std::string>& values) {
    json out = json::array();
    for (const auto& one : options)
        if (std::ranges::count(values, one.value) > 0) out.push_back(option_of(one));
    return out;
}

json select(const control& of, const std::vector<std::string>& values) {
    auto out = element(of.shape == kind::several ? "multi_static_select" : "static_select");
    out["options"] = json::array();
    for (const auto& one : of.options) out["options"].push_back(option_of(one));
    auto initial = chosen(of.options, values);
    if (of.shape == kind::several) {
        out["max_selected_items"] = std::clamp(of.at_most, 1, static_cast<int>(of.options.size()));
        if (!initial.empty()) out["initial_options"] = std::move(initial);
    } else if (!initial.empty()) {
        out["initial_option"] = initial.front();
    }
    return out;
}

void tell_while_typing(json& element) {
    element["dispatch_action_config"]["trigger_actions_on"] = json::array({"on_character_entered"});
}

std::string number_text(double value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

/// Half a number may be drafted, and Slack refuses the whole view for it.
bool can_stand(const control& of, const std::string& typed) {
    double value = 0;
    const auto [end, ec] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    return ec == std::errc{} && end == typed.data() + typed.size() && value >= of.least.value_or(value) &&
           value <= of.most.value_or(value);
}

json number(const control& of, const std::vector<std::string>& values) {
    auto out = element("number_input");
    out["is_decimal_allowed"] = true;
    if (of.least) out["min_value"] = number_text(*of.least);
    if (of.most) out["max_value"] = number_text(*of.most);
    if (!values.empty() && can_stand(of, values.front())) out["initial_value"] = values.front();
    tell_while_typing(out);
    return out;
}

json words(const control& of, const std::vector<std::string>& values) {
    auto out = element("plain_text_input");
    out["multiline"] = true;
    const auto most = static_cast<std::size_t>(std::max(0, of.at_most));
    const auto room = most == 0 ? limits::input_text : std::min(most, limits::input_text);
    out["max_length"] = room;
    if (!values.empty() && !values.front().empty()) out["initial_value"] = shortened(harmless(values.front()), room);
    tell_while_typing(out);
    return out;
}

json picker(const char* type, const char* initial, const std::vector<std::string>& values) {
    auto out = element(type);
    if (!values.empty() && !values.front().empty()) out[initial] = values.front();
    return out;
}

json element_for(const control& of, const std::vector<std::string>& values) {
    switch (of.shape) {
        case kind::buttons:
        case kind::select:
        case kind::several:
            return fits(of.options) ? select(of, values) : json();
        case kind::date:
            return picker("datepicker", "initial_date", values);
        case kind::time:
            return picker("timepicker", "initial_time", values);
        case kind::person:
            return picker("users_select", "initial_user", values);
        case kind::number:
            return number(of, values);
        case kind::long_text:
            return words(of, values);
    }
    return {};
}

}  // namespace

json input_block(const form_field& field, const std::string& block_id, const draft& typed) {
    const auto found = typed.find(block_id);
    auto shown = element_for(field.what, found == typed.end() ? field.what.initial : found->second);
    if (shown.is_null() || block_id.empty() || block_id.size() > limits::id) return {};
    json out;
    out["type"] = "input";
    out["block_id"] = block_id;
    out["label"] = plain_object(field.what.label, limits::field_label);
    if (!field.hint.empty()) out["hint"] = plain_object(field.hint, limits::field_label);
    out["optional"] = field.optional;
    out["dispatch_action"] = true;  // so that a draft can be kept
    out["element"] = std::move(shown);
    return out;
}

}  // namespace waymark::slack
