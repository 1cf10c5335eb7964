#include "adapters/teams/base64url.hpp"

#include <array>
#include <cstdint>

namespace waymark::teams {
namespace {

constexpr std::uint8_t none = 0xff;
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> out{};
    out.fill(none);
    for (std::size_t i = 0; i < letters.size(); ++i)
        out[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
    return out;
}();

}  // namespace

std::optional<std::string> base64url_decoded(std::string_view text) {
    if (text.size() % 4 == 1) return {};
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        const auto value = values[static_cast<unsigned char>(c)];
        if (value == none) return {};
        bits = (bits << 6 | value) & 0xffffU;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out.push_back(static_cast<char>(bits >> held & 0xffU));
    }
    if ((bits & ((1U << held) - 1U)) != 0) return {};
    return out;
}

std::string base64url_encoded(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 4 / 3 + 1);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : bytes) {
        bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xffffU;
        for (held += 8; held >= 6;) {
            held -= 6;
            out.push_back(letters[bits >> held & 63U]);
        }
    }
    if (held > 0) out.push_back(letters[bits << (6 - held) & 63U]);
    return out;
}

}  // namespace waymark::teams
