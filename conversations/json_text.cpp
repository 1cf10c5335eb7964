#include "conversations/json_text.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace waymark::json {
namespace {

constexpr int deepest = 64;
constexpr auto hex_digits = "0123456789abcdef";

/// What has to be escaped inside a string.
constexpr std::array<bool, 256> special = [] {
    std::array<bool, 256> out{};
    for (std::size_t c = 0; c < 0x20; ++c) out[c] = true;
    out['"'] = out['\\'] = true;
    return out;
}();
bool is_special(char c) {
    return special[static_cast<unsigned char>(c)];
}

char short_escape(char c) {
    switch (c) {
        case '"':
        case '\\':
            return c;
        case '\n':
            return 'n';
        case '\t':
            return 't';
        case '\r':
            return 'r';
        default:
            return 0;
    }
}

void write_escaped(std::string& out, char c) {
    out += '\\';
    if (const char plain = short_escape(c)) {
        out += plain;
        return;
    }
    const auto code = static_cast<unsigned char>(c);
    out += "u00";
    out += hex_digits[code >> 4];
    out += hex_digits[code & 15];
}

void append_utf8(std::string& to, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | code >> 6);
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

template <class Number>
void append_digits(std::string& out, Number value) {
    std::array<char, 32> room{};
    const auto* const end = std::to_chars(room.data(), room.data() + room.size(), value).ptr;
    out.append(room.data(), static_cast<std::size_t>(end - room.data()));
}

}  // namespace

void broken(const char* what) {
    throw std::invalid_argument(std::string("a stored document is broken: ") + what);
}

void write_string(std::string& out, std::string_view value) {
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (!is_special(value[i])) continue;
        out.append(value, from, i - from);
        write_escaped(out, value[i]);
        from = i + 1;
    }
    out.append(value, from);
    out += '"';
}

void write_number(std::string& out, std::int64_t value) {
    append_digits(out, value);
}

void write_number(std::string& out, double value) {
    append_digits(out, value);
}

void text_reader::space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
}

bool text_reader::take(char sign) {
    space();
    if (at_ == end_ || *at_ != sign) return false;
    ++at_;
    return true;
}

bool text_reader::another(char end, bool& first) {
    if (take(end)) return false;
    if (!first) need(',', "a comma is expected");
    first = false;
    return true;
}

std::uint32_t text_reader::hex() {
    std::uint32_t out = 0;
    must(end_ - at_ >= 4, "a text ends too early");
    const auto [stop, ec] = std::from_chars(at_, at_ + 4, out, 16);
    must(ec == std::errc{} && stop == at_ + 4, "an escape of four digits is expected");
    at_ = stop;
    return out;
}

void text_reader::escaped(std::string& into) {
    must(at_ != end_, "a text ends too early");
    const char c = *at_++;
    if (c != 'u') {
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view means = "\"\\/\b\f\n\r\t";
        const auto which = names.find(c);
        must(which != names.npos, "an unknown escape");
        into += means[which];
        return;
    }
    auto code = hex();
    must(code < 0xDC00 || code >= 0xE000, "half a pair of escapes");
    if (code >= 0xD800 && code < 0xDC00) {
        must(end_ - at_ >= 2 && at_[0] == '\\' && at_[1] == 'u', "half a pair of escapes");
        at_ += 2;
        const auto low = hex();
        must(low >= 0xDC00 && low < 0xE000, "half a pair of escapes");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(into, code);
}

void text_reader::string(std::string& into) {
    into.clear();
    need('"', "a text is expected");
    for (;;) {
        const char* const from = at_;
        while (at_ != end_ && !is_special(*at_)) ++at_;
        into.append(from, at_);
        must(at_ != end_, "a text ends too early");
        const char c = *at_++;
        if (c == '"') return;
        must(c == '\\', "a sign in a text has to be escaped");
        escaped(into);
    }
}

std::string_view text_reader::word() {
    space();
    const char* look = at_ == end_ ? at_ : at_ + 1;
    while (look != end_ && !is_special(*look)) ++look;
    if (at_ != end_ && *at_ == '"' && look != end_ && *look == '"') {
        const std::string_view out(at_ + 1, static_cast<std::size_t>(look - at_ - 1));
        at_ = look + 1;
        return out;
    }
    string(room_);
    return room_;
}

std::string_view text_reader::key() {
    const auto out = word();
    need(':', "a colon is expected");
    return out;
}

void text_reader::literal(std::string_view text) {
    must(std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(text), "an unknown value");
    at_ += text.size();
}

bool text_reader::boolean() {
    space();
    must(at_ != end_ && (*at_ == 't' || *at_ == 'f'), "true or false is expected");
    const bool out = *at_ == 't';
    literal(out ? "true" : "false");
    return out;
}

std::string_view text_reader::digits() {
    space();
    const char* const from = at_;
    constexpr std::string_view part_of_a_number = "0123456789+-.eE";
    while (at_ != end_ && part_of_a_number.find(*at_) != part_of_a_number.npos) ++at_;
    must(at_ != from, "a number is expected");
    return {from, static_cast<std::size_t>(at_ - from)};
}

std::int64_t text_reader::whole(std::int64_t low, std::int64_t high) {
    const auto text = digits();
    std::int64_t out = 0;
    const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
    must(ec == std::errc{} && stop == text.data() + text.size(), "a whole number is expected");
    must(out >= low && out <= high, "a number is too large");
    return out;
}

double text_reader::number() {
    const auto text = digits();
    double out = 0;
    const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
    must(ec == std::errc{} && stop == text.data() + text.size(), "a number is expected");
    return out;
}

void text_reader::skip(int depth) {
    must(depth < deepest, "too deep");
    space();
    must(at_ != end_, "a value is expected");
    bool first = true;
    if (take('{')) {
        while (another('}', first)) {
            (void)key();
            skip(depth + 1);
        }
    } else if (take('[')) {
        while (another(']', first)) skip(depth + 1);
    } else if (*at_ == '"') {
        (void)word();
    } else if (*at_ == 't' || *at_ == 'f') {
        (void)boolean();
    } else if (*at_ == 'n') {
        literal("null");
    } else {
        (void)number();
    }
}

void text_reader::finish() {
    space();
    must(at_ == end_, "something follows the document");
}

}  // namespace waymark::json
