// Ids, hosts and words of the protocol without their letter case. ASCII only: nothing else in them is ours to fold.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace waymark {

[[nodiscard]] constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = lower(c);
    return out;
}

/// Beast's function of this name reads a byte behind the end (1.81).
[[nodiscard]] inline bool iequals(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace waymark
