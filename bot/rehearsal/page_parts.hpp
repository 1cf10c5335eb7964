// The parts of the report's page, built into the binary: the files of page/, and the chart library that Debian ships.
// page_parts.cpp is written from them when the build is configured.
#pragma once

#include <string>
#include <string_view>

namespace waymark::rehearsal {

[[nodiscard]] std::string_view page_html();
[[nodiscard]] std::string_view page_css();
[[nodiscard]] std::string_view page_js();
[[nodiscard]] std::string page_charts();

}  // namespace waymark::rehearsal
