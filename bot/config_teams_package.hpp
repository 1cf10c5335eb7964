// The section "package:" of "teams:": what the app package says about the app, within the limits of Teams.
#pragma once

#include "bot/config_values.hpp"

namespace waymark {

void read_teams_package(config_values& values, const yaml_node& node, teams_package_config& into);

}  // namespace waymark
