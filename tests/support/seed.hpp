// What chance is made of, so that a failure can be made to happen again.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

namespace waymark {

[[nodiscard]] inline int number_from_environment(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

/// WAYMARK_SEED, or a new one. Whoever takes it shows it when something fails: SCOPED_TRACE(seed_in_words(seed)).
[[nodiscard]] inline std::uint32_t test_seed() {
    const char* text = std::getenv("WAYMARK_SEED");
    return text == nullptr ? std::random_device()() : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}
[[nodiscard]] inline std::string seed_in_words(std::uint32_t seed) {
    return "WAYMARK_SEED=" + std::to_string(seed);
}

}  // namespace waymark
