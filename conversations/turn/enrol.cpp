// Brings people and pairs of a programme file into the world, and later changes of that file.
#include <algorithm>

#include "conversations/person/places.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/turn/timers.hpp"
#include "conversations/turn/work.hpp"

namespace waymark {
namespace {

constexpr int noon = 12 * 60;  // the same day of the calendar for people in other zones

/// An account that has changed takes the place of the old one on that platform; a further one comes at the end.
void take_over(std::vector<address>& known, const address& named) {
    const auto same_place = [&](const address& one) {
        return one.platform == named.platform && one.tenant == named.tenant;
    };
    const auto found = std::ranges::find_if(known, same_place);
    if (found == known.end())
        known.push_back(named);
    else
        *found = named;
}

/// What they have said themselves stays; a list only adds to it. Whom they are not to be matched with is the list's.
void take_over_profile(person_state& person, const learning_profile& named) {
    if (!person.member.own_profile) return take_over(person.profile, named);
    auto both = named;
    take_over(both, person.profile);
    if (!named.not_with.empty()) both.not_with = named.not_with;
    person.profile = std::move(both);
}

void take_over(turn_work& work, person_state& person, const programme_person& named) {
    if (!named.first_name.empty()) person.first_name = named.first_name;
    if (person.full_name.empty()) person.full_name = named.full_name;
    // Zone and language may be known better from the platform by now.
    if (person.zone.empty()) person.zone = named.zone;
    if (person.language.empty()) person.language = named.language;
    const auto known = person.addresses;
    for (const auto& one : named.addresses) take_over(person.addresses, one);
    if (person.addresses != known && accounts_changed(person)) note_person(work, person, "reachable");
    take_over_profile(person, named.profile);
    if (person.tenant.empty() && !person.addresses.empty()) person.tenant = person.addresses.front().tenant;
}

person_state& person_in(turn_work& work, const programme& of, const person_id& who) {
    auto& person = work.is.people[who];
    person.id = who;
    const bool asked = person.member.is == membership::kind::asked;
    if (asked) person.member = {};  // an admin has brought them; their pair asks them in its own way
    if (asked || !work.book.programmes.contains(person.programme)) person.programme = of.id;
    return person;
}

void enrol_person(turn_work& work, const programme& of, const person_id& who, const pair_id& in) {
    auto& person = person_in(work, of, who);
    if (const auto* named = named_in(of, who)) take_over(work, person, *named);
    if (std::ranges::find(person.pairs, in) == person.pairs.end()) person.pairs.push_back(in);
}

/// A pair that starts later counts its stage from then; for one that started before we knew of it, it begins now.
pair_state new_pair(const turn_work& work, const programme& of, const programme_pair& named) {
    pair_state pair;
    pair.id = named.id;
    pair.programme = of.id;
    pair.mentor = named.mentor;
    pair.mentee = named.mentee;
    pair.tenant = work.is.people.at(named.mentor).tenant;
    pair.started = named.starts ? from_local(*named.starts, 0, of.zone) : work.now;
    pair.stage_since = std::max(pair.started, work.now);
    if (named.ends && from_local(*named.ends, noon, of.zone) <= work.now) pair.stage = "closed";  // over before we came
    return pair;
}

}  // namespace

turn_outcome enrol(const script_book& book, const programme& of, const programme_pair& pair, const world& before,
                   instant now) {
    turn_work work{book, before, before, now};
    enrol_person(work, of, pair.mentor, pair.id);
    enrol_person(work, of, pair.mentee, pair.id);
    if (!work.is.pairs.contains(pair.id)) {
        work.is.pairs.emplace(pair.id, new_pair(work, of, pair));
        note_pair(work, work.is.pairs.at(pair.id), "enrolled");
    }
    if (pair.ends) work.is.pairs.at(pair.id).ends = from_local(*pair.ends, noon, of.zone);
    change_timers(work, timers_set::anew);  // rules of the file may have changed, too
    return finished(work);
}

turn_outcome enrol_one(const script_book& book, const programme& of, const programme_person& named, const world& before,
                       instant now) {
    turn_work work{book, before, before, now};
    take_over(work, person_in(work, of, named.id), named);
    change_timers(work, timers_set::anew);
    return finished(work);
}

turn_outcome refresh(const script_book& book, const world& before, instant now) {
    turn_work work{book, before, before, now};
    change_timers(work, timers_set::anew);
    return finished(work);
}

}  // namespace waymark
