// Which database a command is about: named itself, or through the settings file.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "bot/config.hpp"

namespace waymark {

struct database_choice {
    std::string config;    ///< settings file; its secrets need not be there
    std::string database;  ///< or the file itself
};

/// The settings in this file without its secrets, or empty after saying everything that is wrong.
[[nodiscard]] std::optional<config> settings_without_secrets(const std::string& file, std::ostream& complaints);
/// The same for a command that speaks with a platform, as complete as for a start.
[[nodiscard]] std::optional<config> settings_with_secrets(const std::string& file, std::ostream& complaints);

struct chosen_database_files {
    std::string file;
    key_place keys;  ///< where its master keys stand
};
/// The database, or empty after saying what is wrong.
[[nodiscard]] std::optional<chosen_database_files> chosen_database(const database_choice& of, std::ostream& complaints);
/// Where the master keys stand that the settings name; beside the database when no settings are named. Empty after
/// saying what is wrong.
[[nodiscard]] std::optional<key_place> keys_named_in(const std::string& config, std::ostream& complaints);

}  // namespace waymark
