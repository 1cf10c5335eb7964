// "waymark hold", "release" and "holds": nothing is said to everybody, a programme, a pair or a person until the
// release.
#pragma once

#include <iosfwd>
#include <string>

#include "bot/commands/database_choice.hpp"

namespace waymark {

struct hold_wishes {
    database_choice of;
    std::string kind;  ///< "everything", "programme", "pair", "person"
    std::string id;    ///< empty for everything
};

int hold(const hold_wishes& wishes, std::ostream& out, std::ostream& complaints);
int release(const hold_wishes& wishes, std::ostream& out, std::ostream& complaints);
/// Lists what is on hold.
int list_holds(const database_choice& of, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
