#include "conversations/language/diagnostic.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "conversations/language/secret_words.hpp"

namespace waymark {

namespace {

using nlohmann::json;

std::string_view line_at(std::string_view source, int line) {
    for (; line > 1; --line) {
        const auto end = source.find('\n');
        if (end == std::string_view::npos) return {};
        source.remove_prefix(end + 1);
    }
    auto text = source.substr(0, source.find('\n'));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

/// Decodes the character at `at` and moves past it. Bytes that are not UTF-8 count as one character each.
char32_t take_character(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    char32_t code = more == 0 ? lead : lead & (0x3fU >> more);
    for (int i = 0; i < more && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U; ++i)
        code = code << 6U | (static_cast<unsigned char>(text[at++]) & 0x3fU);
    return code;
}

/// How many cells of a terminal a character takes; enough for a caret to stand where it belongs.
std::size_t cells(char32_t code) {
    if ((code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f))
        return 0;
    const bool wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
                      (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
                      (code >= 0xff00 && code <= 0xff60) || (code >= 0x1f300 && code <= 0x1faff);
    return wide ? 2 : 1;
}

/// What stands before the caret: as wide as the text before it, tabs kept so that they are as wide as above.
std::string space_before(std::string_view line, int column) {
    std::string space;
    std::size_t at = 0;
    for (int i = 1; i < column && at < line.size(); ++i) {
        const auto code = take_character(line, at);
        if (code == U'\t')
            space += '\t';
        else
            space.append(cells(code), ' ');
    }
    return space;
}

// What stands where the name of a variable belongs may be the secret itself, and have any shape.
constexpr std::string_view hidden_code = "C030";

std::string up_to(std::string_view line, int column) {
    std::size_t at = 0;
    for (int i = 1; i < column && at < line.size(); ++i) (void)take_character(line, at);
    return line_without_secrets(line.substr(0, at)) + (at < line.size() ? "********" : "");
}

const char* word(severity one) {
    return one == severity::error ? "error" : "warning";
}

std::size_t edits(std::string_view one, std::string_view other) {
    std::vector<std::size_t> before(other.size() + 1);
    std::vector<std::size_t> two_before = before;
    std::iota(before.begin(), before.end(), std::size_t{0});
    for (std::size_t i = 1; i <= one.size(); ++i) {
        std::vector<std::size_t> now(other.size() + 1);
        now[0] = i;
        for (std::size_t j = 1; j <= other.size(); ++j) {
            now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (one[i - 1] == other[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                now[j] = std::min(now[j], two_before[j - 2] + 1);
        }
        two_before = std::move(before);
        before = std::move(now);
    }
    return before.back();
}

std::string sentence(const diagnostic& one) {
    return one.suggestion.empty() ? one.text : one.text + "; " + one.suggestion;
}

/// File names and quoted words may hold any bytes; replaced where they are not UTF-8, so that writing never throws.
std::string written(const json& document) {
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string show(const diagnostic& one, std::string_view source) {
    std::string out = one.file;
    if (one.at.line > 0) out += ":" + std::to_string(one.at.line) + ":" + std::to_string(one.at.column);
    out += ": " + std::string(word(one.is)) + " " + one.code + ": " + without_secrets(one.text) + "\n";
    const auto line = one.at.line > 0 ? line_at(source, one.at.line) : std::string_view{};
    if (one.at.line == 0 || (line.empty() && source.empty())) {
        if (!one.suggestion.empty()) out += "  " + one.suggestion + "\n";
        return out;
    }
    out += (one.code == hidden_code ? up_to(line, one.at.column) : line_without_secrets(line)) + "\n" +
           space_before(line, one.at.column) + "^";
    if (!one.suggestion.empty()) out += " " + one.suggestion;
    return out + "\n";
}

std::string show_json(const std::vector<diagnostic>& all) {
    json list = json::array();
    for (const auto& one : all) {
        json entry;
        entry["file"] = one.file;
        entry["line"] = one.at.line;
        entry["column"] = one.at.column;
        entry["severity"] = word(one.is);
        entry["code"] = one.code;
        entry["text"] = one.text;
        entry["suggestion"] = one.suggestion;
        list.push_back(std::move(entry));
    }
    return written(list);
}

std::string show_sarif(const std::vector<diagnostic>& all) {
    std::vector<std::string> codes;
    for (const auto& one : all)
        if (std::ranges::find(codes, one.code) == codes.end()) codes.push_back(one.code);
    std::ranges::sort(codes);
    json rules = json::array();
    for (const auto& code : codes) {
        json rule;
        rule["id"] = code;
        rules.push_back(std::move(rule));
    }
    json results = json::array();
    for (const auto& one : all) {
        json location;
        location["physicalLocation"]["artifactLocation"]["uri"] = one.file;
        if (one.at.line > 0) {
            location["physicalLocation"]["region"]["startLine"] = one.at.line;
            location["physicalLocation"]["region"]["startColumn"] = std::max(one.at.column, 1);
        }
        json result;
        result["ruleId"] = one.code;
        result["level"] = word(one.is);
        result["message"]["text"] = sentence(one);
        result["locations"] = json::array();
        result["locations"].push_back(std::move(location));
        results.push_back(std::move(result));
    }
    json run;
    run["tool"]["driver"]["name"] = "waymark";
    run["tool"]["driver"]["version"] = WAYMARK_VERSION;
    run["tool"]["driver"]["rules"] = std::move(rules);
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = std::move(results);
    json log;
    log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    log["version"] = "2.1.0";
    log["runs"] = json::array();
    log["runs"].push_back(std::move(run));
    return written(log);
}

bool any_error(const std::vector<diagnostic>& all) {
    return std::ranges::any_of(all, [](const auto& one) { return one.is == severity::error; });
}

void sort_by_place(std::vector<diagnostic>& all, std::size_t from) {
    std::multimap<std::pair<int, int>, diagnostic> sorted;  // keeps equal places in the order found
    for (auto i = from; i < all.size(); ++i)
        sorted.emplace(std::pair{all[i].at.line, all[i].at.column}, std::move(all[i]));
    all.resize(from);
    for (auto& [place, problem] : sorted) all.push_back(std::move(problem));
}

bool is_slip(std::string_view word, std::string_view meant) {
    constexpr std::size_t long_word = 7, longest = 64;
    constexpr unsigned char case_bit = 0x20;
    if (word.empty() || meant.empty() || (word.front() | case_bit) != (meant.front() | case_bit)) return false;
    return word.size() <= longest && edits(word, meant) <= (word.size() < long_word ? 1U : 2U);
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    if (word.size() > 64) return {};
    std::string best;
    std::size_t best_distance = word.size() <= 3 ? 2 : word.size() <= 6 ? 3 : 4;  // exclusive
    for (const auto& one : known) {
        const auto distance = one.size() > 64 ? best_distance : edits(word, one);
        if (distance < best_distance && distance < std::max(one.size(), word.size())) {
            best_distance = distance;
            best = one;
        }
    }
    return best;
}

}  // namespace waymark
