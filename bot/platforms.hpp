// The chat platforms that the settings name, as adapters.
#pragma once

#include <memory>
#include <vector>

#include "adapters/slack/slack_adapter.hpp"
#include "adapters/teams/teams_adapter.hpp"
#include "bot/config.hpp"
#include "conversations/engine/flow.hpp"
#include "conversations/texts.hpp"

namespace waymark {

[[nodiscard]] slack_settings settings_of(const slack_config& from);
/// Reads the files of the certificate and its key.
[[nodiscard]] teams_settings settings_of(const teams_config& from, const surroundings& around);

/// For commands beside the service.
[[nodiscard]] std::vector<std::unique_ptr<adapter>> platforms_from(const config& from);
/// `texts` and `flows`: what forms are held against, and the words in which people read what is wrong with one.
[[nodiscard]] std::vector<std::unique_ptr<adapter>> serving_platforms(const config& from, const bot_texts& texts,
                                                                      const flow_library& flows);

}  // namespace waymark
