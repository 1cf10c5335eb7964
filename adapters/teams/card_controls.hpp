// Buttons, lists and fields as elements of a card, so that `card_press` gives back the control's id and the values.
// Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "adapters/teams/words.hpp"
#include "conversations/message.hpp"

namespace waymark::teams {

/// What a question adds to its words. Nothing when it cannot be shown: typing the number or the label works in any
/// case.
struct control_parts {
    std::vector<nlohmann::json> field;    ///< stands in place of the question's last line, which is its label
    std::vector<nlohmann::json> buttons;  ///< stand below all words
};
[[nodiscard]] control_parts parts_of(const control& ask, const std::string& press, const card_words& words);
/// The ways out of an unsolicited message: behind "…", so that they do not outshout the question.
[[nodiscard]] std::vector<nlohmann::json> ways_out_elements(const control& ways_out, const std::string& press);

/// The last line of what the control is called: the question itself, without what leads to it. Empty when it is too
/// long for a label.
[[nodiscard]] std::string question_line(const control& ask);

}  // namespace waymark::teams
