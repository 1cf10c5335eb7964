#include "conversations/turn/work.hpp"

#include <algorithm>
#include <set>

#include "conversations/engine/beginning.hpp"

namespace waymark {
namespace {

const programme no_programme{};

template <class Key, class State>
void hand_over(const std::map<Key, State>& before, std::map<Key, State>& is, std::vector<State>& changed) {
    for (auto& [id, state] : is) {
        const auto was = before.find(id);
        if (was == before.end() || was->second != state) changed.push_back(std::move(state));
    }
}

}  // namespace

person_state* find_person(turn_work& work, const person_id& who) {
    const auto found = work.is.people.find(who);
    return found == work.is.people.end() ? nullptr : &found->second;
}

pair_state* find_pair(turn_work& work, const pair_id& which) {
    const auto found = work.is.pairs.find(which);
    return found == work.is.pairs.end() ? nullptr : &found->second;
}

const programme& programme_of(const script_book& book, const pair_state& pair) {
    const auto found = book.programmes.find(pair.programme);
    return found == book.programmes.end() ? no_programme : found->second;
}

const programme_person* named_in(const programme& of, const person_id& who) {
    const auto found = std::ranges::find(of.people, who, &programme_person::id);
    return found == of.people.end() ? nullptr : &*found;
}

const programme& home_of(const script_book& book, const person_state& person) {
    const auto found = book.programmes.find(person.programme);
    return found == book.programmes.end() ? no_programme : found->second;
}

home_rules rules_for(const script_book& book, const person_state& person) {
    const auto& home = home_of(book, person);
    return {home.gate, home.zone, book.regions};
}

const bot_texts& texts_of(const script_book& book, const programme& of) {
    return of.own_texts ? *of.own_texts : book.texts;
}

const bot_texts& texts_for(const script_book& book, const person_state& reader) {
    return texts_of(book, home_of(book, reader));
}

std::string language_of(const script_book& book, const person_state& person) {
    if (!person.own_language.empty()) return person.own_language;
    return person.language.empty() ? home_of(book, person).language : person.language;
}

std::string zone_of(const script_book& book, const person_state& person) {
    return person.zone.empty() ? home_of(book, person).zone : person.zone;
}

std::string name_of(const person_state& person) {
    return person.first_name.empty() ? person.full_name : person.first_name;
}

cast_facts facts_of(const turn_work& work, const pair_state& pair) {
    const auto& of = programme_of(work.book, pair);
    cast_facts facts;
    facts.programme_name = of.title;
    facts.contact_name = of.contact_name;
    for (const auto& who : {pair.mentor, pair.mentee}) {
        const auto found = work.is.people.find(who);
        if (found == work.is.people.end()) continue;
        const auto& person = found->second;
        facts.people[who] = {who, name_of(person), language_of(work.book, person), zone_of(work.book, person),
                             person.profile.offers};
    }
    return facts;
}

std::vector<pair_state*> pairs_of(turn_work& work, const person_state& person) {
    std::vector<pair_state*> list;
    for (const auto& id : person.pairs) {
        auto* pair = find_pair(work, id);
        if (pair != nullptr && !pair->ended) list.push_back(pair);
    }
    return list;
}

std::string partner_name(const turn_work& work, const pair_state& pair, const person_id& who) {
    const auto found = work.is.people.find(pair.partner_of(who));
    return found == work.is.people.end() ? std::string() : name_of(found->second);
}

std::vector<admin_look> looks_that_concern(const turn_work& work, const person_state& who) {
    std::set<programme_id> mine{programme_id(), who.programme};
    for (const auto& id : who.pairs)
        if (const auto pair = work.is.pairs.find(id); pair != work.is.pairs.end()) mine.insert(pair->second.programme);
    auto out = work.is.looks;
    std::erase_if(out, [&](const admin_look& one) { return !mine.contains(one.programme); });
    return out;
}

std::string title_of(const script_book& book, const flow& one, const person_state& reader) {
    return book.flows.text(one, one.title, language_of(book, reader), texts_for(book, reader));
}

std::string kind_title(const script_book& book, const std::string& kind, const person_state& reader) {
    for (const auto* one : book.flows.all())
        if ((one->nudge_kind.empty() ? one->ref.name : one->nudge_kind) == kind) return title_of(book, *one, reader);
    const auto language = language_of(book, reader);
    const auto& texts = texts_for(book, reader);
    return texts.has(language, "nudge." + kind) ? texts.say(language, "nudge." + kind) : kind;
}

const lane* lane_of(const conversation& talk, const person_id& who) {
    const auto found = std::ranges::find(talk.lanes, who, &lane::person);
    return found == talk.lanes.end() ? nullptr : &*found;
}

bool concerns(const turn_work& work, const conversation& talk, const person_id& who) {
    const auto* own = lane_of(talk, who);
    const auto* script = work.book.flows.find(talk.flow);
    return own != nullptr && script != nullptr && has_steps_for(*script, own->role);
}

turn_outcome finished(turn_work& work) {
    hand_over(work.before.people, work.is.people, work.out.people);
    hand_over(work.before.pairs, work.is.pairs, work.out.pairs);
    return std::move(work.out);
}

void note_person(turn_work& work, const person_state& person, std::string event, std::string detail) {
    work.out.log.push_back({person.tenant, "person/" + person.id.text, std::move(event), std::move(detail), work.now});
}

void note_pair(turn_work& work, const pair_state& pair, std::string event, std::string detail) {
    work.out.log.push_back({pair.tenant, "pair/" + pair.id.text, std::move(event), std::move(detail), work.now});
}

}  // namespace waymark
