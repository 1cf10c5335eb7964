#include "adapters/teams/card_controls.hpp"

#include <algorithm>

#include "adapters/plain_text.hpp"
#include "adapters/replies.hpp"
#include "adapters/teams/inert.hpp"
#include "conversations/texts.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = control::kind;

constexpr std::size_t button_row = 6;          // of one set; Teams hides or drops the seventh
constexpr std::size_t most_buttons = 12;       // two rows, for the steps of a scale
constexpr std::size_t short_label = 3;         // as those have
constexpr std::size_t comfortable_label = 20;  // phones cut longer titles of buttons; a list wraps them
constexpr std::size_t open_list = 8;           // longer lists fold up
constexpr std::size_t options_bytes = 12'000;  // keeps a card below 25 KB, beside its words
constexpr std::size_t around_option = 40;      // of JSON
constexpr std::size_t longest_question = 600;  // as a label; what is longer is read above the field

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

/// A label stands there three times: to be picked, to be heard, and for old clients.
bool fits(const std::vector<option>& options) {
    std::size_t bytes = 0;
    for (const auto& one : options) bytes += 3 * one.label.size() + one.value.size() + around_option;
    return bytes <= options_bytes;
}

/// Several values come back as one text, joined by commas.
bool can_be_sent(const control& ask) {
    return id_like(ask.id) && fits(ask.options) && std::ranges::all_of(ask.options, [&](const option& one) {
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

json button(const std::string& title, json data) {
    json out;
    out["type"] = "Action.Submit";
    out["title"] = inert(title);
    if (width(title) > comfortable_label) out["tooltip"] = out["title"];  // phones cut it
    out["data"] = std::move(data);
    return out;
}

/// A button that chooses by itself, whatever stands in the fields around it.
json option_button(const control& ask, const option& one, const std::string& press) {
    auto out = button(one.label, data_of(ask, press));
    out["associatedInputs"] = "none";
    out["data"]["value"] = one.value;
    return out;
}

/// A button that sends what stands in the field, once there is something.
json send_button(const control& ask, const std::string& press, const card_words& words) {
    auto out = button(std::string(words.send), data_of(ask, press));
    out["style"] = "positive";
    return out;
}

/// A button that opens a window; what that shows is all in here, so that nothing has to be looked up.
json window_button(const control& ask, const std::string& press, const card_words& words) {
    auto out = button(ask.action.empty() ? std::string(words.answer) : ask.action, data_of(ask, press));
    out["associatedInputs"] = "none";
    auto& data = out["data"];
    data["msteams"]["type"] = "task/fetch";
    data["title"] = words.answer;
    data["label"] = question_line(ask);
    data["send"] = words.send;
    data["wanted"] = words.write_text;
    data["limit"] = std::to_string(ask.at_most);
    return out;
}

std::vector<json> rows_of(std::vector<json> buttons) {
    std::vector<json> out;
    for (std::size_t from = 0; from < buttons.size(); from += button_row) {
        json row;
        row["type"] = "ActionSet";
        row["actions"] = json::array();
        for (auto i = from; i < std::min(buttons.size(), from + button_row); ++i)
            row["actions"].push_back(std::move(buttons[i]));
        out.push_back(std::move(row));
    }
    return out;
}

/// An empty or wrong one is not sent: the client says what is wanted. Older clients do not look, so we check again.
json field(const control& ask, const char* type, const char* id, std::string wanted, const card_words& words) {
    json out;
    out["type"] = type;
    out["id"] = id;
    const auto question = question_line(ask);
    out["label"] = question.empty() ? std::string(words.answer) : inert(question);
    out["isRequired"] = true;
    out["errorMessage"] = std::move(wanted);
    return out;
}

json list(const control& ask, const card_words& words) {
    const bool several = ask.shape == kind::several;
    auto out = field(ask, "Input.ChoiceSet", several ? "values" : "value",
                     std::string(several ? words.pick_some : words.pick_one), words);
    out["isMultiSelect"] = several;
    out["style"] = several || ask.options.size() <= open_list ? "expanded" : "compact";
    if (out["style"] == "compact") out["placeholder"] = words.choose;
    out["wrap"] = true;
    out["choices"] = json::array();
    for (const auto& one : ask.options) {
        json choice;
        choice["title"] = inert(one.label);
        choice["value"] = one.value;
        out["choices"].push_back(std::move(choice));
    }
    return out;
}

/// Teams searches its own directory and gives back the Entra object id.
json people_list(const control& ask, const card_words& words) {
    auto out = field(ask, "Input.ChoiceSet", "value", std::string(words.pick_person), words);
    out["choices"] = json::array();
    out["choices.data"]["type"] = "Data.Query";
    out["choices.data"]["dataset"] = "graph.microsoft.com/users";
    return out;
}

json number_field(const control& ask, const card_words& words) {
    auto out = field(ask, "Input.Number", "value", number_wanted(words, ask.least, ask.most), words);
    if (ask.least) out["min"] = *ask.least;
    if (ask.most) out["max"] = *ask.most;
    return out;
}

std::vector<json> option_buttons(const control& ask, const std::string& press) {
    std::vector<json> out;
    for (const auto& one : ask.options) out.push_back(option_button(ask, one, press));
    return out;
}

/// What comes first, and beside it what may be pressed instead.
control_parts with_first(json first, std::vector<json> others, std::vector<json> field = {}) {
    others.insert(others.begin(), std::move(first));
    return {std::move(field), rows_of(std::move(others))};
}

}  // namespace

control_parts parts_of(const control& ask, const std::string& press, const card_words& words) {
    if (!can_be_sent(ask)) return {};
    const auto sent = [&](json field, std::vector<json> beside = {}) {
        return with_first(send_button(ask, press, words), std::move(beside), {std::move(field)});
    };
    switch (ask.shape) {
        case kind::date:
            return sent(field(ask, "Input.Date", "value", std::string(words.pick_day), words),
                        option_buttons(ask, press));
        case kind::person:
            return sent(people_list(ask, words), option_buttons(ask, press));
        case kind::number:
            return sent(number_field(ask, words), option_buttons(ask, press));
        case kind::long_text:
            return with_first(window_button(ask, press, words), option_buttons(ask, press));
        case kind::several:
            return ask.options.empty() ? control_parts{} : sent(list(ask, words));
        case kind::buttons:
        case kind::select:
            if (ask.options.empty()) return {};
            if (!as_buttons(ask)) return sent(list(ask, words));
            return {{}, rows_of(option_buttons(ask, press))};
        case kind::time:
            break;  // stands in forms only
    }
    return {};
}

std::vector<json> ways_out_elements(const control& ways_out, const std::string& press) {
    if (ways_out.options.empty() || !can_be_sent(ways_out)) return {};
    std::vector<json> out;
    if (!ways_out.label.empty()) {
        json words;
        words["type"] = "TextRun";
        words["text"] = unevaluated(harmless(ways_out.label));
        words["size"] = "Small";
        words["isSubtle"] = true;
        json line;
        line["type"] = "RichTextBlock";
        line["inlines"] = json::array({std::move(words)});
        line["separator"] = true;
        out.push_back(std::move(line));
    }
    auto buttons = option_buttons(ways_out, press);
    for (auto& one : buttons) one["mode"] = "secondary";
    std::ranges::move(rows_of(std::move(buttons)), std::back_inserter(out));
    return out;
}

std::string question_line(const control& ask) {
    std::string_view words = trimmed(ask.label);
    if (const auto end = words.rfind('\n'); end != std::string_view::npos) words.remove_prefix(end + 1);
    return words.size() > longest_question ? std::string() : harmless(trimmed(words));
}

}  // namespace waymark::teams
