// Stretches of text into blocks: the bot's words as mrkdwn, people's words as literal leaves. Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"

namespace waymark::slack {

/// Section blocks for lines of the bot alone, rich_text blocks for lines in which a person speaks. Long text goes on in
/// the next block; only what would need more than `most` blocks ends in "…".
[[nodiscard]] std::vector<nlohmann::json> text_blocks(const std::vector<text_run>& text, std::size_t most);

/// One block that shows `text` exactly as it is.
[[nodiscard]] nlohmann::json literal_block(std::string_view text);

/// A plain_text object; never empty and never longer than `limit`.
[[nodiscard]] nlohmann::json plain_object(std::string_view text, std::size_t limit);

/// The bot's words for mrkdwn: data characters escaped, addresses made links.
[[nodiscard]] std::string marked(std::string_view text);

}  // namespace waymark::slack
