// "waymark people list" and "waymark people tell-unmatched": who is there, who waits for a match, and a word to those
// who wait when the pairs of a round are made. Ids and names; never what somebody wants to learn or offers.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

struct people_wishes {
    std::string config;     ///< settings file; its secrets need not be there
    std::string programme;  ///< its name; may be empty when there is only one
    bool apply = false;     ///< tell-unmatched: do it, and not only say who it would be
};

/// Everybody of a programme. Works also while Waymark runs. Exit code: 0, or 2 when nothing can be read.
int people_list(const people_wishes& wishes, std::ostream& out, std::ostream& complaints);
/// Whoever waits and has no pair hears of it in their own hours; nobody twice within 14 days. To do it, while Waymark
/// does not run. Exit code: 0, or 2 when nothing can be read or written.
int tell_unmatched(const people_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
