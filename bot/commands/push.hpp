// "waymark push": a rule of a programme comes now, whatever its moment, for one pair or for all that are where it wants
// them. While Waymark does not run, like the import of lists.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

struct push_wishes {
    std::string config;
    std::string programme;  ///< may be empty when there is only one
    std::string rule;       ///< its id in the programme file
    std::string pair;       ///< empty = all pairs of the programme
    bool yes = false;       ///< do it, and do not only say what would happen
};

int push(const push_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
