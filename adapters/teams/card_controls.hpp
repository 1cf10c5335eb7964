// Buttons, lists and pickers as elements of a card, so that `card_press` gives back the control's id and the values.
// Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "conversations/message.hpp"

namespace waymark::teams {

/// Empty when the control cannot be shown: typing the number or the label works in any case.
[[nodiscard]] std::vector<nlohmann::json> control_elements(const control& ask, const std::string& press);
/// The ways out of an unsolicited message: behind "…", so that they do not outshout the question.
[[nodiscard]] std::vector<nlohmann::json> ways_out_elements(const control& ways_out, const std::string& press);

}  // namespace waymark::teams
