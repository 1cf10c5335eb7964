// Values out of a JSON tree that somebody else made, whatever it holds instead.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace waymark {

/// `object[key]` as text; "" when it is no object, or has no such text.
[[nodiscard]] inline std::string text_in(const nlohmann::json& object, const char* key) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace waymark
