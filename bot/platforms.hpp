// The chat platforms that the settings name, as adapters.
#pragma once

#include <memory>
#include <vector>

#include "adapters/slack/slack_adapter.hpp"
#include "adapters/teams/teams_adapter.hpp"
#include "bot/config.hpp"

namespace waymark {

[[nodiscard]] slack_settings settings_of(const slack_config& from);
/// Reads the files of the certificate and its key.
[[nodiscard]] teams_settings settings_of(const teams_config& from, const surroundings& around);

[[nodiscard]] std::vector<std::unique_ptr<adapter>> platforms_from(const config& from);

}  // namespace waymark
