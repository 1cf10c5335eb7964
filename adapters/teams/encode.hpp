// Messages in domain words into activities for Teams' connector, within its limits. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "conversations/message.hpp"

namespace waymark::teams {

/// Between whom, by the ids that Teams knows them under.
struct parties {
    std::string bot;           ///< "28:<app id>"
    std::string bot_name;      ///< as the app package says
    std::string conversation;  ///< "a:1…"
    std::string person;        ///< "29:1…"
};

/// A message without anything in it yet.
[[nodiscard]] nlohmann::json activity_between(const parties& between);

/// What to POST, in this order, each after the one before has arrived: long text goes ahead as plain text, and what has
/// to be pressed or picked is in the last one. Never empty. `press` as in `card`. Text and a card are never in one
/// activity: Teams would make two messages of it.
[[nodiscard]] std::vector<nlohmann::json> messages_for(const outgoing& message, const parties& between,
                                                       const std::string& press);

/// What to PUT in place of the last of them, once it has been answered.
[[nodiscard]] nlohmann::json settled_message(const outgoing& message, const settled& choice, const parties& between);

}  // namespace waymark::teams
