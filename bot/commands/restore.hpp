// `waymark restore` and `waymark confirm-restore`: a backup is checked, brought back, and sends nothing until somebody
// says that it may.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

/// Reads the whole backup and says whether it is sound.
[[nodiscard]] int verify_backup(const std::string& file, std::ostream& out, std::ostream& complaints);

/// Checks `backup` and writes it to `database`, where none may be yet.
[[nodiscard]] int restore_backup(const std::string& file, const std::string& database, std::ostream& out,
                                 std::ostream& complaints);

/// Lets a restored database send again. Waymark must not be running on it.
[[nodiscard]] int confirm_restore(const std::string& database, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
