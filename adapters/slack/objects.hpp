// Safe looks into Slack's JSON objects: what is missing or of another kind is simply empty. Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "adapters/adapter.hpp"

namespace waymark::slack {

[[nodiscard]] nlohmann::json object_at(const nlohmann::json& object, const char* key);
[[nodiscard]] bool true_at(const nlohmann::json& object, const char* key);

/// A `user` object; any field may be missing.
[[nodiscard]] profile profile_of(const nlohmann::json& user);
/// The ts of the message among `messages` that carries our idempotency id, in its metadata or in its blocks' ids, or
/// "".
[[nodiscard]] std::string ts_of_posted(const nlohmann::json& messages, const std::string& id);

}  // namespace waymark::slack
