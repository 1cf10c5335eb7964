#include "adapters/teams/card.hpp"

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/plain_text.hpp"
#include "adapters/teams/card_controls.hpp"
#include "adapters/teams/inert.hpp"
#include "adapters/text_direction.hpp"
#include "adapters/text_lines.hpp"
#include "conversations/texts.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;

constexpr std::string_view secure = "https://";

json text_part(std::string_view text) {
    json out;
    out["type"] = "TextRun";
    out["text"] = unevaluated(text);
    return out;
}

json link(std::string_view address) {
    auto out = text_part(address);
    out["selectAction"]["type"] = "Action.OpenUrl";
    out["selectAction"]["url"] = address;
    return out;
}

/// An address ends before a blank, and before the mark that ends its sentence.
std::size_t length_of_address(std::string_view text) {
    auto end = std::min(text.find_first_of(" \t<>\"'"), text.size());
    while (end > secure.size() && std::string_view(".,;:!?)").find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

void add_own_words(json& parts, std::string_view text) {
    while (!text.empty()) {
        const auto at = text.find(secure);
        const auto size = at == std::string_view::npos ? 0 : length_of_address(text.substr(at));
        if (size <= secure.size()) return parts.push_back(text_part(text));
        if (at > 0) parts.push_back(text_part(text.substr(0, at)));
        parts.push_back(link(text.substr(at, size)));
        text.remove_prefix(at + size);
    }
}

json line_element(const text_line& words, bool new_paragraph) {
    json parts = json::array();
    for (const auto& run : words) {
        if (run.from_person)
            parts.push_back(text_part(run.text));
        else
            add_own_words(parts, run.text);
    }
    json out;
    out["type"] = "RichTextBlock";
    out["inlines"] = std::move(parts);
    out["spacing"] = new_paragraph ? "Medium" : "Small";
    return out;
}

json words_of(std::span<const text_line> lines) {
    json out = json::array();
    bool new_paragraph = false;
    for (const auto& line : lines) {
        if (line.empty()) {
            new_paragraph = true;
            continue;
        }
        out.push_back(line_element(line, new_paragraph));
        new_paragraph = false;
    }
    return out;
}

json card_around(json body, const std::string& language, const std::string& spoken) {
    json out;
    out["type"] = "AdaptiveCard";
    out["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json";
    out["version"] = "1.5";
    if (!language.empty()) out["lang"] = language.substr(0, language.find('-'));  // "es", and not "es-MX"
    if (is_right_to_left(language)) out["rtl"] = true;
    out["fallbackText"] = spoken;
    out["speak"] = spoken;
    out["msteams"]["width"] = "Full";
    out["body"] = std::move(body);
    return out;
}

template <class Elements>
void append(json& body, Elements elements) {
    for (auto& one : elements) body.push_back(std::move(one));
}

/// Where the question stands among the lines; behind them when its words are not there.
std::size_t place_of_question(const std::vector<text_line>& lines, const control& ask) {
    const auto wanted = question_line(ask);
    for (auto at = lines.size(); at > 0; --at) {
        std::string words;
        for (const auto& run : lines[at - 1]) words.append(run.text);
        if (!wanted.empty() && harmless(trimmed(words)) == wanted) return at - 1;
    }
    return lines.size();
}

/// The words, and a field in place of the question that is its label: nobody reads it twice.
json with_field(const std::vector<text_line>& lines, const control& ask, std::vector<json> field) {
    const auto at = place_of_question(lines, ask);
    const std::span all(lines);
    auto out = words_of(all.first(at));
    append(out, std::move(field));
    if (at < lines.size()) append(out, words_of(all.subspan(at + 1)));
    return out;
}

std::string numbered_inertly(control ask) {
    for (auto& one : ask.options) one.label = inert(one.label);
    return numbered(ask);
}

}  // namespace

json card(const outgoing& message, const std::string& press) {
    const auto lines = lines_of(message.text);
    auto asked = message.ask ? parts_of(*message.ask, press, words_in(message.language)) : control_parts{};
    auto body = asked.field.empty() ? words_of(lines) : with_field(lines, *message.ask, std::move(asked.field));
    append(body, std::move(asked.buttons));
    if (message.ways_out) append(body, ways_out_elements(*message.ways_out, press));
    return card_around(std::move(body), message.language, spoken_words(message));
}

json settled_card(const outgoing& message, const settled& choice) {
    const auto shown = (choice.is_choice ? "✓ " : "") + harmless(choice.chosen);
    auto body = words_of(lines_of(message.text));
    auto line = line_element({{shown, true}}, true);
    line["inlines"].front()["weight"] = "Bolder";
    body.push_back(std::move(line));
    outgoing words;
    words.text = message.text;
    words.text.push_back({"\n" + shown, true});
    return card_around(std::move(body), message.language, spoken_words(words));
}

std::string spoken_words(const outgoing& message) {
    std::string out;
    for (const auto& line : lines_of(message.text)) {
        for (const auto& run : line) out.append(run.from_person ? inert(run.text) : run.text);
        out.append("\n");
    }
    if (message.ask) out.append(numbered_inertly(*message.ask));
    while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
    return out.empty() ? "…" : out;
}

}  // namespace waymark::teams
