// `waymark report`: how a programme goes, as counts of groups that are large enough. Reads the database, also while
// Waymark runs, and writes nothing there.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

struct report_command_wishes {
    std::string config;     ///< settings file; its secrets need not be there
    std::string programme;  ///< its name; may be empty when there is only one
    std::string format = "text";
    std::string since, until;  ///< days; the whole months between them count. Empty: the last whole month
    std::string by = "none";   ///< "month", "stage", "zone"
};

/// 0 when there is a report, 1 when something in the settings or dates is wrong, 2 when nothing can be read.
[[nodiscard]] int report(const report_command_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
