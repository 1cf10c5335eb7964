// FNV-1a with 64 bits: the same on every machine and in every version, which std::hash is not.
#pragma once

#include <cstdint>
#include <string_view>

namespace waymark {

[[nodiscard]] constexpr std::uint64_t stable_hash(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char one : text) {
        hash ^= static_cast<unsigned char>(one);
        hash *= 1099511628211U;
    }
    return hash;
}

}  // namespace waymark
