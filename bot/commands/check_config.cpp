#include "bot/commands/check_config.hpp"

#include <ostream>
#include <sstream>

namespace waymark {
namespace {

/// Ids from the programme that ships, which nobody has: T0EXAMPLE, U0EXAMPLE1. Comments may speak of them.
std::vector<diagnostic> example_ids(const loaded_scripts& scripts, const std::vector<std::string>& programmes) {
    std::vector<diagnostic> out;
    for (const auto& file : programmes) {
        const auto source = scripts.sources.find(file);
        if (source == scripts.sources.end()) continue;
        std::istringstream lines(source->second);
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            const auto at = std::string_view(line).substr(0, line.find('#')).find("0EXAMPLE");
            if (at == std::string_view::npos || at == 0) continue;
            diagnostic one;
            one.file = file;
            one.at = {number, static_cast<int>(at)};
            one.code = "C018";
            one.text = "this id is from the example, and nobody has it";
            one.suggestion = "write the id that Slack shows";
            out.push_back(std::move(one));
        }
    }
    return out;
}

}  // namespace

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
    const auto examples = scripts ? example_ids(*scripts, into.settings.programmes) : std::vector<diagnostic>{};
    for (const auto& one : examples) complaints << show(one, scripts->sources.at(one.file));
    if (any_error(problems) || !scripts || !examples.empty()) return exit_errors;
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
