// `waymark check-config`: everything that is wrong with the settings, and with the programmes and conversations they
// name, without starting anything.
#pragma once

#include <iosfwd>
#include <string>

#include "bot/commands/exit_code.hpp"
#include "bot/config.hpp"
#include "bot/startup.hpp"

namespace waymark {

/// The settings, and the programmes and conversations that they name.
struct start_files {
    config settings;
    loaded_scripts scripts;
};

/// Reads them all, and says everything that is wrong with any of them. exit_clean: `into` can be used.
[[nodiscard]] exit_code read_for_start(const std::string& file, start_files& into, std::ostream& complaints);

/// Exit code: 0 fine, 1 problems, 2 the settings file cannot be read.
[[nodiscard]] int check_config(const std::string& file, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
