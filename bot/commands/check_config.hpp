// `waymark check-config`: everything that is wrong with the settings, and with the programmes and conversations they
// name, without starting anything.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "bot/config.hpp"

namespace waymark {

/// The settings in this file, or empty after saying everything that is wrong with them.
[[nodiscard]] std::optional<config> config_from(const std::string& file, std::ostream& complaints);

/// Exit code: 0 fine, 1 problems, 2 the settings file cannot be read.
[[nodiscard]] int check_config(const std::string& file, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
