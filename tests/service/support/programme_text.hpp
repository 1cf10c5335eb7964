// A programme file for tests: as many pairs as wanted, who may be spoken to at any hour.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace waymark::testing {

struct programme_wishes {
    int pairs = 1;
    std::string nudges;                        ///< YAML of `nudges:`, or nothing
    std::optional<std::chrono::days> ends_in;  ///< from today
    std::optional<std::chrono::days> started;  ///< before today
};

[[nodiscard]] std::string programme_text(const programme_wishes& wishes);
[[nodiscard]] inline std::string programme_text(int pairs) {
    programme_wishes wishes;
    wishes.pairs = pairs;
    return programme_text(wishes);
}

/// Slack ids of the people of a pair, counted from 1, and their names in the programme.
[[nodiscard]] std::string mentor_of(int pair);
[[nodiscard]] std::string mentee_of(int pair);
[[nodiscard]] std::string person_of(const std::string& user);

/// Starts the closing six weeks before the end.
inline const std::string closing_nudge =
    "nudges:\n  - { id: closing_time, when: { before_end: 6 weeks }, start: closing, to: both, "
    "reason: \"Your time together ends soon.\" }\n";

}  // namespace waymark::testing
