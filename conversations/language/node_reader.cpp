#include "conversations/language/node_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace waymark {

namespace keys {
const key_set flow{"a flow",
                   {"flow", "version", "language", "title", "people", "words", "in_stage", "after", "nudge_kind",
                    "ends_after", "steps", "together"}};
const key_set step{"a step",
                   {"id", "for", "only_if", "say", "ask", "hint", "example", "answer", "seen_by", "says_who_sees",
                    "keep_as", "remind", "give_up", "wait_for", "at_most", "wait_until", "do", "next", "end"}};
const key_set rule{"a together rule", {"id", "needs", "to", "say", "do", "otherwise"}};
const key_set remind{"remind", {"after", "say"}};
const key_set give_up{"give_up", {"after", "go"}};
const key_set otherwise{"otherwise", {"after", "say"}};
const key_set branch{"a branch of next", {"if", "go"}};
const key_set answer{"answer",
                     {"kind", "max_chars", "may_decline", "if_vague", "tries", "items", "each", "options", "range",
                      "low", "high", "labels", "not_before"}};
const key_set each{"each", {"kind", "max_chars"}};
const key_set labels{"labels", {"yes", "no"}};
const key_set actions{"do",
                      {"set_rhythm", "set_stage", "start", "pause_until", "set_end", "end_pair", "log_meeting",
                       "tell_contact", "calendar_file"}};
const key_set slowest{"set_rhythm", {"slowest_of"}};
const key_set end_pair{"end_pair", {"reason"}};
const key_set translation{"a translation file", {"flow", "language", "texts"}};
const key_set entry{"a translated text", {"of", "text"}};
}  // namespace keys

namespace {

constexpr std::string_view space = " \t\r\n";
constexpr std::size_t longest_text = 3000;

std::string quoted(std::string_view word) {
    return "\"" + std::string(word.substr(0, 60)) + (word.size() > 60 ? "..." : "") + "\"";
}

bool scalar_only(reading& in, const yaml_node& node, std::string_view what) {
    if (node.is != yaml_node::kind::scalar) {
        in.error(node.at, "F013",
                 std::string(what) + " must be a single value, and this is " + std::string(kind_word(node)));
        return false;
    }
    if (node.text.find_first_not_of(space) == std::string::npos) {
        in.error(node.at, "F013", std::string(what) + " is empty", "write something here, or remove the key");
        return false;
    }
    return true;
}

bool read_double(std::string_view text, double& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) && std::abs(value) <= 1e9;
}

bool is_language(std::string_view text) {
    const auto base = text.substr(0, text.find('-'));
    return (base.size() == 2 || base.size() == 3) && text.size() <= 16 &&
           base.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
               std::string_view::npos;
}

}  // namespace

void reading::error(mark at, std::string code, std::string text, std::string suggestion) {
    problems.push_back({file, at, severity::error, std::move(code), std::move(text), std::move(suggestion)});
}

void reading::warning(mark at, std::string code, std::string text, std::string suggestion) {
    problems.push_back({file, at, severity::warning, std::move(code), std::move(text), std::move(suggestion)});
}

void reading::unknown(mark at, std::string code, std::string text, std::string_view word,
                      const std::vector<std::string>& known) {
    const auto close = nearest(word, known);
    std::string help;
    if (!close.empty())
        help = "did you mean \"" + close + "\"?";
    else if (!known.empty() && known.size() <= 20)
        help = (known.size() == 1 ? "there is only: " : "one of: ") + joined(known);
    error(at, std::move(code), std::move(text), std::move(help));
}

std::string_view kind_word(const yaml_node& node) {
    switch (node.is) {
        case yaml_node::kind::scalar:
            return "a single value";
        case yaml_node::kind::list:
            return "a list";
        case yaml_node::kind::map:
            return "a group of keys";
    }
    return "something else";
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

mark place_in(std::string_view source, mark from, std::string_view needle, int nth) {
    if (from.line <= 0) return from;
    std::size_t begin = 0;
    for (int line = 1; line < from.line && begin < source.size(); ++line)
        begin = std::min(source.find('\n', begin), source.size() - 1) + 1;
    std::size_t at = begin;
    for (int column = 1; column < from.column && at < source.size(); ++column) do
            ++at;
        while (at < source.size() && (static_cast<unsigned char>(source[at]) & 0xc0U) == 0x80U);
    at = source.find(needle, at);
    for (; nth > 0 && at != std::string_view::npos; --nth) at = source.find(needle, at + needle.size());
    if (at == std::string_view::npos) return from;
    const auto before = source.substr(begin, at - begin);
    const auto line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto in_line = before.substr(line_begin);
    return {from.line + static_cast<int>(std::ranges::count(before, '\n')),
            1 + static_cast<int>(std::ranges::count_if(
                    in_line, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }))};
}

map_reader::map_reader(reading& in, const yaml_node& node, const key_set& known) : in_(in), node_(node), known_(known) {
    if (!is_map()) wrong_shape();
    for (const auto& entry : node.entries)
        if (std::ranges::find(known.known, entry.key) == known.known.end()) unknown_key(entry);
}

void map_reader::wrong_shape() {
    const bool nothing = node_.is == yaml_node::kind::scalar && node_.text.empty() && !node_.quoted;
    if (nothing && std::ranges::any_of(known_.known, [&](const auto& key) { return in_.misplaced.contains(key); }))
        return;  // what belongs here has been found elsewhere
    in_.error(node_.at, "F013",
              std::string(known_.name) + " is made of keys such as \"" + known_.known.front() + ": ...\", and " +
                  (nothing ? "there is nothing here" : "this is " + std::string(kind_word(node_))),
              nothing ? "its keys are indented further than it is" : "");
}

void map_reader::unknown_key(const yaml_node::entry& entry) {
    const auto text = std::string(known_.name) + " has no key " + quoted(entry.key);
    std::vector<std::string> homes;
    for (const auto* level : in_.levels)
        if (std::ranges::find(level->known, entry.key) != level->known.end()) homes.emplace_back(level->name);
    if (!homes.empty()) {
        in_.misplaced.insert(entry.key);
        return in_.error(entry.at, "F010", text,
                         "that is a key of: " + joined(homes) + "; is it indented as it should?");
    }
    in_.unknown(entry.at, "F010", text, entry.key, known_.known);
    const auto meant = nearest(entry.key, known_.known);
    if (is_slip(entry.key, meant) && find(meant) == nullptr)
        slips_.emplace_back(meant, &entry);
    else
        has_stray_ = true;
}

const yaml_node* map_reader::find(std::string_view key) const {
    if (const auto* as_written = node_.find(key)) return as_written;
    const auto slip = std::ranges::find(slips_, key, [](const auto& one) { return std::string_view(one.first); });
    return slip == slips_.end() ? nullptr : &slip->second->value;
}

mark map_reader::key_at(std::string_view key) const {
    const auto slip = std::ranges::find(slips_, key, [](const auto& one) { return std::string_view(one.first); });
    if (slip != slips_.end()) return slip->second->at;
    const auto found = std::ranges::find(node_.entries, key, &yaml_node::entry::key);
    return found == node_.entries.end() ? node_.at : found->at;
}

std::string reading::how_to_add(std::string_view key, std::string_view example) const {
    const std::string name(key);
    const std::string value(example);
    if (table) return "fill in the column \"" + name + "\", such as " + value;
    return "add a line such as \"" + name + ": " + value + "\"";
}

void map_reader::missing(std::string_view key, mark at, std::string code, std::string text,
                         std::string suggestion) const {
    if (!has_stray_ && !in_.misplaced.contains(std::string(key)))
        in_.error(at, std::move(code), std::move(text), std::move(suggestion));
}

const yaml_node* map_reader::need(std::string_view key, std::string_view example) const {
    if (!is_map()) return nullptr;
    const auto* found = find(key);
    if (found == nullptr)
        missing(key, node_.at, "F012", std::string(known_.name) + " needs \"" + std::string(key) + "\"",
                in_.how_to_add(key, example));
    return found;
}

std::string read_text(reading& in, const yaml_node& node, std::string_view what) {
    if (!scalar_only(in, node, what)) return {};
    if (node.text.size() > longest_text)
        in.error(node.at, "F019", std::string(what) + " is longer than " + std::to_string(longest_text) + " characters",
                 "say it in two steps");
    return node.text.substr(0, node.text.find_last_not_of(space) + 1);
}

name_ref read_name(reading& in, const yaml_node& node, std::string_view what) {
    if (!scalar_only(in, node, what)) return {};
    const bool fits = node.text.size() <= 48 && node.text.front() >= 'a' && node.text.front() <= 'z' &&
                      node.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    if (!fits) {
        in.error(node.at, "F014", quoted(node.text) + " cannot be " + std::string(what),
                 "begin with a small letter, then only small letters, digits and _, at most 48");
        return {};
    }
    return {node.text, node.at};
}

std::string read_language(reading& in, const yaml_node& node) {
    auto language = read_text(in, node, "\"language\"");
    if (!language.empty() && !is_language(language))
        in.error(node.at, "F014", quoted(language) + " is not the short name of a language", "such as en, es or pt-BR");
    return language;
}

std::optional<span> read_span(reading& in, const yaml_node& node) {
    if (!scalar_only(in, node, "a length of time")) return {};
    auto length = parse_span(node.text);
    if (!length || *length <= span::zero() || *length > std::chrono::hours(24 * 366 * 3)) {
        in.error(node.at, "F014", quoted(node.text) + " is not a length of time",
                 "write 90min, 20h, 2d, 3w or 6 weeks; at most three years");
        return {};
    }
    return length;
}

std::optional<double> read_number(reading& in, const yaml_node& node) {
    double value = 0;
    if (!scalar_only(in, node, "a number")) return {};
    if (node.quoted || !read_double(node.text, value)) {
        in.error(node.at, "F014", quoted(node.text) + " is not a number", "write it in digits, without quotes");
        return {};
    }
    return value;
}

std::optional<int> read_whole(reading& in, const yaml_node& node, int least, int most) {
    int value = 0;
    if (!scalar_only(in, node, "a number")) return {};
    const auto* begin = node.text.data();
    const auto [end, error] = std::from_chars(begin, begin + node.text.size(), value);
    if (node.quoted || error != std::errc{} || end != begin + node.text.size() || value < least || value > most) {
        in.error(
            node.at, "F014",
            quoted(node.text) + " is not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return {};
    }
    return value;
}

std::optional<std::pair<double, double>> read_range(reading& in, const yaml_node& node) {
    if (!scalar_only(in, node, "a range")) return {};
    const std::string_view text = node.text;
    const auto to = text.find(" to ");
    double low = 0;
    double high = 0;
    const bool fits = to != std::string_view::npos && read_double(text.substr(0, to), low) &&
                      read_double(text.substr(to + 4), high) && low <= high;
    if (!fits) {
        in.error(node.at, "F014", quoted(text) + " is not a range", "write it as \"1 to 5\", the smaller one first");
        return {};
    }
    return std::pair{low, high};
}

bool read_true(reading& in, const yaml_node& node) {
    if (node.is == yaml_node::kind::scalar && !node.quoted && node.text == "true") return true;
    in.error(node.at, "F014", "only \"true\" can stand here", "leave the line out if it is not meant");
    return false;
}

std::vector<name_ref> read_names(reading& in, const yaml_node& node, std::string_view what) {
    std::vector<name_ref> names;
    if (node.is == yaml_node::kind::map) {
        in.error(node.at, "F013", "this must be a list such as [first, second]");
    } else if (node.is == yaml_node::kind::scalar) {
        if (auto name = read_name(in, node, what); !name.empty()) names.push_back(std::move(name));
    } else {
        for (const auto& item : node.items)
            if (auto name = read_name(in, item, what); !name.empty()) names.push_back(std::move(name));
    }
    return names;
}

}  // namespace waymark
