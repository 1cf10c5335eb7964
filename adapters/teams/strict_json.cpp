#include "adapters/teams/strict_json.hpp"

#include <set>

namespace waymark::teams {

using nlohmann::json;

std::optional<json> strict_object(const std::string& text) {
    if (text.find('\0') != std::string::npos) return {};  // the parser takes it for the end
    std::set<std::string> names;
    bool repeated = false;
    const auto note = [&](int depth, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::key && depth == 1)
            repeated = !names.insert(parsed.get<std::string>()).second || repeated;
        return true;
    };
    auto out = json::parse(text, note, false);
    if (repeated || !out.is_object()) return {};
    return out;
}

const std::string* text_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

}  // namespace waymark::teams
