// What the buttons and forms of our own cards send back, as a choice. Pure.
#pragma once

#include <string>
#include <vector>

#include "adapters/teams/activity.hpp"

namespace waymark::teams {

/// Whether the data is of a card that we made. Everything in it is still a stranger's word.
[[nodiscard]] bool is_ours(const card_input& input);
/// Whether it is of a size that a card of ours can send.
[[nodiscard]] bool is_sane(const card_input& input);
/// The values for inbound::chose; empty = nothing was picked.
[[nodiscard]] std::vector<std::string> chosen(const card_input& input);
/// 32 hex digits, equal for equal input: what it says and which state of the card it came from.
[[nodiscard]] std::string fingerprint(const card_input& input);

}  // namespace waymark::teams
