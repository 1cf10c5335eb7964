// Buttons and pickers as blocks, laid out so that decode gives back the control's id and the values. Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"

namespace waymark::slack {

/// Blocks for one control, at most control_blocks_limit. Empty when it cannot be shown (an id or a value that Slack
/// would refuse): typing the number or the label works in any case.
[[nodiscard]] std::vector<nlohmann::json> control_blocks(const control& ask, std::string_view language = {});
/// The ways out of an unsolicited message: one small line with a menu, so that they do not outshout the question.
[[nodiscard]] std::vector<nlohmann::json> ways_out_blocks(const control& ways_out);
constexpr std::size_t control_blocks_limit = 6;

}  // namespace waymark::slack
