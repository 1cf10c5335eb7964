#include "bot/commands/flows_texts.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "bot/commands/flow_choice.hpp"
#include "conversations/language/flow_show.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;

/// "es", "pt-BR": letters, then perhaps more after dashes.
bool is_language(const std::string& text) {
    const auto letter = [](char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '-';
    };
    return text.size() >= 2 && text.size() <= 20 && std::ranges::all_of(text, letter) && text.front() != '-';
}

/// What there is in this language already; the file was checked when the scripts were loaded.
std::optional<translation> known_texts(const flow& of, const std::string& language,
                                       const std::vector<std::string>& folders) {
    std::vector<diagnostic> problems;
    const auto name = "texts/" + language + "/" + of.ref.name + ".yaml";
    for (const auto& one : gather_scripts(folders, problems))
        if (one.name == name) return read_translation(one.shown, one.text, problems);
    return {};
}

const translation* pointer(const std::optional<translation>& one) {
    return one ? &*one : nullptr;
}

bool write_file(const fs::path& file, const std::string& text) {
    std::error_code ec;
    fs::create_directories(file.parent_path(), ec);
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    return !out.fail();
}

bool named_language(const std::string& language, std::ostream& complaints) {
    if (is_language(language)) return true;
    complaints << "waymark: \"" << language << "\" is not the name of a language; write \"es\" or \"pt-BR\".\n";
    return false;
}

}  // namespace

int flows_texts_export(const std::string& flow, const std::string& language, const std::vector<std::string>& folders,
                       std::ostream& out, std::ostream& complaints) {
    if (!named_language(language, complaints)) return exit_could_not_run;
    const auto chosen = choose_flow(flow, folders, complaints);
    if (chosen.which == nullptr) return chosen.code;
    if (chosen.which->language == language) {
        complaints << "waymark: " << chosen.which->ref.name << " is written in \"" << language << "\" already.\n";
        return exit_could_not_run;
    }
    const auto known = known_texts(*chosen.which, language, folders);
    out << export_texts(*chosen.which, language, pointer(known));
    return exit_clean;
}

int flows_texts_import(const std::string& file, const std::vector<std::string>& folders, std::ostream& out,
                       std::ostream& complaints) {
    const auto source = file_for_authors(file, complaints);
    if (!source) return exit_could_not_run;
    std::vector<diagnostic> problems;
    const auto edited = read_translation(file, *source, problems);
    const auto say_problems = [&] {
        for (const auto& one : problems) complaints << show(one, *source);
    };
    if (!edited || any_error(problems)) return say_problems(), exit_errors;
    if (!named_language(edited->language, complaints)) return exit_errors;
    if (edited->entries.empty()) {
        complaints << "waymark: nothing is translated in " << file << " yet; fill in the lines \"text\".\n";
        return exit_errors;
    }
    auto there = folders;  // the last one need not exist: it is where the texts go
    if (!there.empty() && !fs::exists(there.back())) there.pop_back();
    const auto chosen = choose_flow(edited->flow, there, complaints);
    if (chosen.which == nullptr) return chosen.code;
    check_translation(file, *source, *edited, *chosen.which, problems);
    say_problems();
    if (any_error(problems)) return exit_errors;
    const auto known = known_texts(*chosen.which, edited->language, there);
    const auto text = import_texts(*chosen.which, *edited, pointer(known));
    if (folders.empty()) {
        out << text;
        complaints << "waymark: say --scripts FOLDER to put it in its place.\n";
        return exit_clean;
    }
    const auto target = fs::path(folders.back()) / "texts" / edited->language / (edited->flow + ".yaml");
    if (!write_file(target, text)) {
        complaints << "waymark: the file " << target.string() << " cannot be written.\n";
        return exit_could_not_run;
    }
    out << target.string() << " is written.\n";
    return exit_clean;
}

}  // namespace waymark
