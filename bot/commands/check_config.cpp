#include "bot/commands/check_config.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <sstream>

#include "bot/platform_check.hpp"

namespace waymark {
namespace {

/// Where an id from the examples begins in a line, from 1; 0 when there is none. Comments may speak of them.
std::size_t example_in(std::string_view line) {
    constexpr std::string_view in_slack = "0EXAMPLE", in_teams = "00000000-0000-0000-0000-000000000000";
    line = line.substr(0, line.find('#'));
    if (const auto at = line.find(in_slack); at != std::string_view::npos) return at;  // behind its first letter
    const auto at = line.find(in_teams);
    return at == std::string_view::npos ? 0 : at + 1;
}

/// Ids that nobody has: T0EXAMPLE and U0EXAMPLE1 from the programmes that ship, and nothing but zeros.
std::vector<diagnostic> example_ids(const loaded_scripts& scripts, const std::vector<std::string>& programmes) {
    std::vector<diagnostic> out;
    for (const auto& file : programmes) {
        const auto source = scripts.sources.find(file);
        if (source == scripts.sources.end()) continue;
        std::istringstream lines(source->second);
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            const auto at = example_in(line);
            if (at == 0) continue;
            diagnostic one;
            one.file = file;
            one.at = {number, static_cast<int>(at)};
            one.code = "C018";
            one.text = "this id is from the example, and nobody has it";
            one.suggestion = "write the id that Slack or Entra shows";
            out.push_back(std::move(one));
        }
    }
    return out;
}

/// Whether what the settings say about platforms can be held against the programmes; else what is found would only
/// follow from what is wrong already.
bool tells_the_platforms(const config& settings, const std::vector<diagnostic>& problems) {
    constexpr std::array codes{"C001", "C002", "C003", "C004", "C018", "C022"};
    const auto blurs = [&](const diagnostic& one) { return std::ranges::find(codes, one.code) != codes.end(); };
    return (settings.slack || settings.teams) && std::ranges::none_of(problems, blurs);
}

/// What is wrong with the master keys, as far as whoever checks can see them: a key file is for the service's user.
std::string key_trouble(const config& settings) {
    const auto place = settings.master_key.of_database(settings.database);
    const bool hidden = place.variable.empty() && ::access(place.file.c_str(), R_OK) != 0;
    if (hidden || !any_key_at(place)) return {};
    const auto read = read_keys(place);
    const auto* wrong = std::get_if<std::string>(&read);
    return wrong == nullptr ? std::string() : *wrong;
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
    auto about_people = scripts ? example_ids(*scripts, into.settings.programmes) : std::vector<diagnostic>{};
    if (scripts && tells_the_platforms(into.settings, problems)) {
        const auto platforms = check_platforms(into.settings, *scripts);
        about_people.insert(about_people.end(), platforms.begin(), platforms.end());
    }
    for (const auto& one : about_people) complaints << show(one, scripts->sources.at(one.file));
    if (any_error(problems) || !scripts || any_error(about_people)) return exit_errors;
    into.scripts = std::move(*scripts);
    return exit_clean;
}

int check_config(const std::string& file, std::ostream& out, std::ostream& complaints) {
    start_files read;
    const auto ended = read_for_start(file, read, complaints);
    if (const auto wrong = key_trouble(read.settings); ended != exit_could_not_run && !wrong.empty()) {
        complaints << "waymark: the master key: " << wrong << "\n";
        return exit_errors;
    }
    if (ended == exit_clean) out << file << " is fine, and so are the programmes and conversations it names.\n";
    return ended;
}

}  // namespace waymark
