#include "conversations/programme/applied_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "conversations/language/source_map.hpp"

namespace waymark {
namespace {

constexpr yaml_limits large_file{8 << 20, 16, 600'000};

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return out;
}

bool has_value(const yaml_node& item, std::string_view key, const std::string& value) {
    const auto* found = item.find(key);
    return found != nullptr && found->text == value;
}

/// Lines by number, from 1; false when an item does not begin a line of its own, as in "[{ id: ann }, { id: bo }]".
template <class Theirs>
bool cut_items(const yaml_node& root, std::string_view key, const Theirs& are_theirs, std::vector<std::string>& lines) {
    const auto entry = std::ranges::find(root.entries, key, &yaml_node::entry::key);
    if (entry == root.entries.end()) return true;
    const auto& items = entry->value.items;
    const auto next =
        std::next(entry) == root.entries.end() ? static_cast<int>(lines.size()) + 1 : std::next(entry)->at.line;
    const auto blank = [&](int from, int to) {
        for (int line = from; line < to; ++line) lines[static_cast<std::size_t>(line) - 1].clear();
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!are_theirs(items[i])) continue;
        const auto& line = lines[static_cast<std::size_t>(items[i].at.line) - 1];
        const auto first = line.find_first_not_of(' ');
        if (first == std::string::npos || line[first] != '-') return false;
        blank(items[i].at.line, i + 1 < items.size() ? items[i + 1].at.line : next);
    }
    if (!items.empty() && std::ranges::all_of(items, are_theirs)) blank(entry->at.line, next);
    return true;
}

bool is_part_of_name(char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool holds_word(std::string_view text, std::string_view word) {
    if (word.empty()) return false;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !is_part_of_name(text[at - 1])) && (end == text.size() || !is_part_of_name(text[end])))
            return true;
    }
    return false;
}

/// Whether anything of this person stands in what is left. Others may have the same first name.
bool is_left(const yaml_node& person, const yaml_node& people, std::string_view text) {
    const auto* first_name = person.find("first_name");
    const bool shared = first_name != nullptr && std::ranges::count_if(people.items, [&](const yaml_node& one) {
                                                     return has_value(one, "first_name", first_name->text);
                                                 }) > 1;
    return std::ranges::any_of(std::array{"id", "first_name", "full_name", "slack", "teams", "playground"},
                               [&](std::string_view key) {
                                   const auto* value = person.find(key);
                                   if (value == nullptr || (shared && value->text == first_name->text)) return false;
                                   return holds_word(text, value->text);
                               });
}

}  // namespace

std::string applied_to_text(const applied_text& one) {
    return nlohmann::json{{"format", applied_text::format},
                          {"number", one.number},
                          {"at", to_us(one.at)},
                          {"how", one.how},
                          {"text", one.text}}
        .dump();
}

applied_text applied_from_text(std::string_view text) {
    try {
        const auto from = nlohmann::json::parse(text);
        if (from.at("format").get<int>() != applied_text::format)
            throw std::invalid_argument("an applied programme of another format");
        return {from.at("number").get<int>(), from_us(from.at("at").get<std::int64_t>()),
                from.at("how").get<std::string>(), from.at("text").get<std::string>()};
    } catch (const nlohmann::json::exception&) {
        throw std::invalid_argument("an applied programme that cannot be read");
    }
}

std::string newest_applied_fact(const programme_id& of) {
    return std::string(applied_facts) + of.text + "/applied";
}

std::string applied_fact(const programme_id& of, int number) {
    return newest_applied_fact(of) + "/" + std::to_string(number);
}

std::optional<std::string> text_without(const person_id& who, const std::string& text) {
    std::vector<diagnostic> problems;
    const auto root = read_yaml("", text, problems, large_file);
    if (!root || root->is != yaml_node::kind::map) return {};
    const auto* people = root->find("people");
    const auto is_theirs = [&](const yaml_node& one) { return has_value(one, "id", who.text); };
    if (people == nullptr || std::ranges::none_of(people->items, is_theirs)) return text;
    auto lines = lines_of(text);
    const auto is_their_pair = [&](const yaml_node& one) {
        return has_value(one, "mentor", who.text) || has_value(one, "mentee", who.text);
    };
    if (!cut_items(*root, "people", is_theirs, lines) || !cut_items(*root, "pairs", is_their_pair, lines)) return {};
    std::string out;
    for (const auto& line : lines) out += line;
    const auto person = std::ranges::find_if(people->items, is_theirs);
    return is_left(*person, *people, out) ? std::nullopt : std::optional(std::move(out));
}

std::optional<std::string> applied_without(const traces& of, const std::string& value) {
    if (!value.starts_with('{')) return value;  // a number
    try {
        auto one = applied_from_text(value);
        auto rest = text_without(of.who, one.text);
        if (!rest) return {};
        if (*rest == one.text) return value;
        one.text = std::move(*rest);
        return applied_to_text(one);
    } catch (const std::invalid_argument&) {
        return {};
    }
}

}  // namespace waymark
