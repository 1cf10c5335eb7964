// `waymark restore` and `waymark confirm-restore`: a backup is checked, brought back, and sends nothing until somebody
// says that it may.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

// `config`: the settings that say where the master key stands; empty when it lies beside the database, as
// "<database>.key".

/// Reads the whole backup and says whether it is sound and the master key opens it.
[[nodiscard]] int verify_backup(const std::string& file, const std::string& config, std::ostream& out,
                                std::ostream& complaints);

/// Checks `backup` and writes it to `database`, where none may be yet.
[[nodiscard]] int restore_backup(const std::string& file, const std::string& database, const std::string& config,
                                 std::ostream& out, std::ostream& complaints);

/// Lets a restored database send again. Waymark must not be running on it.
[[nodiscard]] int confirm_restore(const std::string& database, const std::string& config, std::ostream& out,
                                  std::ostream& complaints);

}  // namespace waymark
