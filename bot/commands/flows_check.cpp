#include "bot/commands/flows_check.hpp"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>

#include "bot/script_library.hpp"

namespace waymark {
namespace {

std::string counted(std::size_t number, const std::string& one, const std::string& many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::string closing_line(const loaded_scripts& scripts, std::size_t files) {
    const auto errors = static_cast<std::size_t>(
        std::ranges::count(scripts.problems, severity::error, [](const diagnostic& one) { return one.is; }));
    const auto warnings = scripts.problems.size() - errors;
    if (errors + warnings == 0) return counted(files, "file", "files") + " checked; all is well.\n";
    return counted(files, "file", "files") + " checked: " + counted(errors, "error", "errors") + ", " +
           counted(warnings, "warning", "warnings") + ".\n";
}

/// The named flow files alone. False when one cannot be read.
bool gather_files(const std::vector<std::string>& names, std::vector<script_source>& into, std::ostream& complaints) {
    for (const auto& name : names) {
        std::ifstream in(name, std::ios::binary);
        std::ostringstream all;
        if (in) all << in.rdbuf();
        if (!in) {
            complaints << "waymark: the file " << name << " cannot be read.\n";
            return false;
        }
        into.push_back({"flows/" + name, name, std::move(all).str()});
    }
    return true;
}

}  // namespace

int flows_check(const flows_check_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    std::vector<script_source> files;
    std::vector<diagnostic> problems;
    if (wishes.files.empty())
        files = gather_scripts(wishes.scripts, problems);
    else if (!gather_files(wishes.files, files, complaints))
        return exit_could_not_run;
    if (!problems.empty()) {
        for (const auto& one : problems) complaints << "waymark: " << one.text << ".\n";
        return exit_could_not_run;
    }
    const auto scripts = load_scripts(files);
    if (wishes.format == "json")
        out << show_json(scripts.problems) << '\n';
    else if (wishes.format == "sarif")
        out << show_sarif(scripts.problems) << '\n';
    else
        out << scripts.report() << closing_line(scripts, files.size());
    return any_error(scripts.problems) ? exit_errors : exit_clean;
}

}  // namespace waymark
