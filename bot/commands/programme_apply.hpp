// "waymark programme apply" and "undo": another text of a programme becomes what runs, in one transaction, while
// Waymark does not run.
#pragma once

#include <iosfwd>
#include <string>

#include "bot/commands/programme_scene.hpp"

namespace waymark {

struct apply_wishes {
    programme_wishes of;
    std::string plan;  ///< a saved one, which is done exactly or not at all; empty = the file as it is
    bool yes = false;  ///< without it, and without a plan, it only says what would change
};

int programme_apply(const apply_wishes& wishes, std::ostream& out, std::ostream& complaints);
/// What ran before runs again. `plan` is not used.
int programme_undo(const apply_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
