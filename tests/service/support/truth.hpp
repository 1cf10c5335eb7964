// Holds what the fake workspace showed against what the database says was sent.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/service/support/database_view.hpp"

namespace waymark::testing {

/// `shown` as slack_world tells it, when nothing waits in the outbox any more. Empty when both agree: every message
/// once, in order, under the name the database has for it, and nothing marked sent that was never shown.
[[nodiscard]] std::vector<std::string> disagreements(const nlohmann::json& shown, const database_view& stored);

/// The id a posted message carries, or empty.
[[nodiscard]] std::string id_of(const nlohmann::json& posted);
/// "<channel>/<ts>", as the database names a message.
[[nodiscard]] std::string ref_of(const nlohmann::json& posted);

}  // namespace waymark::testing
