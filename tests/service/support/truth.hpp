// Holds what the fake platforms showed against what the database says was sent.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/service/support/database_view.hpp"

namespace waymark::testing {

/// `shown` as slack_world or teams_world tells it, of all platforms there are, when nothing waits in the outbox any
/// more. Empty when both agree: every message once, in order, under the name the database has for it, and nothing
/// marked sent that was never shown.
[[nodiscard]] std::vector<std::string> disagreements(const nlohmann::json& shown, const database_view& stored);

/// The id a posted message carries, or empty: in Teams none does.
[[nodiscard]] std::string id_of(const nlohmann::json& posted);
/// "<channel>/<ts>" or "<conversation>/<id>", as the database names a message.
[[nodiscard]] std::string ref_of(const nlohmann::json& posted);

}  // namespace waymark::testing
