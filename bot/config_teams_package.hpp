// The section "package:" of "teams:": what the app package says about the app, within the limits of Teams.
#pragma once

#include <string_view>

#include "bot/config_values.hpp"

namespace waymark {

void read_teams_package(config_values& values, const yaml_node& node, teams_package_config& into);

/// Whether an address is one of those that stand in examples: nobody's page, so no package may lead there.
[[nodiscard]] bool is_example_page(std::string_view address);

}  // namespace waymark
