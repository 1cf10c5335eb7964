// The fields of a modal: controls as input blocks. Pure.
#pragma once

#include <nlohmann/json.hpp>

#include "adapters/slack/views.hpp"

namespace waymark::slack {

/// Null when Slack has no field for it, or it cannot hold what it should.
[[nodiscard]] nlohmann::json input_block(const form_field& field, const std::string& block_id, const draft& typed);

}  // namespace waymark::slack
