#include "conversations/plan/scene.hpp"

#include "conversations/person/zone.hpp"

namespace waymark::plan_scene {

namespace {

const tenant_id tenant{"plan"};
const programme_id only_programme{"plan"};
constexpr int noon = 12 * 60;

programme_person named(const std::string& id, const std::string& name) {
    programme_person out;
    out.id = person_id{id};
    out.first_name = out.full_name = name;
    out.addresses = {address_of(id)};
    return out;
}

person_state somebody(const std::string& id, const std::string& name) {
    person_state out;
    out.id = person_id{id};
    out.tenant = tenant;
    out.programme = only_programme;
    out.addresses = {address_of(id)};
    out.first_name = out.full_name = name;
    out.greeted = true;
    return out;
}

}  // namespace

address address_of(const std::string& name) {
    return {"plan", tenant, name};
}

programme programme_of(const plan_head& head, const std::string& language) {
    programme out;
    out.id = only_programme;
    out.title = head.programme;
    out.language = language;
    out.zone = head.zone;
    out.contact = person_id{std::string(contact_name_in_plans)};
    out.contact_name = head.contact;
    out.people = {named(out.contact.text, head.contact)};
    for (const auto& one : head.people) out.people.push_back(named(one.name, one.name));
    return out;
}

person_state person_of(const plan_head& head, const std::string& name) {
    auto out = somebody(name, name);
    out.pairs = {pair_id{"pair"}};
    if (const auto own = head.languages.find(name); own != head.languages.end()) out.language = own->second;
    if (const auto own = head.zones.find(name); own != head.zones.end()) out.zone = own->second;
    return out;
}

person_state contact_of(const plan_head& head) {
    return somebody(std::string(contact_name_in_plans), head.contact);
}

pair_state pair_of(const plan_head& head) {
    pair_state out;
    out.id = pair_id{"pair"};
    out.tenant = tenant;
    out.programme = only_programme;
    const bool turned = head.people[0].role == "mentee" || head.people[1].role == "mentor";
    out.mentor = person_id{head.people[turned ? 1 : 0].name};
    out.mentee = person_id{head.people[turned ? 0 : 1].name};
    out.stage = head.stage;
    out.stage_since = out.started = head.begins;
    if (head.ends) out.ends = from_local(*head.ends, noon, head.zone);
    out.rhythm = head.rhythm;
    for (const auto& goal : head.goals) {
        kept_text kept;
        kept.kind = "goal";
        kept.author = person_id{goal.by};
        kept.opened = true;
        kept.text = goal.text;
        kept.at = head.begins;
        out.kept.push_back(std::move(kept));
    }
    return out;
}

}  // namespace waymark::plan_scene
