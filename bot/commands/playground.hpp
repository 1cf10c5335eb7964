// `waymark playground`: two people of a pair side by side in a browser, on a clock turned by hand.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace waymark {

struct playground_wishes {
    std::string database;
    unsigned short port = 0;           ///< 0 = any free one
    std::vector<std::string> scripts;  ///< folders on top of the shipped files
    std::string programme;             ///< a file or "built-in/<name>", rehearsed first; empty = the demo, for talking
    std::size_t pairs = 40;            ///< of the rehearsal, as the next two
    int months = 12;
    std::uint64_t seed = 7;
};

/// The address, and that a rehearsal goes before it, is said to `out`; what is wrong to `complaints`.
[[nodiscard]] int playground(const playground_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
