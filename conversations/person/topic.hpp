// Topics as people write them, and how much two of them have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

/// "Speaking in public" and "public speaking" have the same words.
struct topic {
    std::string said;
    std::vector<std::string> words;  ///< small, without accents and without fillers such as "of"; sorted, each once
    friend bool operator==(const topic&, const topic&) = default;
};

[[nodiscard]] topic read_topic(std::string_view said);
[[nodiscard]] std::vector<topic> read_topics(const std::vector<std::string>& said);

/// In hundredths: 100 when they have the same words, 0 when they have none in common; otherwise the part of all their
/// words that both have.
[[nodiscard]] int likeness(const topic& one, const topic& other);

}  // namespace waymark
