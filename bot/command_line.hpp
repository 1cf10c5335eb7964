// The commands that `waymark` understands, in two groups; main.cpp has the rest. Each sets `code` to the exit status.
#pragma once

#include <CLI/CLI.hpp>

#include "bot/commands/database_choice.hpp"

namespace waymark {

/// "flows ...": for whoever writes conversations.
void add_flows(CLI::App& app, int& code);
/// For whoever runs a programme: lists of people and pairs, who fits whom, rehearsals, reports, holds.
void add_programme_commands(CLI::App& app, int& code);
/// "programme ...": changes a running programme.
void add_programme(CLI::App& app, int& code);
/// "slack ..." and "teams ...": for whoever brings the bot into a platform.
void add_platforms(CLI::App& app, int& code);
/// "keys ...": for whoever keeps the master key of the database.
void add_keys(CLI::App& app, int& code);
/// "--config" or "--db": which database is meant.
void add_database_choice(CLI::App& command, database_choice& into);

/// One folder each time, so that what comes after it is not taken for a second one.
void add_folders(CLI::App& command, std::vector<std::string>& into,
                 const std::string& help = "Your own folder with flows/ and texts/; may be given several times");

}  // namespace waymark
