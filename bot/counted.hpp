// How many of something, as people read it.
#pragma once

#include <cstdint>
#include <string>

namespace waymark {

/// "1 pair", "2 pairs", "0 pairs".
[[nodiscard]] std::string counted(std::int64_t number, const char* one, const char* many);

}  // namespace waymark
