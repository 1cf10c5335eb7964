#include "bot/commands/flows_check.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>

#include "bot/commands/flow_choice.hpp"
#include "bot/counted.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

std::string closing_line(const loaded_scripts& scripts, std::int64_t files) {
    const auto errors = std::ranges::count(scripts.problems, severity::error, &diagnostic::is);
    const auto warnings = std::ssize(scripts.problems) - errors;
    if (errors + warnings == 0) return counted(files, "file", "files") + " checked; all is well.\n";
    return counted(files, "file", "files") + " checked: " + counted(errors, "error", "errors") + ", " +
           counted(warnings, "warning", "warnings") + ".\n";
}

/// The authored files, and which of them to look at. Those beside are read too: a flow may start another one.
struct chosen_files {
    std::vector<script_source> all;
    std::set<std::string> shown;  ///< script_source::shown
};

bool is_folder(const std::string& name, std::ostream& complaints) {
    std::error_code ec;
    if (!fs::is_directory(name, ec)) return false;
    complaints << "waymark: " << name << " is a folder; say --scripts " << name << " to check what is in it.\n";
    return true;
}

bool choose_file(const std::string& name, chosen_files& into, std::ostream& complaints) {
    if (is_folder(name, complaints)) return false;
    auto text = file_for_authors(name, complaints);
    if (!text) return false;
    const auto as_shipped = "flows/" + fs::path(name).filename().string();
    std::erase_if(into.all, [&](const script_source& one) {
        return one.shown == name || (one.name == as_shipped && !into.shown.contains(one.shown));
    });
    into.all.push_back({as_shipped, name, std::move(*text)});
    into.shown.insert(name);
    return true;
}

/// A conversation by its name, with its translations.
bool choose_conversation(const std::string& name, chosen_files& into, std::ostream& complaints) {
    std::vector<std::string> known;
    for (const auto& one : into.all) {
        const fs::path path(one.name);
        const bool is_flow = path.parent_path() == "flows";
        if (is_flow) known.push_back(path.stem().string());
        if (path.stem() == name && (is_flow || one.name.starts_with("texts/"))) into.shown.insert(one.shown);
    }
    if (std::ranges::find(known, name) != known.end()) return true;
    if (is_folder(name, complaints)) return false;
    say_unknown(name, known, complaints);
    return false;
}

bool choose(const std::vector<std::string>& names, chosen_files& into, std::ostream& complaints) {
    for (const auto& name : names) {
        const auto chosen =
            is_file_name(name) ? choose_file(name, into, complaints) : choose_conversation(name, into, complaints);
        if (!chosen) return false;
    }
    if (names.empty())
        for (const auto& one : into.all) into.shown.insert(one.shown);
    return true;
}

}  // namespace

int flows_check(const flows_check_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    std::vector<diagnostic> problems;
    chosen_files files{gather_scripts(wishes.scripts, problems), {}};
    for (const auto& one : problems) complaints << "waymark: " << one.text << ".\n";
    if (!problems.empty() || !choose(wishes.which, files, complaints)) return exit_could_not_run;
    auto scripts = load_scripts(files.all);
    std::erase_if(scripts.problems, [&](const diagnostic& one) { return !files.shown.contains(one.file); });
    if (wishes.format == "json")
        out << show_json(scripts.problems) << '\n';
    else if (wishes.format == "sarif")
        out << show_sarif(scripts.problems) << '\n';
    else
        out << scripts.report() << closing_line(scripts, std::ssize(files.shown));
    return any_error(scripts.problems) ? exit_errors : exit_clean;
}

}  // namespace waymark
