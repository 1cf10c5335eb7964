// What the page is told, as JSON: one object for each line, choice, change and turn of the clock. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "adapters/playground/settings.hpp"
#include "conversations/message.hpp"

namespace waymark {

/// The bot's message to one person. `id` is what the page sends back when a control of it is used.
[[nodiscard]] nlohmann::json bot_line(const std::string& user, const std::string& id, const outgoing& message,
                                      instant at);
/// The controls of message `id` turn into the choice made.
[[nodiscard]] nlohmann::json settled_line(const std::string& user, const std::string& id, const settled& what);
/// What a person just wrote, changed or deleted; null for an event that shows nothing.
[[nodiscard]] nlohmann::json own_line(const inbound_event& event);
/// The clock stands at `now`; `moving` while it is on its way; `note` is for the page to say.
[[nodiscard]] nlohmann::json clock_line(instant now, bool moving, const std::string& note);
/// People, flows and languages, for a page that has just been opened.
[[nodiscard]] nlohmann::json page_setup(const playground_settings& settings, instant now);

}  // namespace waymark
