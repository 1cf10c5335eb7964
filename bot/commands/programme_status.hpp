// "waymark programme status": what runs, and whether its file waits with changes. "waymark programme validate": what is
// wrong with programme files. Both only look.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "bot/commands/programme_scene.hpp"

namespace waymark {

int programme_status(const programme_wishes& wishes, std::ostream& out, std::ostream& complaints);

struct validate_wishes {
    std::vector<std::string> files;
    std::vector<std::string> scripts;  ///< folders
};
int programme_validate(const validate_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
