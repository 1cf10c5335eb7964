#include "bot/commands/backup.hpp"

#include <ostream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/private_files.hpp"
#include "storage/backup.hpp"

namespace waymark {

int backup(const database_choice& of, const std::string& to, std::ostream& out, std::ostream& complaints) {
    const auto from = chosen_database(of, complaints);
    if (!from) return exit_could_not_run;
    create_private_files();
    if (const auto problem = back_up(from->file, to, from->keys)) {
        complaints << "waymark: " << problem->words << '\n';
        return exit_errors;
    }
    out << to << " is a whole copy of " << from->file << ", and checked. It holds what people wrote, sealed.\n"
        << "The master key is not in it: keep " << from->keys.of_database(from->file).in_words()
        << " as well, but not in the same place.\n";
    return exit_clean;
}

}  // namespace waymark
