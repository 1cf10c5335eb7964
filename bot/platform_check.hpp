// Holds the programmes against the platforms that the settings name: whoever has an account where there is no bot of
// ours would never hear anything, and nobody would know why.
#pragma once

#include <vector>

#include "bot/config.hpp"
#include "bot/script_library.hpp"

namespace waymark {

/// C028: the tenant of a programme is none that the bot in Teams serves. C029: people on a platform that the settings
/// do not have; an error when somebody can be reached nowhere else.
[[nodiscard]] std::vector<diagnostic> check_platforms(const config& settings, const loaded_scripts& scripts);

}  // namespace waymark
