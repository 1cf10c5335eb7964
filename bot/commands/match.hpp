// `waymark match`: who could learn from whom, as a proposal to be read, changed and imported. Nobody hears of it, and
// nothing is stored.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

struct match_wishes {
    std::string config;     ///< settings file; its secrets need not be there
    std::string programme;  ///< its name; may be empty when there is only one
    std::string people;     ///< a list (CSV) of the people to be matched; empty = all of the programme
    std::string out;        ///< a new file for the pairs (CSV); may be empty
};

/// Works also while Waymark runs. Exit code: 0 when there is a proposal, 1 when something is wrong with the list, 2
/// when nothing can be read or written.
[[nodiscard]] int match(const match_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
