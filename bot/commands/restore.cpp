#include "bot/commands/restore.hpp"

#include <filesystem>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/counted.hpp"
#include "bot/system_clock.hpp"
#include "bot/time_text.hpp"
#include "storage/backup.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

int say(const std::string& problem, std::ostream& complaints) {
    complaints << "waymark: " << problem << '\n';
    return exit_errors;
}

}  // namespace

int verify_backup(const std::string& file, const std::string& config, std::ostream& out, std::ostream& complaints) {
    const auto keys = keys_named_in(config, complaints);
    if (!keys) return exit_could_not_run;
    if (const auto problem = verify_database(file, *keys)) {
        if (problem->code == store_errc::no_key && config.empty())
            complaints << "waymark: to look where the service does, add --config FILE, with its settings.\n";
        return say(problem->words, complaints);
    }
    out << file << " is sound, and everything in it opens with " << keys->of_database(file).in_words() << ".\n";
    return exit_clean;
}

int restore_backup(const std::string& file, const std::string& database, const std::string& config, std::ostream& out,
                   std::ostream& complaints) {
    create_private_files();
    const auto keys = keys_named_in(config, complaints);
    if (!keys) return exit_could_not_run;
    const auto now = system_clock().now();
    if (const auto problem = restore(file, database, now, *keys)) return say(problem->words, complaints);
    // Each start does this, too; but nobody should find them in the file until then.
    auto opened = open_sqlite(database, *keys);
    if (!opened.at) return say(opened.problem.words, complaints);
    for (const auto& line : opened.said) complaints << "waymark: " << line << ".\n";
    const auto gone = opened.at->forget_again(now);
    if (!gone) return say("who was forgotten cannot be taken out: " + gone.error().message(), complaints);
    if (*gone > 0)
        out << "Taken out again, as they had asked for before: " << counted(*gone, "person", "people") << ".\n";
    out << database << " is restored from " << file
        << ". Waymark starts paused on it: it takes events and sends nothing. When you have looked\n"
           "(waymark status --db "
        << database << "), stop it, run: waymark confirm-restore " << database << ", and start it again.\n";
    return exit_clean;
}

int confirm_restore(const std::string& database, const std::string& config, std::ostream& out,
                    std::ostream& complaints) {
    const auto keys = keys_named_in(config, complaints);
    if (!keys) return exit_could_not_run;
    const auto before = look_at(database, 0, *keys);
    if (const auto* problem = std::get_if<open_problem>(&before)) return say(problem->words, complaints);
    const auto& restored = std::get<database_look>(before).restored;
    if (!restored) {
        out << database << " is not waiting to be confirmed; nothing was changed.\n";
        return exit_clean;
    }
    auto opened = open_sqlite(database, *keys);
    if (!opened.at) return say(opened.problem.words, complaints);
    const auto done = opened.at->set_fact(restored_fact, "");
    if (done.has_error()) return say(database + " cannot be changed: " + done.error().message(), complaints);
    out << "Confirmed: from the next start on Waymark sends again from " << database << ", which was restored at "
        << time_text(*restored) << ".\n";
    return exit_clean;
}

}  // namespace waymark
