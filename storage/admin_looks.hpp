// What admins have looked at, in the file `<database>.looks`: the commands that only look do not write into the
// database, which belongs to the service. People read in "my data" that somebody has looked.
#pragma once

#include <string>
#include <vector>

#include "conversations/turn.hpp"

namespace waymark {

/// Adds it, and forgets those of more than a year ago. False when the file cannot be written.
bool note_look(const std::string& database, const admin_look& look);
/// By time; none when there is no file.
[[nodiscard]] std::vector<admin_look> looks_at(const std::string& database);

}  // namespace waymark
