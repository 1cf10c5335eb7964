#include "bot/commands/database_choice.hpp"

#include <ostream>

#include "bot/config.hpp"

namespace waymark {

std::optional<std::string> chosen_database(const database_choice& of, std::ostream& complaints) {
    if (of.config.empty() == of.database.empty()) {
        complaints << "waymark: name the settings (--config FILE) or the database (--db FILE), one of them.\n";
        return {};
    }
    if (!of.database.empty()) return of.database;
    auto around = real_surroundings();
    const auto source = around.file(of.config);
    if (!source) {
        complaints << "waymark: the file " << of.config << " cannot be read.\n";
        return {};
    }
    // whoever makes a backup has no business with the secrets
    around.variable = [](const std::string&) { return std::optional<std::string>("not needed here"); };
    around.file = [](const std::string&) { return std::optional<std::string>("not needed here"); };
    std::vector<diagnostic> problems;
    auto settings = read_config(of.config, *source, around, problems);
    if (!any_error(problems)) return settings.database;
    for (const auto& one : problems) {
        const auto text = show(one, *source);
        complaints << text << (text.ends_with('\n') ? "" : "\n");
    }
    return {};
}

}  // namespace waymark
