// `waymark flows check`: everything that is wrong with the authored files, in the manner of a compiler.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "bot/commands/exit_code.hpp"

namespace waymark {

struct flows_check_wishes {
    std::vector<std::string> which;    ///< flow files, or names with their translations; empty = all there are
    std::vector<std::string> scripts;  ///< folders on top of the shipped files
    std::string format = "text";       ///< "text", "json", "sarif"
};

/// Problems go to `out`, and for text a closing line with their number.
[[nodiscard]] int flows_check(const flows_check_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
