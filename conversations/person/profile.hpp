// What a person wants to learn and what they offer, in their own words. Plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/ids.hpp"

namespace waymark {

/// From one wall time to another; one that ends before it begins goes on after midnight, and from a time to the same
/// one is the whole day.
struct day_hours {
    int from_minute = 0;  ///< after local midnight
    int to_minute = 0;
    friend bool operator==(const day_hours&, const day_hours&) = default;
};

enum class part_taken { unsaid, mentor, mentee, both };

/// What is empty has not been said.
struct learning_profile {
    std::vector<std::string> wants, offers;  ///< short topics
    std::optional<int> capacity;             ///< pairs a mentor takes at once
    std::vector<std::string> languages;      ///< BCP 47
    std::optional<day_hours> hours;          ///< when they work
    part_taken takes_part_as = part_taken::unsaid;
    std::vector<person_id> not_with;
    friend bool operator==(const learning_profile&, const learning_profile&) = default;

    /// Whoever has not said it and wants to learn something is a mentee; whoever offers something, a mentor.
    [[nodiscard]] bool is_mentee() const;
    [[nodiscard]] bool is_mentor() const;
};

/// What is said in `named` takes the place of what was known.
void take_over(learning_profile& known, const learning_profile& named);

/// "9-17", "09:00 - 17:30"; empty when it is none.
[[nodiscard]] std::optional<day_hours> parse_hours(std::string_view text);
/// "9", "09:30" or "9:30" as minutes after midnight, "24:00" included; empty when it is none.
[[nodiscard]] std::optional<int> clock_minute(std::string_view text);
/// "09:00".
[[nodiscard]] std::string clock_text(int minute);
/// "09:00-17:30".
[[nodiscard]] std::string hours_text(day_hours hours);
/// "mentor", "mentee", "both"; empty when it has not been said.
[[nodiscard]] std::string_view word_of(part_taken as);

}  // namespace waymark
