#include "bot/commands/check_config.hpp"

#include <ostream>

#include "bot/commands/exit_code.hpp"
#include "bot/startup.hpp"

namespace waymark {
namespace {

struct read_settings {
    config found;
    bool fine = false;
};

read_settings read_and_say(const std::string& file, const std::string& source, std::ostream& complaints) {
    std::vector<diagnostic> problems;
    read_settings out;
    out.found = read_config(file, source, real_surroundings(), problems);
    for (const auto& one : problems) {
        const auto text = show(one, source);
        complaints << text << (text.ends_with('\n') ? "" : "\n");
    }
    out.fine = !any_error(problems);
    return out;
}

}  // namespace

std::optional<config> config_from(const std::string& file, std::ostream& complaints) {
    const auto source = real_surroundings().file(file);
    if (!source) {
        complaints << "waymark: the file " << file << " cannot be read.\n";
        return {};
    }
    auto read = read_and_say(file, *source, complaints);
    if (!read.fine) return {};
    return std::move(read.found);
}

int check_config(const std::string& file, std::ostream& out, std::ostream& complaints) {
    const auto source = real_surroundings().file(file);
    if (!source) {
        complaints << "waymark: the file " << file << " cannot be read.\n";
        return exit_could_not_run;
    }
    const auto read = read_and_say(file, *source, complaints);
    const bool scripts_fine = read_scripts({read.found.scripts, read.found.programmes}, complaints).has_value();
    if (!read.fine || !scripts_fine) return exit_errors;
    out << file << " is fine, and so are the programmes and conversations it names.\n";
    return exit_clean;
}

}  // namespace waymark
