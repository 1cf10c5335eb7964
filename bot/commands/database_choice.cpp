#include "bot/commands/database_choice.hpp"

#include <ostream>

namespace waymark {

namespace {

std::optional<config> settings_from(const std::string& file, bool with_secrets, std::ostream& complaints) {
    auto around = real_surroundings();
    const auto source = around.file(file);
    if (!source) {
        complaints << "waymark: the file " << file << " cannot be read.\n";
        return {};
    }
    around.for_start = with_secrets;
    std::vector<diagnostic> problems;
    auto settings = read_config(file, *source, around, problems);
    if (!any_error(problems)) return settings;
    for (const auto& one : problems) {
        const auto text = show(one, *source);
        complaints << text << (text.ends_with('\n') ? "" : "\n");
    }
    return {};
}

}  // namespace

std::optional<config> settings_without_secrets(const std::string& file, std::ostream& complaints) {
    return settings_from(file, false, complaints);
}

std::optional<config> settings_with_secrets(const std::string& file, std::ostream& complaints) {
    return settings_from(file, true, complaints);
}

std::optional<chosen_database_files> chosen_database(const database_choice& of, std::ostream& complaints) {
    if (of.config.empty() == of.database.empty()) {
        complaints << "waymark: name the settings (--config FILE) or the database (--db FILE), one of them.\n";
        return {};
    }
    if (!of.database.empty()) return chosen_database_files{of.database, {}};
    const auto settings = settings_without_secrets(of.config, complaints);
    if (!settings) return {};
    return chosen_database_files{settings->database, settings->master_key.of_database(settings->database)};
}

std::optional<key_place> keys_named_in(const std::string& config, std::ostream& complaints) {
    if (config.empty()) return key_place{};
    const auto settings = settings_without_secrets(config, complaints);
    if (!settings) return {};
    return settings->master_key.of_database(settings->database);
}

}  // namespace waymark
