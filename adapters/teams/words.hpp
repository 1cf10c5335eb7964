// The few words on a card that no message carries: of the button that sends a field, and what a field wants when it is
// empty or wrong. Only Teams' clients check fields, so the core knows no such words. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::teams {

struct card_words {
    std::string_view send;      ///< on the button beside a field
    std::string_view received;  ///< what a press is answered with
    std::string_view not_ours;  ///< what a press on a card of somebody else is answered with
    std::string_view choose;    ///< in a list that is folded up
    std::string_view answer;    ///< above the window for a long answer
    std::string_view pick_one, pick_some, pick_day, pick_person, write_number, write_between, write_text;
};

/// In this language, its base ("es" for "es-MX"), or English.
[[nodiscard]] const card_words& words_in(std::string_view language);
/// What a field for a number wants.
[[nodiscard]] std::string number_wanted(const card_words& words, std::optional<double> least,
                                        std::optional<double> most);

}  // namespace waymark::teams
