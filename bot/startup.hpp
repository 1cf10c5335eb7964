// Everything that must be right before the network is touched: scripts and programmes read and checked, the database
// opened, flows published, people enrolled. What is wrong is said at once and in full, and nothing is started then.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/applied_programmes.hpp"
#include "bot/profile_runner.hpp"
#include "bot/script_library.hpp"
#include "storage/key_place.hpp"

namespace waymark {

/// What is authored and to be used.
struct script_wishes {
    std::vector<std::string> folders;     ///< on top of the shipped files
    std::vector<std::string> programmes;  ///< files; "built-in/<name>" is one that ships
};
constexpr auto demo_programme = "built-in/demo";

/// Reads and checks all of it. Empty after saying everything that is wrong.
[[nodiscard]] std::optional<loaded_scripts> read_scripts(const script_wishes& wishes, std::ostream& complaints);

/// The same for a command that works on what runs: the programmes are those that were applied in this database, as far
/// as there is one. May be called while Waymark runs.
[[nodiscard]] std::optional<loaded_scripts> read_scripts_in_use(const script_wishes& wishes,
                                                                const std::string& database, std::ostream& complaints,
                                                                const key_place& keys = {});

/// Opens or creates the database, and says what somebody should know of that, such as that it has a key now. Null after
/// saying what is in the way.
[[nodiscard]] std::unique_ptr<store> open_database(const std::string& file, std::ostream& complaints,
                                                   const key_place& keys = {});

struct ready_to_start {
    script_book book;
    std::unique_ptr<store> at;
    std::uint64_t rules = 0;             ///< a hash of everything authored, and of the time zone data
    std::optional<instant> restored;     ///< brought back from a backup then, and not confirmed
    std::int64_t forgotten_again = 0;    ///< people who wanted everything deleted and were here again
    std::int64_t interrupted_sends = 0;  ///< messages that were under way when the last run ended
    std::vector<missing_profile> missing;
    std::vector<waiting_programme> waiting;  ///< whose files have changed since they were applied
};

/// What a changed programme file means: nothing before it is applied, or that it counts at once as in the playground.
enum class changed_files { wait, count };

/// Publishes the flows, applies programmes that never were, enrols everybody, and looks at what the last run left.
/// Empty after saying what is wrong.
[[nodiscard]] std::optional<ready_to_start> get_ready(loaded_scripts scripts, std::unique_ptr<store> at, instant now,
                                                      std::ostream& complaints,
                                                      changed_files mean = changed_files::wait);

}  // namespace waymark
