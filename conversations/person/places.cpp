#include "conversations/person/places.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace waymark {
namespace {

/// Codes of platforms, and of adapters, by what they mean to people: the ends of keys of texts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> meanings{
    {{"deactivated", "closed"},
     {"user_not_found", "closed"},
     {"users_not_found", "closed"},
     {"user_disabled", "closed"},
     {"is_inactive", "closed"},
     {"not_installed", "not_installed"},
     {"not_in_roster", "not_installed"},
     {"removed", "removed"},
     {"gone", "closed"},
     {"blocked", "blocked"},
     {"cannot_dm_bot", "a_bot"},
     {"user_not_visible", "not_visible"},
     {"channel_not_found", "not_visible"}}};

}  // namespace

bool is_lost(const person_state& person, const address& at) {
    return std::ranges::find(person.lost, at, &lost_account::at) != person.lost.end();
}

const address* place_of(const person_state& person) {
    const auto found = std::ranges::find_if(person.addresses, [&](const address& at) { return !is_lost(person, at); });
    return found == person.addresses.end() ? nullptr : &*found;
}

bool has_a_choice_of_places(const person_state& person) {
    const auto elsewhere = [&](const address& at) { return at.platform != person.addresses.front().platform; };
    return std::ranges::any_of(person.addresses, elsewhere);
}

const address* account_on(const person_state& person, std::string_view platform) {
    const auto found = std::ranges::find(person.addresses, platform, &address::platform);
    return found == person.addresses.end() ? nullptr : &*found;
}

void prefer(person_state& person, const address& at) {
    const auto found = std::ranges::find(person.addresses, at);
    if (found != person.addresses.end()) std::rotate(person.addresses.begin(), found, std::next(found));
}

bool accounts_changed(person_state& person) {
    std::erase_if(person.lost,
                  [&](const lost_account& one) { return std::ranges::count(person.addresses, one.at) == 0; });
    if (person.reachable || place_of(person) == nullptr) return false;
    person.reachable = true;
    return true;
}

std::string place_name(const bot_texts& texts, std::string_view language, std::string_view platform) {
    const auto key = "platform." + std::string(platform);
    return texts.has(language, key) ? texts.say(language, key) : std::string(platform);
}

std::string why_lost(const bot_texts& texts, std::string_view language, const lost_account& one) {
    const auto* known = std::ranges::find(meanings, one.reason, &std::pair<std::string_view, std::string_view>::first);
    const auto why = known == meanings.end() ? texts.say(language, "unreachable.other", {{"reason", one.reason}})
                                             : texts.say(language, "unreachable." + std::string(known->second));
    return place_name(texts, language, one.at.platform) + ": " + why;
}

}  // namespace waymark
