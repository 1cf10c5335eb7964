#include "bot/playground/scene.hpp"

#include <algorithm>

#include "bot/rehearsal/cast.hpp"

namespace waymark {
namespace {

/// The person as the page shows them; empty without an address on this platform.
std::optional<playground_person> on_page(const programme& of, const person_id& who, const std::string& role,
                                         tenant_id& tenant) {
    const auto found = std::ranges::find(of.people, who, &programme_person::id);
    if (found == of.people.end()) return std::nullopt;
    const auto here = std::ranges::find(found->addresses, "playground", &address::platform);
    if (here == found->addresses.end()) return std::nullopt;
    tenant = here->tenant;
    playground_person person;
    person.user = here->user;
    person.role = role;
    person.name = found->first_name;
    person.zone = found->zone.empty() ? of.zone : found->zone;
    person.language = found->language.empty() ? of.language : found->language;
    return person;
}

std::vector<playground_flow> startable(const script_book& book) {
    std::vector<playground_flow> flows;
    for (const auto* one : book.flows.all()) {
        const bool newest = book.flows.newest(one->ref.name) == one;
        if (newest) flows.push_back({one->ref.name, one->title.text});
    }
    // The closing first: it is what the demo is about.
    const auto closing = std::ranges::find(flows, "closing", &playground_flow::name);
    if (closing != flows.end()) std::rotate(flows.begin(), closing, closing + 1);
    return flows;
}

}  // namespace

std::optional<playground_scene> scene_of(const script_book& book, const programme& of) {
    for (const auto& pair : of.pairs) {
        tenant_id tenant;
        const auto mentor = on_page(of, pair.mentor, "mentor", tenant);
        const auto mentee = on_page(of, pair.mentee, "mentee", tenant);
        if (!mentor || !mentee) continue;
        playground_scene scene;
        scene.pair = pair.id;
        scene.settings.tenant = tenant;
        scene.settings.programme = of.title;
        scene.settings.people = {*mentor, *mentee};
        if (of.contact != pair.mentor && of.contact != pair.mentee)
            scene.settings.contact = on_page(of, of.contact, "contact", tenant);
        scene.settings.flows = startable(book);
        scene.settings.languages = book.texts.languages();
        return scene;
    }
    return std::nullopt;
}

void cast_for_page(programme& of) {
    rehearsal::cast_wishes wishes;
    wishes.pairs = 1;
    of = rehearsal::groups_of(of, wishes).front().of;
    for (auto& person : of.people) person.addresses = {{"playground", {"playground"}, person.id.text}};
}

}  // namespace waymark
