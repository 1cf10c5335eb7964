#include "bot/commands/flows_test.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "bot/commands/flow_choice.hpp"
#include "bot/counted.hpp"
#include "conversations/plan/plan_player.hpp"
#include "conversations/plan/plan_reader.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr auto usual_folder = "tests/flows";

/// All transcripts that are named, those of a folder in order of their names. False when one is not there.
bool gather_plans(std::vector<std::string> names, std::vector<std::string>& into, std::ostream& complaints) {
    std::error_code ec;
    if (names.empty() && !fs::is_directory(usual_folder, ec)) {
        complaints << "waymark: there is no folder " << usual_folder
                   << " here; name your transcripts or their folder.\n";
        return false;
    }
    if (names.empty()) names.emplace_back(usual_folder);
    for (const auto& name : names) {
        if (!fs::is_directory(name, ec)) {
            into.push_back(name);
            continue;
        }
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(name, ec))
            if (entry.is_regular_file() && entry.path().extension() == ".plan") found.push_back(entry.path().string());
        std::ranges::sort(found);
        into.insert(into.end(), found.begin(), found.end());
    }
    if (into.empty()) complaints << "waymark: there are no .plan files in " << names.front() << ".\n";
    return !into.empty();
}

/// What is wrong with one transcript, or how its talk went another way; empty when all is well.
std::string report_of(const script_book& book, const std::string& file, const std::string& source) {
    std::vector<diagnostic> problems;
    const auto read = read_plan(file, source, problems);
    if (!any_error(problems)) check_plan(read, book.flows, problems);
    std::string out;
    for (const auto& one : problems) out += show(one, source);
    if (!out.empty()) return out;
    return run_plan(book, read, source).value_or("");
}

}  // namespace

int flows_test(const flows_test_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    std::vector<std::string> files;
    if (!gather_plans(wishes.files, files, complaints)) return exit_could_not_run;
    int code = exit_clean;
    const auto scripts = scripts_for_authors(wishes.scripts, {}, complaints, code);
    if (!scripts) return exit_could_not_run;
    std::size_t other = 0;
    for (const auto& file : files) {
        const auto source = file_for_authors(file, complaints);
        if (!source) return exit_could_not_run;
        const auto report = report_of(scripts->book, file, *source);
        if (report.empty()) continue;
        ++other;
        out << report << '\n';
    }
    out << counted(std::ssize(files), "transcript", "transcripts") << ": ";
    if (other == 0)
        out << "all went as written.\n";
    else
        out << files.size() - other << " went as written, " << other << " did not.\n";
    return other == 0 ? exit_clean : exit_errors;
}

}  // namespace waymark
