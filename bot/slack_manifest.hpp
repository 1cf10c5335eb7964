// The manifest from which Slack makes the app, as JSON. Schema version 2.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "bot/config.hpp"
#include "conversations/texts.hpp"

namespace waymark {

/// `from.public_url` must be there, except in Socket Mode, where Slack reaches us under no address.
[[nodiscard]] nlohmann::ordered_json slack_manifest_of(const slack_config& from, const bot_texts& texts);

}  // namespace waymark
