#include "conversations/turn/where.hpp"

#include <algorithm>
#include <set>

#include "conversations/person/places.hpp"
#include "conversations/turn/contact.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

/// The programmes a person takes part in: by a pair, or waiting for one.
std::set<programme_id> programmes_of(const turn_work& work, const person_state& person) {
    std::set<programme_id> found;
    for (const auto& [id, pair] : work.is.pairs)
        if (pair.mentor == person.id || pair.mentee == person.id) found.insert(pair.programme);
    if (found.empty() && !person.programme.text.empty()) found.insert(person.programme);
    return found;
}

void tell_contacts(turn_work& work, const person_state& person, const lost_account& last) {
    for (const auto& id : programmes_of(work, person)) {
        const auto found = work.book.programmes.find(id);
        if (found == work.book.programmes.end() || found->second.contact == person.id) continue;
        const auto& of = found->second;
        const auto* contact = find_person(work, of.contact);
        const auto language = contact == nullptr ? of.language : language_of(work.book, *contact);
        const auto& texts = texts_of(work.book, of);
        tell_contact(work, of, person.tenant,
                     phrase(texts, language, "contact.unreachable",
                            {{"name", theirs(person.full_name.empty() ? name_of(person) : person.full_name)},
                             {"programme", ours(of.title)},
                             {"reason", ours(why_lost(texts, language, last))}}));
    }
}

/// Said once, where it goes on, in their own hours: a platform may notice at night.
void go_on_elsewhere(turn_work& work, person_state& person, const address& lost, const address& there) {
    tell_in_hours(work, person,
                  phrase_for(work, person, "place.moved",
                             {{"from", ours(place_for_reader(work, person, lost.platform))},
                              {"place", ours(place_for_reader(work, person, there.platform))}}));
}

}  // namespace

const address* place_for(const turn_work& work, const person_state& to, message_class kind) {
    if (!to.reachable) return nullptr;
    const auto& here = work.heard_from;
    if (kind != message_class::nudge && here && std::ranges::count(to.addresses, *here) > 0 && !is_lost(to, *here))
        return &*here;
    return place_of(to);
}

std::optional<address> read_place(const turn_work& work, const person_state& from, std::string_view text) {
    if (!has_a_choice_of_places(from)) return std::nullopt;
    const auto& texts = texts_for(work.book, from);
    const auto language = language_of(work.book, from);
    if (texts.is_word(language, "word.write_here", text)) return work.heard_from;
    for (const auto& at : from.addresses) {
        const auto key = "word.write_in." + at.platform;
        if (texts.has(language, key) && texts.is_word(language, key, text)) return at;
    }
    return std::nullopt;
}

void write_there(turn_work& work, person_state& from, const address& at) {
    const auto place = ours(place_for_reader(work, from, at.platform));
    if (is_lost(from, at)) return reply(work, from, "place.lost", {{"place", place}});
    prefer(from, at);
    note_person(work, from, "place", at.platform);
    reply(work, from, "place.chosen", {{"place", place}});
}

std::string place_for_reader(const turn_work& work, const person_state& reader, std::string_view platform) {
    return place_name(texts_for(work.book, reader), language_of(work.book, reader), platform);
}

std::vector<text_run> place_in_words(const turn_work& work, const person_state& who) {
    const auto* place = has_a_choice_of_places(who) ? place_of(who) : nullptr;
    if (place == nullptr) return {};
    return phrase_for(work, who, "place.is", {{"place", ours(place_for_reader(work, who, place->platform))}});
}

void cannot_be_reached(turn_work& work, person_state& person, const address& at, const std::string& reason) {
    const bool still_theirs = std::ranges::count(person.addresses, at) > 0;
    if (person.leaving || !still_theirs || is_lost(person, at)) return;
    const auto* before = place_of(person);
    const bool spoken_to_there = before != nullptr && *before == at;
    person.lost.push_back({at, reason});
    if (!person.reachable) return;
    if (const auto* there = place_of(person)) {
        note_person(work, person, "place_lost", at.platform + " " + reason);
        if (spoken_to_there) go_on_elsewhere(work, person, at, *there);
        return;
    }
    person.reachable = false;
    if (person.replies == 0) person.greeted = false;  // nothing has ever been read: their first word is a first word
    note_person(work, person, "unreachable", reason);
    tell_contacts(work, person, person.lost.back());
}

void tell_of_closed_account(turn_work& work, const programme_id& of, const address& at) {
    const auto found = work.book.programmes.find(of);
    if (found == work.book.programmes.end()) return;
    const auto& affected = found->second;
    const auto* contact = find_person(work, affected.contact);
    const auto* there = contact == nullptr ? nullptr : place_of(*contact);
    if (there != nullptr && there->platform == at.platform && there->tenant == at.tenant)  // it would not arrive either
        return note_person(work, *contact, "contact_silent", of.text);
    const auto language = contact == nullptr ? affected.language : language_of(work.book, *contact);
    const auto& texts = texts_of(work.book, affected);
    tell_contact_once(
        work, affected, at.tenant,
        phrase(texts, language, "contact.account_closed",
               {{"place", ours(place_name(texts, language, at.platform))}, {"programme", ours(affected.title)}}));
}

void can_be_reached(turn_work& work, person_state& person, const address& at) {
    std::erase_if(person.lost, [&](const lost_account& one) { return one.at == at; });
    if (person.reachable) return;
    person.reachable = true;
    note_person(work, person, "reachable");
    welcome_back(work, person);
}

}  // namespace waymark
