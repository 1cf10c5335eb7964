#include "bot/commands/match.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "bot/commands/cohort.hpp"
#include "bot/commands/database_choice.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/commands/proposal_text.hpp"
#include "bot/counted.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "storage/admin_looks.hpp"

namespace waymark {
namespace {

struct gathered {
    cohort people;
    exit_code code = exit_clean;
};

/// Before its first start, a programme has no database yet.
gathered from_database(const config& settings, const programme& of, const calendars& regions, instant now,
                       std::ostream& complaints) {
    const auto looked = look_at_people(settings.database, settings.master_key);
    if (const auto* known = std::get_if<people_look>(&looked)) return {cohort_of(of, *known, regions, now)};
    const auto& problem = std::get<open_problem>(looked);
    if (problem.code == store_errc::missing) return {cohort_of(of, people_look{}, regions, now)};
    complaints << "waymark: " << problem.words << '\n';
    return {{}, exit_could_not_run};
}

gathered from_list(const std::string& file, const programme& of, const script_book& book, instant now,
                   std::ostream& complaints) {
    const auto list = read_list_file(file, complaints);
    if (list.code != exit_clean) return {{}, list.code};
    std::vector<diagnostic> problems;
    const auto people = people_of_list(file, list.text, list.table, of, book.texts.languages(), problems);
    say_all(problems, list.text, complaints);
    if (any_error(problems)) return {{}, exit_errors};
    return {cohort_of(of, people, book.regions, now)};
}

/// Somebody may have worked on an earlier proposal, so it is never written over.
bool may_write(const std::string& file, std::ostream& complaints) {
    std::error_code ec;
    if (file.empty() || !std::filesystem::exists(file, ec)) return true;
    complaints << "waymark: " << file << " is there already; name a new file, or move it away.\n";
    return false;
}

exit_code write_list(const match_wishes& wishes, const std::string& list, std::ostream& out, std::ostream& complaints) {
    std::ofstream file(wishes.out, std::ios::binary);
    file << list;
    file.close();
    if (!file) {
        complaints << "waymark: " << wishes.out << " cannot be written.\n";
        return exit_could_not_run;
    }
    out << "\nWritten to " << wishes.out << ": change what you know better, and fill in \"starts\" and \"ends\".\n"
        << "To make them pairs: waymark pairs import " << wishes.out << " --config " << wishes.config << '\n';
    return exit_clean;
}

}  // namespace

int match(const match_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    if (!may_write(wishes.out, complaints)) return exit_could_not_run;
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_could_not_run;
    const auto scripts = read_scripts_in_use({settings->scripts, settings->programmes}, settings->database, complaints,
                                             settings->master_key);
    if (!scripts) return exit_errors;
    const auto* of = chosen_programme(scripts->book, wishes.programme, complaints);
    if (of == nullptr) return exit_could_not_run;
    const auto now = system_clock().now();
    const auto& regions = scripts->book.regions;
    auto found = wishes.people.empty() ? from_database(*settings, *of, regions, now, complaints)
                                       : from_list(wishes.people, *of, scripts->book, now, complaints);
    if (found.code != exit_clean) return found.code;
    if (wishes.people.empty() && std::filesystem::exists(settings->database))
        (void)note_look(settings->database, {now, "match", of->id});
    for (const auto& note : found.people.notes) complaints << "waymark: " << note << ".\n";
    const auto mentees = std::ranges::count_if(found.people.people, &candidate::is_mentee);
    const auto mentors = std::ranges::count_if(found.people.people, &candidate::is_mentor);
    const auto proposed = propose(std::move(found.people.people), found.people.facts);
    out << of->title << ": " << counted(std::ssize(proposed.pairs), "new pair", "new pairs") << ", from "
        << counted(mentors, "mentor", "mentors") << " and " << counted(mentees, "mentee", "mentees")
        << ". Nobody has been told.\n"
        << in_words(proposed);
    return wishes.out.empty()
               ? exit_clean
               : write_list(wishes, as_list(proposed, std::move(found.people.pair_names)), out, complaints);
}

}  // namespace waymark
