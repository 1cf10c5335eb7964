// JSON that says everything once, for the documents that keys come from.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace waymark::teams {

/// One JSON object in UTF-8. Empty for anything else, and when a name stands twice at its top: readers disagree about
/// which of the two counts.
[[nodiscard]] std::optional<nlohmann::json> strict_object(const std::string& text);

/// The text under `name`; null when there is none or it is no text.
[[nodiscard]] const std::string* text_in(const nlohmann::json& object, const char* name);

}  // namespace waymark::teams
