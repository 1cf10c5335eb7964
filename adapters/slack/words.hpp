// The few words that stand on a modal or in an answer to a click and that no message carries. Pure.
#pragma once

#include <string_view>

namespace waymark::slack {

struct few_words {
    std::string_view send, close;  ///< on a modal's buttons
    std::string_view waiting;      ///< in a modal, until there is something to show
    std::string_view answer;       ///< above a field that has no other label
    std::string_view elsewhere;    ///< to a command that was given in a channel
    std::string_view unsent;       ///< above fields that hold what was filled in and never sent
};

/// In this language, its base ("es" for "es-MX"), or English.
[[nodiscard]] const few_words& words_in(std::string_view language);

}  // namespace waymark::slack
