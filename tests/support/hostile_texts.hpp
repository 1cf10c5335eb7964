// Names and texts that break renderers, or make them show what nobody wrote. Made, so that nothing is written by hand
// twice: every family in every surrounding.
#pragma once

#include <string>
#include <vector>

namespace waymark::testing {

/// More than five hundred, none of them twice.
[[nodiscard]] const std::vector<std::string>& hostile_texts();

/// What stands in a text that turns it around, hides in it, or reaches beyond it; empty = nothing does. An isolate that
/// ends in its own line is fine.
[[nodiscard]] std::vector<std::string> hidden_in(const std::string& text);

}  // namespace waymark::testing
