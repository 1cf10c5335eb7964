#include "bot/http_framing.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace waymark {
namespace {

constexpr std::size_t usual_fields = 16;
constexpr std::size_t longest_length = 18;  // digits that always fit

constexpr std::array<bool, 256> token_chars = [] {
    std::array<bool, 256> out{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"
                                         "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        out[static_cast<unsigned char>(c)] = true;
    return out;
}();
bool is_token(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return token_chars[static_cast<unsigned char>(c)]; });
}

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
bool same_word(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

/// Whether a list of words ("close, te") holds this one.
bool names(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (same_word(trimmed(list.substr(0, comma)), word)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

/// What a head says as it is read line by line.
struct head_reader {
    const head_limits& limits;
    http_head& into;
    bool old_version = false;
    int content_lengths = 0, transfer_encodings = 0, hosts = 0;
    std::string_view connection{};

    /// "METHOD target HTTP/1.1" with exactly one space between.
    [[nodiscard]] unsigned request_line(std::string_view line) {
        const auto first = line.find(' ');
        const auto second = first == line.npos ? line.npos : line.find(' ', first + 1);
        if (second == line.npos) return 400;
        into.method = line.substr(0, first);
        into.target = line.substr(first + 1, second - first - 1);
        const auto version = line.substr(second + 1);
        if (!is_token(into.method)) return 400;
        if (into.target.empty() || into.target.front() != '/') return 400;
        if (into.target.size() > limits.target) return 414;
        const auto plain = [](char c) { return c > 0x20 && c < 0x7f; };
        if (!std::ranges::all_of(into.target, plain)) return 400;
        old_version = version == "HTTP/1.0";
        if (old_version || version == "HTTP/1.1") return 0;
        return version.starts_with("HTTP/") ? 505 : 400;
    }

    [[nodiscard]] unsigned length(std::string_view value) {
        std::uint64_t number = 0;
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        if (value.empty() || value.size() > longest_length || !std::ranges::all_of(value, digit)) return 400;
        std::from_chars(value.data(), value.data() + value.size(), number);
        into.content_length = number;
        ++content_lengths;
        return 0;
    }

    [[nodiscard]] unsigned field(std::string_view line) {
        const auto colon = line.find(':');
        if (colon == line.npos) return 400;
        const auto name = line.substr(0, colon);
        if (!is_token(name)) return 400;  // a space before the colon, or a continued line
        const auto value = trimmed(line.substr(colon + 1));
        const auto fine = [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); };
        if (!std::ranges::all_of(value, fine)) return 400;
        into.fields.push_back({name, value});
        return meaning_of(name, value);
    }

    [[nodiscard]] unsigned meaning_of(std::string_view name, std::string_view value) {
        if (same_word(name, "content-length")) return length(value);
        if (same_word(name, "transfer-encoding")) {
            if (!same_word(value, "chunked")) return 501;
            into.chunked = true;
            ++transfer_encodings;
        } else if (same_word(name, "host")) {
            ++hosts;
        } else if (same_word(name, "connection")) {
            connection = value;
            if (names(value, "close")) into.keep_alive = false;
        } else if (same_word(name, "expect")) {
            into.expects_continue = same_word(value, "100-continue");
        }
        return 0;
    }

    [[nodiscard]] unsigned whole() const {
        if (content_lengths > 1 || transfer_encodings > 1 || hosts > 1) return 400;
        if (content_lengths + transfer_encodings > 1) return 400;
        if (old_version && transfer_encodings > 0) return 400;
        if (!old_version && hosts == 0) return 400;
        if (old_version && !names(connection, "keep-alive")) into.keep_alive = false;
        return 0;
    }
};

}  // namespace

std::string_view http_head::get(std::string_view name) const {
    for (const auto& one : fields)
        if (same_word(one.name, name)) return one.value;
    return {};
}

unsigned parse_head(std::string_view head, const head_limits& limits, http_head& into) {
    into = {};
    into.fields.reserve(usual_fields);
    head_reader read{limits, into};
    bool first = true;
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        if (end == head.npos) return 400;
        const auto line = head.substr(0, end);
        head.remove_prefix(end + 2);
        if (line.empty()) break;
        if (!first && into.fields.size() == limits.fields) return 431;
        const auto refused = first ? read.request_line(line) : read.field(line);
        if (refused) return refused;
        first = false;
    }
    if (first || !head.empty()) return 400;
    return read.whole();
}

}  // namespace waymark
