// The section "teams:" of the settings. Where Microsoft's services are follows from the cloud, unless it is named.
#pragma once

#include "bot/config_values.hpp"

namespace waymark {

/// `node` is the section; what it says goes into `of.teams`.
void read_teams(config_values& values, const yaml_node& node, const surroundings& around, config& of);

/// Without tokens anybody who reaches the port is let in: only this very machine may. `root` is the whole
/// configuration.
void check_anonymous(config_values& values, const yaml_node& root, const config& is);

}  // namespace waymark
