#include "adapters/slack/text.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace waymark::slack {
namespace {

/// Appends `raw` with its entities undone once.
void append_unescaped(std::string& out, std::string_view raw) {
    constexpr std::array<std::pair<std::string_view, char>, 3> entities{{{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}}};
    for (std::size_t i = 0; i < raw.size();) {
        const auto next = raw.find('&', i);
        out.append(raw.substr(i, next - i));
        if (next == std::string_view::npos) return;
        i = next + 1;
        char decoded = '&';
        for (const auto& [name, character] : entities)
            if (raw.substr(next).starts_with(name)) {
                decoded = character;
                i = next + name.size();
                break;
            }
        out.push_back(decoded);
    }
}

/// What stands between < and >.
void append_token(std::string& out, std::string_view token, mentions of) {
    const auto bar = token.starts_with("!date^") ? token.rfind('|') : token.find('|');
    const auto target = token.substr(0, bar);
    const auto label = bar == std::string_view::npos ? std::string_view{} : token.substr(bar + 1);
    const auto named = [&](std::string_view sign, std::string_view name) {
        if (!name.starts_with(sign)) out.append(sign);
        append_unescaped(out, name);
    };
    if (target.starts_with("@") && of == mentions::by_account && !label.empty()) {
        out.append(target).append("|");
        return append_unescaped(out, label.substr(0, label.find(' ')));
    }
    if (target.starts_with("@")) return named("@", label.empty() ? target.substr(1) : label);
    if (target.starts_with("#")) return named("#", label.empty() ? target.substr(1) : label);
    if (target.starts_with("!date^")) return append_unescaped(out, label);
    if (target.starts_with("!")) return named("@", label.empty() ? target.substr(1) : label);
    if (label.empty()) return append_unescaped(out, target);
    append_unescaped(out, label);
    // "example.com" typed by hand comes as <http://example.com|example.com>: the address again would only be noise.
    if (target.ends_with(label) || target == "mailto:" + std::string(label)) return;
    out.append(" (");
    append_unescaped(out, target);
    out.append(")");
}

}  // namespace

std::string readable(std::string_view slack_text, mentions of) {
    std::string out;
    out.reserve(slack_text.size());
    for (std::size_t i = 0; i < slack_text.size();) {
        const auto open = slack_text.find('<', i);
        append_unescaped(out, slack_text.substr(i, open - i));
        if (open == std::string_view::npos) break;
        const auto close = slack_text.find('>', open);
        if (close == std::string_view::npos) {
            append_unescaped(out, slack_text.substr(open));
            break;
        }
        append_token(out, slack_text.substr(open + 1, close - open - 1), of);
        i = close + 1;
    }
    return kept_text(std::move(out));
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    for (const char c : text) {
        if (c == '&')
            out.append("&amp;");
        else if (c == '<')
            out.append("&lt;");
        else if (c == '>')
            out.append("&gt;");
        else
            out.push_back(c);
    }
    return out;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = code_point_at(text, i);
        count += c.value > 0xffff ? 2 : 1;
        i += c.size;
    }
    return count;
}

std::string_view beginning(std::string_view text, std::size_t limit) {
    std::size_t count = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        const auto c = code_point_at(text, i);
        count += c.value > 0xffff ? 2 : 1;
        if (count > limit) break;
        i += c.size;
    }
    return text.substr(0, i);
}

std::string shortened(std::string_view text, std::size_t limit) {
    if (text.size() <= limit || length(text) <= limit) return std::string(text);
    return std::string(beginning(text, limit - 1)).append("…");
}

std::optional<instant> read_ts(std::string_view ts) {
    const auto dot = ts.find('.');
    const auto whole = ts.substr(0, dot);
    const auto part = dot == std::string_view::npos ? std::string_view{} : ts.substr(dot + 1);
    std::int64_t seconds = 0;
    std::int64_t micros = 0;
    const auto number = [](std::string_view digits, std::int64_t& out) {
        const auto end = digits.data() + digits.size();
        const auto [stop, ec] = std::from_chars(digits.data(), end, out);
        return ec == std::errc{} && stop == end && out >= 0;
    };
    if (whole.empty() || whole.size() > 11 || !number(whole, seconds)) return {};
    if (part.size() > 6 || (!part.empty() && !number(part, micros))) return {};
    for (auto i = part.size(); i < 6; ++i) micros *= 10;
    return instant{std::chrono::seconds(seconds) + span{micros}};
}

}  // namespace waymark::slack
