#include "bot/commands/cohort.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

/// The day on which the week begins whose hours count: the one that is seen at the same time in all zones.
instant week_of(instant now) {
    return std::chrono::floor<std::chrono::days>(now);
}

void add_person(cohort& into, const programme_person& person, const std::optional<gate_settings>& own,
                const programme& of, const calendars& regions, instant now) {
    if (person.profile.is_mentee() || person.profile.is_mentor())
        into.people.push_back(candidate_of(person, own, of, regions, week_of(now)));
}

/// Those that are not in the database yet: they begin with the next start.
void add_pairs_of_file(cohort& into, const programme& of, instant now) {
    const auto today = to_local(now, of.zone).day;
    for (const auto& one : of.pairs)
        if (into.pair_names.insert(one.id).second)
            into.facts.add_pair(one.mentor, one.mentee, one.ends && *one.ends < today);
}

/// A slip in an id would bring two together who are not to meet.
void note_strangers(cohort& into, const std::set<person_id>& known) {
    for (const auto& one : into.people)
        for (const auto& other : one.not_with)
            if (!known.contains(other))
                into.notes.push_back(one.id.text + " is not to be matched with \"" + other.text +
                                     "\", and nobody here is called that");
}

programme_person as_named(const person_state& state) {
    programme_person out;
    out.id = state.id;
    out.first_name = state.first_name;
    out.full_name = state.full_name;
    out.zone = state.zone;
    out.language = state.language;
    out.profile = state.profile;
    return out;
}

}  // namespace

cohort cohort_of(const programme& of, const people_look& known, const calendars& regions, instant now) {
    cohort out;
    std::set<person_id> all;
    for (const auto& one : of.people) all.insert(one.id);
    const auto named = all;
    for (const auto& one : known.pairs) {
        out.pair_names.insert(one.id);
        out.facts.add_pair(one.mentor, one.mentee, one.over);
    }
    add_pairs_of_file(out, of, now);
    std::map<person_id, const person_state*> states;
    for (const auto& one : known.people) {
        all.insert(one.id);
        states.emplace(one.id, &one);
        if (named.contains(one.id) || one.programme != of.id) continue;
        if (one.member.is == membership::kind::asked) continue;
        if (one.member.is == membership::kind::left)
            out.notes.push_back(one.id.text + " wants no match any more and is left out");
        else if (one.reachable)
            add_person(out, as_named(one), one.own_settings, of, regions, now);
        else
            out.notes.push_back(one.id.text + " cannot be written to any more and is left out");
    }
    for (auto one : of.people) {
        const auto state = states.find(one.id);
        if (state != states.end() && !state->second->zone.empty()) one.zone = state->second->zone;
        if (state != states.end() && !state->second->language.empty()) one.language = state->second->language;
        if (state != states.end() && state->second->member.own_profile) one.profile = state->second->profile;
        if (state != states.end() && state->second->member.is == membership::kind::left) {
            out.notes.push_back(one.id.text + " wants no match any more and is left out");
            continue;
        }
        add_person(out, one, state == states.end() ? std::nullopt : state->second->own_settings, of, regions, now);
    }
    note_strangers(out, all);
    return out;
}

cohort cohort_of(const programme& of, const std::vector<programme_person>& list, const calendars& regions,
                 instant now) {
    cohort out;
    std::set<person_id> all;
    for (const auto& one : of.people) all.insert(one.id);
    add_pairs_of_file(out, of, now);
    for (const auto& one : list) {
        all.insert(one.id);
        add_person(out, one, {}, of, regions, now);
    }
    note_strangers(out, all);
    return out;
}

}  // namespace waymark
