// Looks into the files of certificates and keys that the settings name, before anything is started with them.
#pragma once

#include "bot/config_values.hpp"

namespace waymark {

/// `root` is the whole configuration, and `is` what was read from it, its paths absolute.
void check_tls_files(config_values& values, const yaml_node& root, const surroundings& around, const config& is);

}  // namespace waymark
