// A moment as people who run the service read it: "2026-01-05 14:03 UTC".
#pragma once

#include <optional>
#include <string>

#include "conversations/time.hpp"

namespace waymark {

[[nodiscard]] std::string time_text(instant at);
/// Reads what time_text writes. Empty when it is none of that.
[[nodiscard]] std::optional<instant> parse_time_text(std::string_view text);

}  // namespace waymark
