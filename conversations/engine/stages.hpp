// The stages of a pair, in the order of its life.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

/// From "invited" to "afterglow".
[[nodiscard]] const std::vector<std::string>& stage_names();
/// False when `to` comes before `from`, or is the same. A name that is none of the stages leads on to anything.
[[nodiscard]] bool leads_on(std::string_view from, std::string_view to);

}  // namespace waymark
