// `waymark people import` and `waymark pairs import`: what a list would change, and, when it is said to, the change
// itself: all of it, or nothing when anything is wrong.
#pragma once

#include <iosfwd>
#include <string>

#include "bot/commands/emails.hpp"

namespace waymark {

struct import_wishes {
    std::string file;       ///< CSV; its columns have the names of the keys in a programme file
    std::string config;     ///< settings file; its secrets need not be there unless the list has e-mail addresses
    std::string programme;  ///< its name; may be empty when there is only one
    bool apply = false;
};

/// Exit code: 0 when the list is fine, 1 when something is wrong with it, 2 when it cannot be read.
/// `platforms`: who is asked whose an e-mail address is, if the list has any.
[[nodiscard]] int people_import(const import_wishes& wishes, std::ostream& out, std::ostream& complaints,
                                const platforms_source& platforms = platforms_from);
[[nodiscard]] int pairs_import(const import_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
