#include "adapters/slack/text.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace waymark::slack {
namespace {

struct code_point {
    char32_t value = 0;
    std::size_t size = 1;
    bool good = false;
};

/// The character that starts at `at`; broken UTF-8 is a bad character of one byte.
code_point read(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {first, 1, true};
    const std::size_t size = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (size == 0 || first >= 0xf5 || at + size > text.size()) return {};
    char32_t value = first & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80) return {};
        value = value << 6 | (byte(at + i) & 0x3fU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (value < least[size] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return {};
    return {value, size, true};
}

bool hidden(char32_t c) {
    if (c < 0x20) return c != '\n' && c != '\t';
    return c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e ||
           (c >= 0x200b && c <= 0x200f && c != 0x200d) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
           (c >= 0xe0000 && c <= 0xe007f);
}

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
void append_token(std::string& out, std::string_view token) {
    const auto bar = token.starts_with("!date^") ? token.rfind('|') : token.find('|');
    const auto target = token.substr(0, bar);
    const auto label = bar == std::string_view::npos ? std::string_view{} : token.substr(bar + 1);
    const auto named = [&](std::string_view sign, std::string_view name) {
        if (!name.starts_with(sign)) out.append(sign);
        append_unescaped(out, name);
    };
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

/// Leaves out what `hidden` names and broken UTF-8.
std::string without_hidden(std::string_view text, bool formats_too) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto c = read(text, i);
        const bool drop = !c.good || (formats_too ? hidden(c.value) : c.value < 0xa0 && hidden(c.value));
        if (!drop) out.append(text.substr(i, c.size));
        i += c.size;
    }
    return out;
}

bool plain_ascii(std::string_view text) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || static_cast<unsigned char>(c) >= 0x7f) return false;
    return true;
}

}  // namespace

std::string readable(std::string_view slack_text) {
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
        append_token(out, slack_text.substr(open + 1, close - open - 1));
        i = close + 1;
    }
    if (!plain_ascii(out)) out = without_hidden(out, false);
    if (out.size() > kept_text_bytes) {
        auto end = kept_text_bytes;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0) == 0x80) --end;
        out.resize(end);
    }
    return out;
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

std::string harmless(std::string_view text) {
    return without_hidden(text, true);
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = read(text, i);
        count += c.value > 0xffff ? 2 : 1;
        i += c.size;
    }
    return count;
}

std::string_view beginning(std::string_view text, std::size_t limit) {
    std::size_t count = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        const auto c = read(text, i);
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
