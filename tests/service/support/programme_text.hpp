// A programme file for tests: as many pairs as wanted, who may be spoken to at any hour.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>

namespace waymark::testing {

struct programme_wishes {
    int pairs = 1;
    std::string nudges;                        ///< YAML of `nudges:`, or nothing
    std::optional<std::chrono::days> ends_in;  ///< from today
    std::optional<std::chrono::days> started;  ///< before today
    std::set<std::string> in_teams{};          ///< ids of people who are there and not in Slack
    std::string workspace = "T0ACME0001";      ///< of those in Slack
    int first_pair = 1;                        ///< of several programmes, each has pairs of its own
};

[[nodiscard]] std::string programme_text(const programme_wishes& wishes);
[[nodiscard]] inline std::string programme_text(int pairs) {
    programme_wishes wishes;
    wishes.pairs = pairs;
    return programme_text(wishes);
}

/// Slack ids of the people of a pair, counted from 1; their Entra object ids; and their names in the programme, which
/// are the same for both.
[[nodiscard]] std::string mentor_of(int pair);
[[nodiscard]] std::string mentee_of(int pair);
[[nodiscard]] std::string contact_of(int first_pair);  ///< in Slack, of the programme with these pairs
[[nodiscard]] std::string teams_mentor_of(int pair);
[[nodiscard]] std::string teams_mentee_of(int pair);
[[nodiscard]] std::string teams_contact();  ///< of the programme
[[nodiscard]] std::string person_of(const std::string& user);
/// Everybody in such a programme, to be put into Teams.
[[nodiscard]] std::set<std::string> everybody(int pairs);

/// Starts the closing six weeks before the end.
inline const std::string closing_nudge =
    "nudges:\n  - { id: closing_time, when: { before_end: 6 weeks }, start: closing, to: both, "
    "reason: \"Your time together ends soon.\" }\n";

}  // namespace waymark::testing
