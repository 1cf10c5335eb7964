// What chance is made of, so that a failure can be made to happen again.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>

namespace waymark::testing {

[[nodiscard]] inline int number_from_environment(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

/// WAYMARK_SEED, or a new one. Whoever takes it prints it.
[[nodiscard]] inline std::uint64_t test_seed() {
    const char* text = std::getenv("WAYMARK_SEED");
    return text == nullptr ? std::random_device()() : std::strtoull(text, nullptr, 10);
}

}  // namespace waymark::testing
