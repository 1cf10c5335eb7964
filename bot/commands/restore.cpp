#include "bot/commands/restore.hpp"

#include <filesystem>
#include <ostream>

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

int verify_backup(const std::string& file, std::ostream& out, std::ostream& complaints) {
    if (const auto problem = verify_database(file)) return say(problem->words, complaints);
    out << file << " is sound.\n";
    return exit_clean;
}

int restore_backup(const std::string& file, const std::string& database, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    const auto now = system_clock().now();
    if (const auto problem = restore(file, database, now)) return say(problem->words, complaints);
    // Each start does this, too; but nobody should find them in the file until then.
    auto opened = open_sqlite(database);
    if (!opened.at) return say(opened.problem.words, complaints);
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

int confirm_restore(const std::string& database, std::ostream& out, std::ostream& complaints) {
    const auto before = look_at(database, 0);
    if (const auto* problem = std::get_if<open_problem>(&before)) return say(problem->words, complaints);
    const auto& restored = std::get<database_look>(before).restored;
    if (!restored) {
        out << database << " is not waiting to be confirmed; nothing was changed.\n";
        return exit_clean;
    }
    auto opened = open_sqlite(database);
    if (!opened.at) return say(opened.problem.words, complaints);
    const auto done = opened.at->set_fact(restored_fact, "");
    if (done.has_error()) return say(database + " cannot be changed: " + done.error().message(), complaints);
    out << "Confirmed: from the next start on Waymark sends again from " << database << ", which was restored at "
        << time_text(*restored) << ".\n";
    return exit_clean;
}

}  // namespace waymark
