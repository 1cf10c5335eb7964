// A bot's message as somebody in Teams has it before their eyes: what it says, what can be pressed, and what Teams
// would not take. Written from the documents, not from our encoder.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace waymark::testing {

/// The words of its text and of its cards, a line for each block.
[[nodiscard]] std::string words_in(const nlohmann::json& activity);

/// Something to press that chooses `title`: a button, or a line of a list together with the button that sends it.
struct card_choice {
    std::string title;
    nlohmann::json action;  ///< the button, as it was sent
    nlohmann::json inputs;  ///< what the card's fields hold, by id
};
[[nodiscard]] std::vector<card_choice> choices_in(const nlohmann::json& activity);
/// A field to write into, with the button that sends it; empty when there is none.
struct card_field {
    std::string id;
    nlohmann::json action;
};
[[nodiscard]] std::vector<card_field> fields_in(const nlohmann::json& activity);

/// Problems of an activity that is sent; empty = Teams takes it.
[[nodiscard]] std::vector<std::string> card_problems(const nlohmann::json& activity);

}  // namespace waymark::testing
