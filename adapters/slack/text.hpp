// Slack's text forms: what its users wrote as readable plain text, and our data made safe for its markup. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/plain_text.hpp"
#include "conversations/time.hpp"

namespace waymark::slack {

/// How `<@U1|ann>` is read: "@ann", or "@U1|ann".
enum class mentions { by_name, by_account };
/// Plain text of a `text` field: `<https://a.b|notes>` is "notes (https://a.b)", a date its fallback; entities are
/// undone exactly once, and the rest is as `kept_text` leaves it.
[[nodiscard]] std::string readable(std::string_view slack_text, mentions of = mentions::by_name);

/// `text` for mrkdwn objects and the top-level text: & < > become entities, so nothing in it is a mention or a link.
[[nodiscard]] std::string escaped(std::string_view text);

/// Characters as Slack counts them at worst: an emoji outside the basic plane counts twice.
[[nodiscard]] std::size_t length(std::string_view text);
/// The longest beginning of at most `limit` characters (counted as `length` does), cut between characters.
[[nodiscard]] std::string_view beginning(std::string_view text, std::size_t limit);
/// `text` itself, or its beginning and "…", `limit` characters at most.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

/// "1767225610.000100" or "1767225610" as a moment. Empty for anything else.
[[nodiscard]] std::optional<instant> read_ts(std::string_view ts);

}  // namespace waymark::slack
