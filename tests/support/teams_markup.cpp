#include "tests/support/teams_markup.hpp"

#include <regex>
#include <set>

#include "tests/support/hostile_texts.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

/// Functions that cards work out, in any text of theirs.
void look_for_functions(const std::string& text, std::vector<std::string>& out) {
    for (const auto* sign : {"{{DATE(", "{{TIME(", "{{"})
        if (text.find(sign) != std::string::npos) return out.push_back(std::string("function ") + sign);
}

bool begins_something(const std::string& line) {
    static const std::regex start(R"(( {4,}|\t|[-+*#>] ?$|#{1,6} |[-+*] |>|\d{1,9}[.)] |-{3}|~{3}).*|={3,} *)");
    return std::regex_match(line.substr(0, 100), start);
}

/// Fields that a client shows as one line and may read as Markdown.
const std::set<std::string> marked{"title",   "tooltip",      "label", "placeholder", "errorMessage",
                                   "summary", "fallbackText", "speak", "description"};
const std::set<std::string> unread{
    "type",           "id",   "value",        "data",      "contentType", "name", "acceptContext",
    "declineContext", "from", "conversation", "recipient", "$schema",     "url"};
/// Here every line is a text of the bot's or a person's own, so that a number before a choice is nothing written.
const std::set<std::string> spoken{"summary", "fallbackText", "speak"};

void look_at(const std::string& key, const std::string& text, std::vector<std::string>& out) {
    for (auto& one : hidden_in(text)) out.push_back(key + ": " + one);
    look_for_functions(text, out);
    if (!marked.contains(key)) return;
    for (auto& one : live_in_markdown(text))
        if (!spoken.contains(key) || !one.starts_with("start ")) out.push_back(key + ": " + one);
}

/// Its parts make one paragraph.
void look_at_line(const json& block, std::vector<std::string>& out) {
    std::string line;
    for (const auto& part : block.value("inlines", json::array())) {
        const auto text = part.is_string() ? part.get<std::string>() : part.value("text", "");
        look_for_functions(text, out);
        line += text;
        if (part.is_object() && part.contains("selectAction"))
            out.push_back("link " + part["selectAction"].value("url", ""));
    }
    for (auto& one : hidden_in(line)) out.push_back("line: " + one);
}

void walk(const json& at, std::vector<std::string>& out) {
    if (at.is_array())
        for (const auto& one : at) walk(one, out);
    if (!at.is_object()) return;
    const auto type = at.contains("type") && at["type"].is_string() ? at["type"].get<std::string>() : std::string();
    if (type == "Action.OpenUrl" || type == "Image" || type == "Media" || type == "mention")
        out.push_back(type + " " + at.value("url", ""));
    if (type == "TextBlock")
        for (auto& one : live_in_markdown(at.value("text", ""))) out.push_back("TextBlock: " + one);
    if (type == "RichTextBlock") return look_at_line(at, out);
    for (const auto& [key, value] : at.items()) {
        if (unread.contains(key)) continue;
        if (value.is_string()) look_at(key, value.get<std::string>(), out);
        walk(value, out);
    }
}

}  // namespace

std::vector<std::string> live_in_markdown(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (const auto line = text.substr(begin, end - begin); begins_something(line)) out.push_back("start " + line);
        begin = end + 1;
    }
    for (const auto* sign : {"](", "://", "```", "${"})
        if (text.find(sign) != std::string::npos) out.push_back(std::string("sign ") + sign);
    for (const char sign : std::string("*_~`<|"))
        if (text.find(sign) != std::string::npos) out.push_back(std::string("sign ") + sign);
    if (text.find('[') != std::string::npos && text.find(']') != std::string::npos) out.emplace_back("brackets");
    return out;
}

std::vector<std::string> live_in_teams(const json& activity) {
    std::vector<std::string> out;
    const auto format = activity.value("textFormat", "markdown");
    if (activity.contains("text") && activity["text"].is_string() && format != "plain")
        for (auto& one : live_in_markdown(activity["text"].get<std::string>())) out.push_back("text: " + one);
    if (!activity.value("entities", json::array()).empty()) out.emplace_back("entities");
    auto rest = activity;
    if (rest.contains("text")) {  // outside of cards nothing is worked out
        for (auto& one : hidden_in(rest["text"].get<std::string>())) out.push_back("text: " + one);
        rest.erase("text");
    }
    walk(rest, out);
    return out;
}

}  // namespace waymark::testing
