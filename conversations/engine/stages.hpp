// The stages of a pair, in the order of its life.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conversations/engine/pair_state.hpp"

namespace waymark {

constexpr std::string_view closing_stage = "closing";
constexpr std::string_view closed_stage = "closed";

/// From "invited" to "afterglow".
[[nodiscard]] const std::vector<std::string>& stage_names();
/// False when `to` comes before `from`, or is the same. A name that is none of the stages leads on to anything.
[[nodiscard]] bool leads_on(std::string_view from, std::string_view to);

/// The pair is in this stage from now on. Whoever comes to the closing is known to have been somewhere before.
void enter_stage(pair_state& pair, std::string_view stage, instant now);
/// Whether this conversation leads a pair to this stage.
[[nodiscard]] bool leads_to(const flow& script, std::string_view stage);

}  // namespace waymark
