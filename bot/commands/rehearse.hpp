// waymark rehearse: a whole programme year with synthetic people on a virtual clock, before anybody is written to.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace waymark {

struct rehearse_wishes {
    std::string programme;             ///< the file
    std::vector<std::string> scripts;  ///< folders
    std::size_t pairs = 200;
    int months = 12;
    std::uint64_t seed = 7;
    std::string people;  ///< a list (CSV); empty = synthetic people
    std::string page = "rehearsal.html";
    std::string data;  ///< the same as JSON; empty = none
    unsigned threads = 2;
};

/// 0 when every promise was kept, 1 when one was broken or a file is wrong, 2 when it could not run.
[[nodiscard]] int rehearse(const rehearse_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
