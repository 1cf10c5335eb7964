// What Slack documents as the most it takes, in characters unless said otherwise.
#pragma once

#include <cstddef>

namespace waymark::slack::limits {

constexpr std::size_t blocks = 50;        ///< in one message
constexpr std::size_t block_text = 3000;  ///< a section's text; our own measure for a rich_text block too
constexpr std::size_t elements = 25;      ///< in one actions block
constexpr std::size_t button_text = 75;
constexpr std::size_t button_value = 2000;
constexpr std::size_t accessibility_label = 75;
constexpr std::size_t option_text = 75;
constexpr std::size_t option_value = 150;
constexpr std::size_t options = 100;  ///< in one select, or in one group of it
constexpr std::size_t option_groups = 100;
constexpr std::size_t overflow_options = 5;
constexpr std::size_t placeholder = 150;
constexpr std::size_t id = 255;              ///< block_id, action_id
constexpr std::size_t fallback_text = 4000;  ///< the message's own `text`

constexpr std::size_t view_blocks = 100;  ///< in a modal or the Home tab
constexpr std::size_t view_title = 24;    ///< and the words on a modal's own buttons
constexpr std::size_t view_metadata = 3000;
constexpr std::size_t view_bytes = 250 * 1024;
constexpr std::size_t field_label = 2000;  ///< and its hint
constexpr std::size_t input_text = 3000;   ///< what a text field can hold
constexpr std::size_t header_text = 150;

}  // namespace waymark::slack::limits
