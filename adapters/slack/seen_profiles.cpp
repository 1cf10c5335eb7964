#include "adapters/slack/seen_profiles.hpp"

#include <functional>
#include <variant>

namespace waymark::slack {

bool seen_profiles::is_news(const inbound_event& event) {
    const auto* change = std::get_if<inbound::profile_changed>(&event.what);
    if (change == nullptr) return true;
    auto said = std::to_string(static_cast<int>(change->account));
    for (const auto* part : {&change->name, &change->zone, &change->language})
        said.append("\n").append(part->value_or("\x01"));
    const auto who = event.from.tenant.text + "/" + event.from.user;
    const auto digest = std::to_string(std::hash<std::string>()(said));
    const auto* before = said_.find(who);
    const bool same = before != nullptr && before->starts_with(digest + " ") && *before != digest + " " + event.key;
    if (!same) said_.put(who, digest + " " + event.key);
    return !same;
}

}  // namespace waymark::slack
