// Reads what kind of answer a question takes.
#include <algorithm>
#include <array>
#include <cmath>

#include "conversations/language/flow_parts.hpp"
#include "conversations/texts.hpp"

namespace waymark {

namespace {

const std::vector<std::string> kinds{"text",  "long_text", "list", "choice", "several",
                                     "scale", "yes_no",    "date", "number", "person"};

struct key_use {
    std::string_view key;
    std::vector<answer_kind> by;
};

using enum answer_kind;
// Keys that only some kinds know. All others fit every kind.
const std::vector<key_use> uses{{"max_chars", {text, long_text}},
                                {"items", {list, several}},
                                {"each", {list}},
                                {"options", {choice, several}},
                                {"range", {scale, number}},
                                {"low", {scale}},
                                {"high", {scale}},
                                {"labels", {yes_no}},
                                {"if_vague", {text, long_text, list}},
                                {"not_before", {date}}};

void check_uses(reading& in, const map_reader& from, answer_kind kind) {
    for (const auto& [key, by] : uses)
        if (from.find(key) != nullptr && std::ranges::find(by, kind) == by.end()) {
            std::vector<std::string> names;
            for (const auto one : by) names.push_back(kinds[static_cast<std::size_t>(one)]);
            in.error(from.key_at(key), "F018",
                     "\"" + std::string(key) + "\" does not go with an answer of kind " +
                         kinds[static_cast<std::size_t>(kind)],
                     "it belongs to: " + joined(names));
        }
}

void read_options(reading& in, const yaml_node& node, const std::string& step, answer_spec& into) {
    if (node.is != yaml_node::kind::map) {
        in.error(node.at, "F013", "options are pairs of a name and a label",
                 "write { yes: \"Yes, I am in\", no: \"No\" }");
        return;
    }
    for (const auto& entry : node.entries) {
        yaml_node name;
        name.at = entry.at;
        name.text = entry.key;
        if (read_name(in, name, "the name of an option").empty()) continue;
        into.options.push_back({entry.key, read_script(in, entry.value, step + ".option." + entry.key)});
    }
    if (node.entries.size() < 2)
        in.error(node.at, "F019", "a choice needs at least two options");
    else if (node.entries.size() > 25)
        in.error(node.at, "F019", "a choice of more than 25 options is too long to read", "ask in two steps");
    check_labels(in, into.options);
}

void read_items(reading& in, const map_reader& from, answer_spec& into) {
    const auto* items = from.find("items");
    if (items == nullptr) {
        into.max_items = into.kind == several ? static_cast<int>(std::max<std::size_t>(into.options.size(), 1)) : 3;
        return;
    }
    const auto range = read_range(in, *items);
    if (!range) return;
    if (range->first < 1 || range->second > 25 || range->first != std::floor(range->first) ||
        range->second != std::floor(range->second)) {
        in.error(items->at, "F014", "the number of items must be whole, from 1 to 25", "write it as \"1 to 3\"");
        return;
    }
    into.min_items = static_cast<int>(range->first);
    into.max_items = static_cast<int>(range->second);
    if (into.kind == several && !into.options.empty() && into.max_items > static_cast<int>(into.options.size()))
        in.error(items->at, "F014", "there are only " + std::to_string(into.options.size()) + " options to pick from");
}

void read_bounds(reading& in, const map_reader& from, const std::string& step, answer_spec& into) {
    const auto* range = into.kind == scale ? from.need("range", "1 to 5") : from.find("range");
    if (range != nullptr)
        if (const auto bounds = read_range(in, *range)) {
            std::tie(into.min, into.max) = *bounds;
            const bool whole = into.min == std::floor(into.min) && into.max == std::floor(into.max);
            if (into.min == into.max || (into.kind == scale && (!whole || into.max - into.min > 10)))
                in.error(range->at, "F014", "this range cannot be answered",
                         into.kind == scale ? "a scale has whole numbers and at most 11 points, such as 1 to 5" : "");
        }
    if (const auto* low = from.find("low")) into.low_label = read_script(in, *low, step + ".low");
    if (const auto* high = from.find("high")) into.high_label = read_script(in, *high, step + ".high");
}

void read_labels(reading& in, const map_reader& from, const std::string& step, answer_spec& into) {
    into.options = {{"yes", {step + ".option.yes", "Yes", {}}}, {"no", {step + ".option.no", "No", {}}}};
    const auto* node = from.find("labels");
    if (node == nullptr) return;
    const map_reader labels(in, *node, keys::labels);
    for (auto& option : into.options)
        if (const auto* label = labels.need(option.value, "\"" + option.label.text + "\""))
            option.label = read_script(in, *label, option.label.key);
    check_labels(in, into.options);
}

void read_each(reading& in, const map_reader& from, answer_spec& into) {
    const auto* node = from.find("each");
    if (node == nullptr) return;
    const map_reader each(in, *node, keys::each);
    if (const auto* kind = each.find("kind"); kind != nullptr && kind->text != "text")
        in.unknown(kind->at, "F015", "the items of a list are texts", kind->text, {"text"});
    if (const auto* most = each.find("max_chars"))
        into.max_chars = read_whole(in, *most, 1, 3000).value_or(into.max_chars);
}

/// "today" or "tomorrow", as days from today.
std::optional<int> read_earliest(reading& in, const yaml_node& node) {
    const std::vector<std::string> days{"today", "tomorrow"};
    const auto found = std::ranges::find(days, node.text);
    if (found != days.end()) return static_cast<int>(found - days.begin());
    in.unknown(node.at, "F015", "a date can be asked for from today or from tomorrow on", node.text, days);
    return {};
}

}  // namespace

void check_labels(reading& in, const std::vector<answer_option>& options) {
    for (std::size_t i = 1; i < options.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (!options[i].label.empty() && plain_word(options[i].label.text) == plain_word(options[j].label.text))
                in.error(options[i].label.at, "F018",
                         "\"" + options[j].value + "\" has the same label, so a typed answer could mean both",
                         options[i].label.text == options[j].label.text ? "" : "small letters and capitals are one");
}

answer_spec read_answer(reading& in, const yaml_node& node, const std::string& step) {
    answer_spec into;
    const map_reader from(in, node, keys::answer);
    const auto* kind = from.need("kind", "text");
    const auto found = kind == nullptr ? kinds.end() : std::ranges::find(kinds, kind->text);
    if (found == kinds.end()) {
        if (kind != nullptr)
            in.unknown(kind->at, "F015", "there is no kind of answer \"" + kind->text + "\"", kind->text, kinds);
        in.unclear_steps.insert(step);
        return into;
    }
    into.kind = static_cast<answer_kind>(found - kinds.begin());
    check_uses(in, from, into.kind);
    if (const auto* most = from.find("max_chars"))
        into.max_chars = read_whole(in, *most, 1, 3000).value_or(into.max_chars);
    if (into.kind == choice || into.kind == several) {
        if (const auto* options = from.need("options", "{ now: \"Yes, now\", later: \"Later\" }"))
            read_options(in, *options, step, into);
        if (into.options.empty()) in.unclear_steps.insert(step);
    }
    if (into.kind == list || into.kind == several) read_items(in, from, into);
    if (into.kind == scale || into.kind == number) read_bounds(in, from, step, into);
    if (into.kind == yes_no) read_labels(in, from, step, into);
    if (into.kind == list) read_each(in, from, into);
    if (const auto* first = from.find("not_before"); first != nullptr && into.kind == date)
        into.days_ahead = read_earliest(in, *first);
    if (const auto* decline = from.find("may_decline"))
        into.may_decline = read_script(in, *decline, step + ".may_decline");
    if (const auto* vague = from.find("if_vague")) into.if_vague = read_script(in, *vague, step + ".if_vague");
    if (const auto* tries = from.find("tries")) into.tries = read_whole(in, *tries, 1, 10).value_or(into.tries);
    return into;
}

}  // namespace waymark
