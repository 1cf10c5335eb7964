#include "adapters/slack/views.hpp"

#include "adapters/json_values.hpp"
#include "adapters/slack/control_blocks.hpp"
#include "adapters/slack/limits.hpp"
#include "adapters/slack/text_blocks.hpp"
#include "adapters/slack/view_fields.hpp"
#include "adapters/slack/words.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;

constexpr std::size_t text_blocks_in_view = 40;

json modal(std::string_view title, const view_purpose& purpose) {
    json out;
    out["type"] = "modal";
    out["title"] = plain_object(title, limits::view_title);
    out["private_metadata"] = metadata_of(purpose);
    out["notify_on_close"] = true;
    out["blocks"] = json::array();
    return out;
}

void add_text(json& view, const std::vector<text_run>& text) {
    for (auto& block : text_blocks(text, text_blocks_in_view)) view["blocks"].push_back(std::move(block));
}

void add_buttons(json& view, const control& of) {
    for (auto& block : control_blocks(of)) view["blocks"].push_back(std::move(block));
}

/// Slack refuses a view with two blocks of one name, and keeps what was typed in a field whose name stays.
void name_others(json& view) {
    std::size_t number = 0;
    for (auto& block : view["blocks"])
        if (block.value("type", "") != "input") block["block_id"] = "b" + std::to_string(number++);
}

void add_unsent(json& view, const draft& typed, std::string_view language) {
    if (!typed.empty()) add_text(view, {{std::string(words_in(language).unsent)}});
}

bool is_field(const control& ask) {
    return ask.shape != control::kind::buttons && ask.shape != control::kind::select;
}

/// Of a field, what may be pressed instead.
control beside(const control& ask) {
    auto out = ask;
    out.shape = control::kind::buttons;
    return out;
}

json section_blocks(const page_section& section) {
    json out;
    out["blocks"] = json::array();
    if (!section.heading.empty()) {
        json heading;
        heading["type"] = "header";
        heading["text"] = plain_object(section.heading, limits::header_text);
        out["blocks"].push_back(std::move(heading));
    }
    add_text(out, section.text);
    for (const auto& one : section.controls) add_buttons(out, one);
    return std::move(out["blocks"]);
}

}  // namespace

std::string metadata_of(const view_purpose& purpose) {
    json out;
    out["what"] = purpose.what;
    out["language"] = purpose.language;
    if (purpose.question) out["question"] = true;
    if (purpose.goes_on) out["goes_on"] = true;
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<view_purpose> purpose_in(std::string_view metadata) {
    const auto in = json::parse(metadata, nullptr, false);
    if (!in.is_object()) return std::nullopt;
    view_purpose out;
    out.what = text_in(in, "what");
    out.language = text_in(in, "language");
    const auto is = [&](const char* name) {
        const auto found = in.find(name);
        return found != in.end() && found->is_boolean() && found->get<bool>();
    };
    out.question = is("question");
    out.goes_on = is("goes_on");
    if (out.what.size() > limits::id || out.language.size() > limits::id) return std::nullopt;
    return out;
}

json waiting_view(std::string_view name, const std::string& external_id, std::string_view language) {
    view_purpose nothing;
    auto out = modal(name, nothing);
    out["notify_on_close"] = false;
    if (!external_id.empty()) out["external_id"] = external_id;
    json block;
    block["type"] = "section";
    block["text"] = plain_object(words_in(language).waiting, limits::block_text);
    out["blocks"].push_back(std::move(block));
    return out;
}

json form_view(const input_form& what, const draft& typed) {
    auto out = modal(what.title, {what.id, what.language, false, false});
    out["submit"] = plain_object(what.send, limits::view_title);
    out["close"] = plain_object(what.close, limits::view_title);
    add_text(out, what.text);
    add_unsent(out, typed, what.language);
    for (const auto& field : what.fields) {
        auto block = input_block(field, field.what.id, typed);
        if (!block.is_null() && out["blocks"].size() < limits::view_blocks) out["blocks"].push_back(std::move(block));
    }
    name_others(out);
    return out;
}

json talk_view(const outgoing& what, std::string_view name, const draft& typed) {
    const auto& words = words_in(what.language);
    auto out = modal(name, {what.ask ? what.ask->id : "", what.language, true, true});
    out["close"] = plain_object(words.close, limits::view_title);
    add_text(out, what.text);
    if (what.ask && is_field(*what.ask)) {
        form_field field{*what.ask, {}, false};
        if (field.what.label.empty()) field.what.label = std::string(words.answer);
        auto block = input_block(field, what.ask->id, typed);
        if (!block.is_null()) {
            add_unsent(out, typed, what.language);
            out["submit"] = plain_object(words.send, limits::view_title);
            out["blocks"].push_back(std::move(block));
        }
        if (what.ask->shape != control::kind::several && !what.ask->options.empty())
            add_buttons(out, beside(*what.ask));
    } else if (what.ask) {
        add_buttons(out, *what.ask);
    }
    if (out["blocks"].empty()) add_text(out, {{"…"}});
    name_others(out);
    return out;
}

json home_view(const person_page& what) {
    json out;
    out["type"] = "home";
    out["blocks"] = json::array();
    auto& blocks = out["blocks"];
    if (what.sections.empty()) return out;
    // The last one holds a person's own settings, and stands there however many pairs they have.
    const auto last = section_blocks(what.sections.back());
    for (std::size_t i = 0; i + 1 < what.sections.size(); ++i) {
        const auto more = section_blocks(what.sections[i]);
        if (blocks.size() + more.size() + last.size() + 2 > limits::view_blocks) continue;
        if (!blocks.empty()) blocks.push_back({{"type", "divider"}});
        blocks.insert(blocks.end(), more.begin(), more.end());
    }
    if (!blocks.empty()) blocks.push_back({{"type", "divider"}});
    blocks.insert(blocks.end(), last.begin(), last.end());
    while (blocks.size() > limits::view_blocks) blocks.erase(blocks.size() - 1);
    name_others(out);
    return out;
}

std::string window_value(const window_question& one) {
    json out;
    out["label"] = one.label;
    out["language"] = one.language;
    out["most"] = one.most;
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<window_question> window_in(std::string_view value) {
    const auto in = json::parse(value, nullptr, false);
    if (!in.is_object()) return std::nullopt;
    window_question out;
    out.label = text_in(in, "label");
    out.language = text_in(in, "language");
    if (const auto most = in.find("most"); most != in.end() && most->is_number_integer()) out.most = most->get<int>();
    return out;
}

json window_view(const window_question& one, std::string_view name, const draft& typed) {
    const auto& words = words_in(one.language);
    auto out = modal(name, {one.control, one.language, true, false});
    out["submit"] = plain_object(words.send, limits::view_title);
    out["close"] = plain_object(words.close, limits::view_title);
    form_field field;
    field.what.shape = control::kind::long_text;
    field.what.label = one.label.empty() ? std::string(words.answer) : one.label;
    field.what.at_most = one.most;
    field.optional = false;
    add_unsent(out, typed, one.language);
    out["blocks"].push_back(input_block(field, one.control, typed));
    return out;
}

}  // namespace waymark::slack
