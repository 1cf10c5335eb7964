// A rehearsal as data and as a page. The page holds the same data and needs nothing beside it: no network, no server.
#pragma once

#include <string>

#include "bot/rehearsal/rehearsal.hpp"

namespace waymark::rehearsal {

[[nodiscard]] std::string report_json(const rehearsal_report& report);
/// `data` is what report_json wrote.
[[nodiscard]] std::string report_page(const std::string& data);

}  // namespace waymark::rehearsal
