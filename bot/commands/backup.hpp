// `waymark backup`: a whole copy of the database, also while Waymark runs.
#pragma once

#include "bot/commands/database_choice.hpp"

namespace waymark {

[[nodiscard]] int backup(const database_choice& of, const std::string& to, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
