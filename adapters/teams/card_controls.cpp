#include "adapters/teams/card_controls.hpp"

#include <algorithm>

#include "adapters/plain_text.hpp"
#include "adapters/replies.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = control::kind;

constexpr std::size_t button_row = 6;          // of one set; Teams hides or drops the seventh
constexpr std::size_t most_buttons = 12;       // two rows, for the steps of a scale
constexpr std::size_t short_label = 3;         // as those have
constexpr std::size_t comfortable_label = 20;  // phones cut longer titles of buttons; a list wraps them
constexpr std::size_t open_list = 8;           // longer lists fold up
constexpr std::size_t most_options = 500;      // keeps a card well under Teams' 100 KB

/// Characters, not bytes.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool all_labels_within(const control& ask, std::size_t most) {
    return std::ranges::all_of(ask.options, [&](const option& one) { return width(one.label) <= most; });
}

bool as_buttons(const control& ask) {
    const auto count = ask.options.size();
    return count <= most_buttons && all_labels_within(ask, count <= button_row ? comfortable_label : short_label);
}

/// Several values come back as one text, joined by commas.
bool can_be_sent(const control& ask) {
    return id_like(ask.id) && ask.options.size() <= most_options &&
           std::ranges::all_of(ask.options, [&](const option& one) {
               return !one.value.empty() && one.value.size() <= longest_id &&
                      (ask.shape != kind::several || one.value.find(',') == std::string::npos);
           });
}

json data_of(const control& ask, const std::string& press) {
    json data;
    data["control"] = ask.id;
    data["press"] = press;
    return data;
}

/// A button that chooses by itself, whatever stands in the fields around it.
json option_button(const control& ask, const option& one, const std::string& press) {
    json out;
    out["type"] = "Action.Submit";
    out["title"] = harmless(one.label);
    out["associatedInputs"] = "none";
    out["data"] = data_of(ask, press);
    out["data"]["value"] = one.value;
    return out;
}

/// A button that sends what stands in the fields.
json send_button(const control& ask, const std::string& press) {
    json out;
    out["type"] = "Action.Submit";
    out["title"] = "✓ OK";
    out["style"] = "positive";
    if (!ask.label.empty()) out["tooltip"] = harmless(ask.label);
    out["data"] = data_of(ask, press);
    return out;
}

json action_set(std::vector<json> actions) {
    json out;
    out["type"] = "ActionSet";
    out["actions"] = std::move(actions);
    return out;
}

std::vector<json> rows_of(std::vector<json> buttons) {
    std::vector<json> out;
    for (std::size_t from = 0; from < buttons.size(); from += button_row) {
        const auto begin = buttons.begin() + static_cast<std::ptrdiff_t>(from);
        const auto to = std::min(buttons.size(), from + button_row);
        out.push_back(action_set({begin, buttons.begin() + static_cast<std::ptrdiff_t>(to)}));
    }
    return out;
}

json field(const control& ask, const char* type, const char* id) {
    json out;
    out["type"] = type;
    out["id"] = id;
    if (!ask.label.empty()) out["label"] = harmless(ask.label);
    return out;
}

json list(const control& ask) {
    const bool several = ask.shape == kind::several;
    auto out = field(ask, "Input.ChoiceSet", several ? "values" : "value");
    out["isMultiSelect"] = several;
    out["style"] = several || ask.options.size() <= open_list ? "expanded" : "compact";
    out["wrap"] = true;
    out["choices"] = json::array();
    for (const auto& one : ask.options) {
        json choice;
        choice["title"] = harmless(one.label);
        choice["value"] = one.value;
        out["choices"].push_back(std::move(choice));
    }
    return out;
}

/// Teams searches its own directory and gives back the Entra object id.
json people_list(const control& ask) {
    auto out = field(ask, "Input.ChoiceSet", "value");
    out["choices"] = json::array();
    out["choices.data"]["type"] = "Data.Query";
    out["choices.data"]["dataset"] = "graph.microsoft.com/users";
    return out;
}

/// A field, the button that sends it, and what may be pressed instead.
std::vector<json> with_field(const control& ask, json field, bool options_beside, const std::string& press) {
    std::vector<json> buttons{send_button(ask, press)};
    if (options_beside)
        for (const auto& one : ask.options) buttons.push_back(option_button(ask, one, press));
    std::vector<json> out{std::move(field)};
    std::ranges::move(rows_of(std::move(buttons)), std::back_inserter(out));
    return out;
}

}  // namespace

std::vector<json> control_elements(const control& ask, const std::string& press) {
    if (!can_be_sent(ask)) return {};
    if (ask.shape == kind::date) return with_field(ask, field(ask, "Input.Date", "value"), true, press);
    if (ask.shape == kind::person) return with_field(ask, people_list(ask), true, press);
    if (ask.options.empty()) return {};
    if (ask.shape == kind::several || !as_buttons(ask)) return with_field(ask, list(ask), false, press);
    std::vector<json> buttons;
    for (const auto& one : ask.options) buttons.push_back(option_button(ask, one, press));
    return rows_of(std::move(buttons));
}

std::vector<json> ways_out_elements(const control& ways_out, const std::string& press) {
    if (ways_out.options.empty() || !can_be_sent(ways_out)) return {};
    std::vector<json> out;
    if (!ways_out.label.empty()) {
        json words;
        words["type"] = "TextRun";
        words["text"] = harmless(ways_out.label);
        words["size"] = "Small";
        words["isSubtle"] = true;
        json line;
        line["type"] = "RichTextBlock";
        line["inlines"] = json::array({std::move(words)});
        line["separator"] = true;
        out.push_back(std::move(line));
    }
    std::vector<json> buttons;
    for (const auto& one : ways_out.options) {
        buttons.push_back(option_button(ways_out, one, press));
        buttons.back()["mode"] = "secondary";
    }
    out.push_back(action_set(std::move(buttons)));
    return out;
}

}  // namespace waymark::teams
