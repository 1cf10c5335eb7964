#include "bot/http_framing.hpp"

#include <algorithm>
#include <cctype>

namespace waymark {
namespace {

bool token_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool same_word(std::string_view one, std::string_view lower) {
    return std::ranges::equal(
        one, lower, {}, [](char c) { return std::tolower(static_cast<unsigned char>(c)); },
        [](char c) { return static_cast<int>(c); });
}

/// "METHOD target HTTP/1.1" with exactly one space between.
unsigned refuse_request_line(std::string_view line, const head_limits& limits) {
    const auto first = line.find(' ');
    const auto second = first == line.npos ? line.npos : line.find(' ', first + 1);
    if (second == line.npos) return 400;
    const auto method = line.substr(0, first), target = line.substr(first + 1, second - first - 1),
               version = line.substr(second + 1);
    if (method.empty() || !std::ranges::all_of(method, token_char)) return 400;
    if (target.empty() || target.front() != '/') return 400;
    if (target.size() > limits.target) return 414;
    const auto plain = [](char c) { return c > 0x20 && c < 0x7f; };
    if (!std::ranges::all_of(target, plain)) return 400;
    if (version == "HTTP/1.1" || version == "HTTP/1.0") return 0;
    return version.starts_with("HTTP/") ? 505 : 400;
}

struct lengths {
    int content_lengths = 0, transfer_encodings = 0, hosts = 0;
};

unsigned refuse_field(std::string_view line, lengths& seen) {
    const auto colon = line.find(':');
    if (colon == line.npos || colon == 0) return 400;
    const auto name = line.substr(0, colon);
    if (!std::ranges::all_of(name, token_char)) return 400;  // a space before the colon, or a continued line
    auto value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
    const auto fine = [](char c) { return c == '\t' || static_cast<unsigned char>(c) >= 0x20; };
    if (!std::ranges::all_of(value, fine) || value.find('\x7f') != value.npos) return 400;
    if (same_word(name, "content-length")) {
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        if (value.empty() || value.size() > 18 || !std::ranges::all_of(value, digit)) return 400;
        ++seen.content_lengths;
    } else if (same_word(name, "transfer-encoding")) {
        if (!same_word(value, "chunked")) return 501;
        ++seen.transfer_encodings;
    } else if (same_word(name, "host")) {
        ++seen.hosts;
    }
    return 0;
}

}  // namespace

unsigned refuse_head(std::string_view head, const head_limits& limits) {
    bool first = true;
    std::size_t fields = 0;
    lengths seen;
    bool old_version = false;
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        if (end == head.npos) return 400;
        const auto line = head.substr(0, end);
        head.remove_prefix(end + 2);
        if (line.empty()) break;
        if (line.find('\r') != line.npos || line.find('\n') != line.npos || line.find('\0') != line.npos) return 400;
        if (!first && ++fields > limits.fields) return 431;
        const auto refused = first ? refuse_request_line(line, limits) : refuse_field(line, seen);
        if (refused) return refused;
        if (first) old_version = line.ends_with("1.0");
        first = false;
    }
    if (first || !head.empty()) return 400;
    if (seen.content_lengths > 1 || seen.transfer_encodings > 1 || seen.hosts > 1) return 400;
    if (seen.content_lengths + seen.transfer_encodings > 1) return 400;
    if (old_version && seen.transfer_encodings) return 400;
    if (!old_version && seen.hosts == 0) return 400;
    return 0;
}

}  // namespace waymark
