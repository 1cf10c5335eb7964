#include "adapters/text_direction.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/plain_text.hpp"

namespace waymark {
namespace {

using range = std::pair<char32_t, char32_t>;

// Hebrew to Arabic and their neighbours, with the forms for presentation, and the old scripts beyond the basic plane.
constexpr std::array right_to_left{range{0x590, 0x8ff}, range{0xfb1d, 0xfdff}, range{0xfe70, 0xfefe},
                                   range{0x10800, 0x10fff}, range{0x1e800, 0x1efff}};
// What is no letter at all, and what belongs to whatever stands beside it.
constexpr std::array neutral{range{0, 0x40},        range{0x5b, 0x60},       range{0x7b, 0xa9},
                             range{0xab, 0xb4},     range{0xb6, 0xb9},       range{0xbb, 0xbf},
                             range{0xd7, 0xd7},     range{0xf7, 0xf7},       range{0x300, 0x36f},
                             range{0x660, 0x669},   range{0x6f0, 0x6f9},     range{0x2000, 0x2070},
                             range{0x20a0, 0x20ff}, range{0x2190, 0x2bff},   range{0x3000, 0x3004},
                             range{0x3008, 0x3020}, range{0xfe00, 0xfe6f},   range{0xfeff, 0xfeff},
                             range{0xfff9, 0xffff}, range{0x1f000, 0x1faff}, range{0xe0000, 0xe0fff}};

template <std::size_t Count>
bool is_in(const std::array<range, Count>& ranges, char32_t c) {
    return std::ranges::any_of(ranges, [&](const range& one) { return c >= one.first && c <= one.second; });
}

text_direction direction_of(char32_t c) {
    if (is_in(neutral, c)) return text_direction::neither;
    return is_in(right_to_left, c) ? text_direction::right_to_left : text_direction::left_to_right;
}

/// The first direction that `wanted` likes; neither when there is none.
template <class Wanted>
text_direction first_of(std::string_view text, const Wanted& wanted) {
    for (std::size_t i = 0; i < text.size();) {
        const auto c = code_point_at(text, i);
        i += c.size;
        const auto one = c.good ? direction_of(c.value) : text_direction::neither;
        if (one != text_direction::neither && wanted(one)) return one;
    }
    return text_direction::neither;
}

}  // namespace

text_direction direction_of(std::string_view text) {
    return first_of(text, [](text_direction) { return true; });
}

bool has_letters_against(std::string_view text, text_direction direction) {
    if (direction == text_direction::neither) return false;
    return first_of(text, [&](text_direction one) { return one != direction; }) != text_direction::neither;
}

bool is_right_to_left(std::string_view language) {
    constexpr std::array<std::string_view, 8> all{"ar", "he", "fa", "ur", "ps", "yi", "dv", "ckb"};
    return std::ranges::find(all, language.substr(0, language.find('-'))) != all.end();
}

}  // namespace waymark
