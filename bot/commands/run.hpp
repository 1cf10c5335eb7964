// `waymark run`: the service itself, until it is told to stop.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

/// Lines about listeners go to `out`, what is wrong at start to `complaints`, the log to standard error.
[[nodiscard]] int run(const std::string& config_file, std::ostream& out, std::ostream& complaints);

}  // namespace waymark
