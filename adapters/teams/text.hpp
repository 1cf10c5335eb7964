// What people wrote in Teams as readable plain text, and its points in time. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/teams/activity.hpp"
#include "conversations/time.hpp"

namespace waymark::teams {

/// Whether the bot is mentioned: by its id, never by its name.
[[nodiscard]] bool mentions_us(const activity& in);

/// The text without the bot's own mentions and with others as plain names; entities undone exactly once, blanks of all
/// kinds as single spaces, line breaks kept, nothing around it, and the rest as `kept_text` leaves it.
[[nodiscard]] std::string spoken(const activity& in);

/// "2026-03-02T10:15:00.1234321+01:00" as a moment. Empty for anything else, also for a time without its offset.
[[nodiscard]] std::optional<instant> read_timestamp(std::string_view text);

}  // namespace waymark::teams
