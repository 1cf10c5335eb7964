#include "bot/commands/check_config.hpp"

#include <ostream>

namespace waymark {
exit_code read_for_start(const std::string& file, start_files& into, std::ostream& complaints) {
    const auto source = real_surroundings().file(file);
    if (!source) {
        complaints << "waymark: the file " << file << " cannot be read.\n";
        return exit_could_not_run;
    }
    std::vector<diagnostic> problems;
    into.settings = read_config(file, *source, real_surroundings(), problems);
    for (const auto& one : problems) {
        const auto text = show(one, *source);
        complaints << text << (text.ends_with('\n') ? "" : "\n");
    }
    auto scripts = read_scripts({into.settings.scripts, into.settings.programmes}, complaints);
    if (any_error(problems) || !scripts) return exit_errors;
    into.scripts = std::move(*scripts);
    return exit_clean;
}

int check_config(const std::string& file, std::ostream& out, std::ostream& complaints) {
    start_files read;
    const auto ended = read_for_start(file, read, complaints);
    if (ended == exit_clean) out << file << " is fine, and so are the programmes and conversations it names.\n";
    return ended;
}

}  // namespace waymark
