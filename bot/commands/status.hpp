// `waymark status`: what waits and what could not be delivered, read from the database while Waymark runs. Ids only.
#pragma once

#include "bot/commands/database_choice.hpp"

namespace waymark {

[[nodiscard]] int status(const database_choice& of, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
