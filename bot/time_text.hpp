// A moment as people who run the service read it: "2026-01-05 14:03 UTC".
#pragma once

#include <string>

#include "conversations/time.hpp"

namespace waymark {

[[nodiscard]] std::string time_text(instant at);

}  // namespace waymark
