// One message of every kind that Teams shows as a card, in English and in Spanish, and some with hostile words of
// people.
#pragma once

#include <string>
#include <vector>

#include "conversations/message.hpp"

namespace waymark::card_samples {

struct sample {
    std::string name;  ///< of its picture, too
    outgoing message;
    std::optional<settled> answered{};  ///< shown as the message looks afterwards
    bool hostile = false;               ///< what people wrote in it tries to be more than words
    friend bool operator==(const sample&, const sample&) = default;
};

[[nodiscard]] std::vector<sample> in_english();
[[nodiscard]] std::vector<sample> in_spanish();
[[nodiscard]] std::vector<sample> with_hostile_words();

}  // namespace waymark::card_samples
