#include "bot/commands/database_choice.hpp"

#include <ostream>

namespace waymark {

std::optional<config> settings_without_secrets(const std::string& file, std::ostream& complaints) {
    auto around = real_surroundings();
    const auto source = around.file(file);
    if (!source) {
        complaints << "waymark: the file " << file << " cannot be read.\n";
        return {};
    }
    around.for_start = false;
    std::vector<diagnostic> problems;
    auto settings = read_config(file, *source, around, problems);
    if (!any_error(problems)) return settings;
    for (const auto& one : problems) {
        const auto text = show(one, *source);
        complaints << text << (text.ends_with('\n') ? "" : "\n");
    }
    return {};
}

std::optional<std::string> chosen_database(const database_choice& of, std::ostream& complaints) {
    if (of.config.empty() == of.database.empty()) {
        complaints << "waymark: name the settings (--config FILE) or the database (--db FILE), one of them.\n";
        return {};
    }
    if (!of.database.empty()) return of.database;
    const auto settings = settings_without_secrets(of.config, complaints);
    return settings ? std::optional(settings->database) : std::nullopt;
}

}  // namespace waymark
