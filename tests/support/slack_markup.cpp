#include "tests/support/slack_markup.hpp"

#include <regex>
#include <set>

#include "tests/support/hostile_texts.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

bool is_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// Where the mark that opened at `open` closes in its line; npos when it does not.
std::size_t closing(const std::string& line, std::size_t open) {
    const char mark = line[open];
    if (open > 0 && is_word(line[open - 1])) return std::string::npos;
    if (open + 1 >= line.size() || line[open + 1] == ' ' || line[open + 1] == mark) return std::string::npos;
    for (auto at = line.find(mark, open + 2); at != std::string::npos; at = line.find(mark, at + 1))
        if (line[at - 1] != ' ' && (at + 1 == line.size() || !is_word(line[at + 1]))) return at;
    return std::string::npos;
}

void look_for_formats(const std::string& text, std::vector<std::string>& out) {
    static const std::regex emoji(":[a-z0-9_+'-]+:");
    if (text.find("```") != std::string::npos && text.find("```") != text.rfind("```"))
        out.emplace_back("a block of code");
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = text.substr(begin, end - begin);
        if (line.starts_with(">") || line.starts_with("&gt;")) out.push_back("quote " + line);
        for (std::size_t at = 0; at < line.size(); ++at)
            if (std::string_view("*_~`").find(line[at]) != std::string_view::npos)
                if (const auto close = closing(line, at); close != std::string::npos) {
                    out.push_back("format " + line.substr(at, close - at + 1));
                    at = close;
                }
        if (std::smatch found; line.size() < 5000 && std::regex_search(line, found, emoji))
            out.push_back("emoji " + found.str());
        begin = end + 1;
    }
}

void look_for_addresses(const std::string& text, std::vector<std::string>& out) {
    for (const auto* sign : {"://", "www.", "mailto:"})
        if (text.find(sign) != std::string::npos) out.push_back(std::string("address ") + sign);
    for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
        const auto dot = text.find('.', at);
        const auto blank = text.find_first_of(" \n", at);
        if (at > 0 && is_word(text[at - 1]) && at + 1 < text.size() && is_word(text[at + 1]) && dot < blank)
            out.emplace_back("an e-mail address");
    }
    for (const auto* domain : {".com", ".org", ".test"})
        if (text.find(domain) != std::string::npos) out.push_back(std::string("domain ") + domain);
}

/// Names of fields that nobody reads.
const std::set<std::string> unread{
    "value", "block_id", "action_id", "private_metadata", "external_id", "callback_id", "channel",
    "ts",    "type",     "metadata",  "initial_value",    "channel_id",  "id"};
const std::set<std::string> live_leaves{"link", "user", "channel", "usergroup", "team", "emoji", "date", "broadcast"};

void walk(const json& at, std::vector<std::string>& out) {
    if (at.is_array())
        for (const auto& one : at) walk(one, out);
    if (!at.is_object()) return;
    const auto type = at.contains("type") && at["type"].is_string() ? at["type"].get<std::string>() : std::string();
    const auto text = at.contains("text") && at["text"].is_string() ? at["text"].get<std::string>() : std::string();
    if (type == "mrkdwn")
        for (auto& one : live_in_mrkdwn(text, {true, !at.value("verbatim", false)})) out.push_back(std::move(one));
    if (type == "plain_text" && at.value("emoji", true) &&
        std::regex_search(text.substr(0, 2000), std::regex(":[a-z0-9_+-]+:")))
        out.push_back("emoji in " + text);
    if (live_leaves.contains(type)) out.push_back("leaf " + at.dump());
    if (type == "text" && at.contains("style")) out.push_back("leaf " + at.dump());
    if (type == "image" || at.contains("url") || at.contains("image_url")) out.push_back("element " + type);
    for (const auto& [key, value] : at.items()) {
        if (unread.contains(key)) continue;
        if (value.is_string())
            for (auto& one : hidden_in(value.get<std::string>())) out.push_back(key + ": " + one);
        walk(value, out);
    }
}

}  // namespace

std::vector<std::string> live_in_mrkdwn(const std::string& text, markup_rules rules) {
    std::vector<std::string> out;
    std::string rest;  // what is left when all that stands in angle brackets is taken out
    for (std::size_t i = 0; i < text.size();) {
        const auto open = text.find('<', i);
        const auto close = open == std::string::npos ? open : text.find('>', open);
        rest += text.substr(i, close == std::string::npos ? close : open - i);
        if (close == std::string::npos) break;
        const auto token = text.substr(open + 1, close - open - 1);
        const char first = token.empty() ? ' ' : token.front();
        out.push_back((first == '@' || first == '#' || first == '!' ? "mention <" : "link <") + token + ">");
        rest += " ";
        i = close + 1;
    }
    if (rules.formats) look_for_formats(rest, out);
    if (rules.links_by_itself) look_for_addresses(rest, out);
    return out;
}

std::vector<std::string> live_in_slack(const json& body) {
    std::vector<std::string> out;
    for (const auto* field : {"text", "initial_comment"})
        if (body.contains(field) && body[field].is_string()) {
            const markup_rules rules{body.value("mrkdwn", true), body.value("parse", "") != "none"};
            out = live_in_mrkdwn(body[field].get<std::string>(), rules);
        }
    if (body.value("link_names", false)) out.emplace_back("link_names");
    walk(body, out);
    return out;
}

}  // namespace waymark::testing
