// A rehearsed programme in the form the playground's page reads: all pairs, and the year of each. README.md shows it.
#pragma once

#include "adapters/playground/settings.hpp"
#include "bot/rehearsal/rehearsal.hpp"

namespace waymark {

/// `book` names in words what a nudge is about.
[[nodiscard]] playground_years years_of(const rehearsal::rehearsal_report& report, const script_book& book);

}  // namespace waymark
