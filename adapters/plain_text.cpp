#include "adapters/plain_text.hpp"

#include <array>

namespace waymark {
namespace {

bool hidden(char32_t c) {
    if (c < 0x20) return c != '\n' && c != '\t';
    return c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e ||
           (c >= 0x200b && c <= 0x200f && c != 0x200d) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
           (c >= 0xe0000 && c <= 0xe007f);
}

/// Leaves out what `hidden` names and broken UTF-8.
std::string without_hidden(std::string_view text, bool formats_too) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto c = code_point_at(text, i);
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

code_point code_point_at(std::string_view text, std::size_t at) {
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

std::string kept_text(std::string text) {
    if (!plain_ascii(text)) text = without_hidden(text, false);
    if (text.size() > kept_text_bytes) {
        auto end = kept_text_bytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
        text.resize(end);
    }
    return text;
}

std::string harmless(std::string_view text) {
    return without_hidden(text, true);
}

}  // namespace waymark
