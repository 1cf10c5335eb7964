// `waymark playground`: two people of a pair side by side in a browser, on a clock turned by hand.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace waymark {

struct playground_wishes {
    std::string database;
    unsigned short port = 0;           ///< 0 = any free one
    std::vector<std::string> scripts;  ///< folders on top of the shipped files
    std::string programme;             ///< a file; empty = the demo that ships
};

/// The address goes to `out`, everything else to `complaints`.
[[nodiscard]] int playground(const playground_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
