#include "conversations/engine/talk.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

template <class Answers>
auto* find_answer(Answers& answers, const conversation_id& in, const person_id& who, std::string_view step) {
    const auto found = std::ranges::find_if(
        answers, [&](const answer& one) { return one.conversation == in && one.author == who && one.step == step; });
    return found == answers.end() ? nullptr : &*found;
}

const cast_facts::someone* facts_of(const step_room& room, const person_id& who) {
    const auto found = room.facts.people.find(who);
    return found == room.facts.people.end() ? nullptr : &found->second;
}

}  // namespace

void step_room::note(std::string event, std::string detail) {
    effects.emplace_back(effect::note{std::move(event), std::move(detail)});
}

lane* talk::lane_of(const person_id& who) {
    const auto found = std::ranges::find(state.lanes, who, &lane::person);
    return found == state.lanes.end() ? nullptr : &*found;
}

const lane* talk::lane_in(std::string_view role) const {
    const auto found = std::ranges::find(state.lanes, role, &lane::role);
    return found == state.lanes.end() ? nullptr : &*found;
}

person_id talk::partner_of(const lane& one) const {
    for (const auto& other : state.lanes)
        if (other.person != one.person) return other.person;
    return room.pair.partner_of(one.person);
}

std::string talk::language_of(const person_id& who) const {
    const auto* facts = facts_of(room, who);
    return facts == nullptr || facts->language.empty() ? script.language : facts->language;
}

std::string talk::first_name_of(const person_id& who) const {
    const auto* facts = facts_of(room, who);
    return facts == nullptr ? std::string() : facts->first_name;
}

answer* talk::answer_of(const person_id& who, std::string_view step) {
    return find_answer(room.pair.answers, state.id, who, step);
}

const answer* talk::answer_of(const person_id& who, std::string_view step) const {
    return find_answer(room.pair.answers, state.id, who, step);
}

const answer* talk::settled_answer(const lane& one, std::string_view step) const {
    if (one.is == lane::phase::asking && one.step == step) return nullptr;
    return answer_of(one.person, step);
}

std::optional<instant> talk::day_named_in(const answer& given, int minute) const {
    const auto day = given.value.items.empty() ? std::nullopt : parse_date(given.value.items.front());
    if (!day) return {};
    const auto* facts = facts_of(room, given.author);
    return from_local(*day, minute, facts == nullptr ? "UTC" : facts->zone);
}

bool talk::is_for(const flow_step& step, const lane& one) {
    return step.only_for.empty() || step.only_for == one.role;
}

std::string talk::place_of(const lane& one) const {
    return state.id.text + "/" + one.role;
}

void talk::note(std::string event, const lane& one, std::string detail) {
    room.note(std::move(event), place_of(one) + "/" + std::move(detail));
}

}  // namespace waymark
