#include "bot/commands/check_config.hpp"

#include <ostream>

#include "bot/commands/exit_code.hpp"

namespace waymark {
namespace {

std::optional<config> read_and_say(const std::string& file, const std::string& source, std::ostream& complaints) {
    std::vector<diagnostic> problems;
    auto out = read_config(file, source, real_surroundings(), problems);
    for (const auto& one : problems) {
        const auto text = show(one, source);
        complaints << text << (text.ends_with('\n') ? "" : "\n");
    }
    if (any_error(problems)) return {};
    return out;
}

}  // namespace

std::optional<config> config_from(const std::string& file, std::ostream& complaints) {
    const auto source = real_surroundings().file(file);
    if (source) return read_and_say(file, *source, complaints);
    complaints << "waymark: the file " << file << " cannot be read.\n";
    return {};
}

int check_config(const std::string& file, std::ostream& out, std::ostream& complaints) {
    const auto source = real_surroundings().file(file);
    if (!source) {
        complaints << "waymark: the file " << file << " cannot be read.\n";
        return exit_could_not_run;
    }
    if (!read_and_say(file, *source, complaints)) return exit_errors;
    out << file << " is fine.\n";
    return exit_clean;
}

}  // namespace waymark
