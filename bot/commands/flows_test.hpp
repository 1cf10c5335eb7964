// `waymark flows test`: runs transcripts, and says where a talk goes another way than written.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace waymark {

struct flows_test_wishes {
    std::vector<std::string> files = {};    ///< transcripts, or folders with .plan files in them; empty = tests/flows
    std::vector<std::string> scripts = {};  ///< folders on top of the shipped files
};

/// Exit code: 0 every talk went as written, 1 one did not, 2 there was nothing to run.
[[nodiscard]] int flows_test(const flows_test_wishes& wishes, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
