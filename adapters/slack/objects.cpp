#include "adapters/slack/objects.hpp"

#include <initializer_list>

#include "adapters/json_values.hpp"
#include "adapters/slack/text.hpp"

namespace waymark::slack {

using nlohmann::json;

json object_at(const json& object, const char* key) {
    if (!object.is_object()) return json::object();
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : json::object();
}

bool true_at(const json& object, const char* key) {
    if (!object.is_object()) return false;
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

profile profile_of(const json& user) {
    const auto inner = object_at(user, "profile");
    const auto first_non_empty = [](std::initializer_list<std::string> texts) {
        for (const auto& text : texts)
            if (!text.empty()) return harmless(text);
        return std::string{};
    };
    profile out;
    out.full_name =
        first_non_empty({text_in(inner, "real_name"), text_in(user, "real_name"), text_in(inner, "display_name")});
    out.first_name = first_non_empty({text_in(inner, "first_name"), text_in(inner, "display_name"),
                                      out.full_name.substr(0, out.full_name.find(' '))});
    out.zone = text_in(user, "tz");
    out.language = text_in(user, "locale");
    out.deactivated = true_at(user, "deleted");
    out.bot = true_at(user, "is_bot") || text_in(user, "id") == "USLACKBOT";
    return out;
}

namespace {

bool carries(const json& message, const std::string& id) {
    const auto metadata = object_at(message, "metadata");
    if (text_in(metadata, "event_type") == "waymark" && text_in(object_at(metadata, "event_payload"), "id") == id)
        return true;
    const auto blocks = message.find("blocks");
    return blocks != message.end() && blocks->is_array() && !blocks->empty() &&
           text_in(blocks->front(), "block_id").starts_with(id + "-");
}

}  // namespace

std::string ts_of_posted(const json& messages, const std::string& id) {
    if (!messages.is_array() || id.empty()) return {};
    for (const auto& one : messages)
        if (one.is_object() && carries(one, id)) return text_in(one, "ts");
    return {};
}

}  // namespace waymark::slack
