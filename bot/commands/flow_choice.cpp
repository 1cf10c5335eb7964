#include "bot/commands/flow_choice.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

namespace waymark {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const flow_library& flows) {
    std::vector<std::string> out;
    for (const auto* one : flows.all())
        if (out.empty() || out.back() != one->ref.name) out.push_back(one->ref.name);
    return out;
}

}  // namespace

bool is_file_name(const std::string& name) {
    return name.ends_with(".yaml") || name.ends_with(".yml") || name.find('/') != std::string::npos;
}

void say_unknown(const std::string& name, const std::vector<std::string>& known, std::ostream& complaints) {
    complaints << "waymark: there is no conversation called \"" << name << "\"";
    if (const auto near = nearest(name, known); !near.empty()) {
        complaints << "; did you mean \"" << near << "\"?\n";
        return;
    }
    complaints << "; there is";
    for (const auto& one : known) complaints << (one == known.front() ? " " : ", ") << one;
    complaints << ".\n";
}

std::optional<std::string> file_for_authors(const std::string& name, std::ostream& complaints) {
    std::error_code ec;
    std::ifstream in(name, std::ios::binary);
    std::ostringstream all;
    if (in && !fs::is_directory(name, ec)) {
        all << in.rdbuf();
        if (in) return std::move(all).str();
    }
    complaints << "waymark: the file " << name << " cannot be read.\n";
    return {};
}

std::optional<loaded_scripts> scripts_for_authors(const std::vector<std::string>& folders,
                                                  const std::vector<std::string>& more_flow_files,
                                                  std::ostream& complaints, int& code) {
    std::vector<diagnostic> problems;
    auto files = gather_scripts(folders, problems);
    code = exit_could_not_run;
    for (const auto& one : problems) complaints << "waymark: " << one.text << ".\n";
    if (!problems.empty()) return {};
    for (const auto& name : more_flow_files) {
        auto text = file_for_authors(name, complaints);
        if (!text) return {};
        const auto as_shipped = "flows/" + fs::path(name).filename().string();
        std::erase_if(files, [&](const script_source& one) { return one.name == as_shipped; });
        files.push_back({as_shipped, name, std::move(*text)});
    }
    auto scripts = load_scripts(files);
    code = any_error(scripts.problems) ? exit_errors : exit_clean;
    if (code == exit_clean) return scripts;
    complaints << scripts.report();
    return {};
}

chosen_flow choose_flow(const std::string& name, const std::vector<std::string>& folders, std::ostream& complaints) {
    chosen_flow out;
    std::vector<std::string> files;
    if (is_file_name(name)) files.push_back(name);
    auto scripts = scripts_for_authors(folders, files, complaints, out.code);
    if (!scripts) return out;
    out.scripts = std::move(*scripts);
    auto wanted = name;
    if (!files.empty()) {
        const auto read = std::ranges::find(out.scripts.flows, name, &read_flow_file::file);
        if (read != out.scripts.flows.end()) wanted = read->ref.name;
    }
    out.which = out.scripts.book.flows.newest(wanted);
    if (out.which != nullptr) return out;
    say_unknown(name, names_in(out.scripts.book.flows), complaints);
    out.code = exit_could_not_run;
    return out;
}

}  // namespace waymark
