// A message as an Adaptive Card, version 1.5, which is the newest that Teams takes from bots. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "conversations/message.hpp"

namespace waymark::teams {

/// Words and controls. `press` goes into the data of every button and must be another text each time a card is sent or
/// updated: by it an intended second press is told from the same press delivered twice. The words are shown literally
/// whoever wrote them; only addresses in the bot's own words become links.
[[nodiscard]] nlohmann::json card(const outgoing& message, const std::string& press);

/// The same card once it has been answered: its words, what was chosen, and nothing to press.
[[nodiscard]] nlohmann::json settled_card(const outgoing& message, const settled& choice);

/// The question and the possible answers in one text: for notifications, screen readers and clients without cards.
[[nodiscard]] std::string spoken_words(const outgoing& message);

}  // namespace waymark::teams
