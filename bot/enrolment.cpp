#include "bot/enrolment.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace waymark {

result<world> known_of(store& at, const programme_pair& pair) {
    world out;
    for (const auto& who : {pair.mentor, pair.mentee}) {
        auto one = at.load(turn_owner(who));
        if (!one) return one.error();
        out.people.merge(one->people);
        out.pairs.merge(one->pairs);
    }
    return out;
}

namespace {

/// Whoever wanted everything deleted may still stand in a programme file. They do not come back by that.
result<bool> anybody_forgotten(store& at, const programme_pair& pair) {
    for (const auto& who : {pair.mentor, pair.mentee}) {
        const auto gone = at.is_forgotten(who);
        if (!gone || *gone) return gone;
    }
    return false;
}

/// The contact, or a deputy of theirs. They may be in no pair; lines to them wait for their hours all the same.
result<void> enrol_contact(store& at, const script_book& book, const programme& of, const person_id& who, instant now) {
    const auto named = std::ranges::find(of.people, who, &programme_person::id);
    if (named == of.people.end()) return {};
    const auto gone = at.is_forgotten(who);
    if (!gone || *gone) return gone ? result<void>() : gone.error();
    const auto step = [&](const world& before) { return enrol_one(book, of, *named, before, now); };
    const auto done = at.turn(turn_owner(who), step, {}, now);
    if (!done) return done.error();
    return {};
}

}  // namespace

result<void> enrol_everybody(store& at, const script_book& book, instant now) {
    for (const auto& [id, of] : book.programmes) {
        auto lines_go_to = of.deputies;
        lines_go_to.push_back(of.contact);
        for (const auto& who : lines_go_to)
            if (const auto enrolled = enrol_contact(at, book, of, who, now); !enrolled) return enrolled.error();
        for (const auto& pair : of.pairs) {
            const auto gone = anybody_forgotten(at, pair);
            if (!gone) return gone.error();
            if (*gone) continue;
            auto known = known_of(at, pair);
            if (!known) return known.error();
            const auto step = [&](world before) {
                before.people.insert(known->people.begin(), known->people.end());
                before.pairs.insert(known->pairs.begin(), known->pairs.end());
                return enrol(book, of, pair, before, now);
            };
            const auto done = at.turn(turn_owner(pair.id), step, {}, now);
            if (!done) return done.error();
        }
    }
    return {};
}

result<std::vector<missing_profile>> refresh_the_imported(store& at, const script_book& book, instant now) {
    constexpr std::size_t at_once = 500;
    std::set<pair_id> named;
    for (const auto& [id, of] : book.programmes)
        for (const auto& pair : of.pairs) named.insert(pair.id);
    std::map<person_id, missing_profile> missing;
    const auto step = [&](const world& before) {
        for (const auto& [id, person] : before.people)
            if (person.zone.empty() && !person.addresses.empty())
                missing.emplace(id, missing_profile{person.addresses.front(), person.language.empty()});
        return refresh(book, before, now);
    };
    pair_id last;
    for (;;) {
        const auto some = at.pairs(last, at_once);
        if (!some) return some.error();
        if (some->empty()) break;
        for (const auto& pair : *some) {
            if (named.contains(pair)) continue;
            const auto done = at.turn(turn_owner(pair), step, {}, now);
            if (!done) return done.error();
        }
        last = some->back();
    }
    std::vector<missing_profile> out;
    for (auto& [id, one] : missing) out.push_back(std::move(one));
    return out;
}

result<std::optional<pair_id>> refresh_some(store& at, const script_book& book, const pair_id& after, instant now) {
    constexpr std::size_t at_once = 100;
    const auto some = at.pairs(after, at_once);
    if (!some) return some.error();
    const auto step = [&](const world& before) { return refresh(book, before, now); };
    for (const auto& pair : *some)
        if (const auto done = at.turn(turn_owner(pair), step, {}, now); !done) return done.error();
    return some->empty() ? std::nullopt : std::optional(some->back());
}

result<std::vector<missing_profile>> people_without_zone(store& at, const script_book& book) {
    std::vector<missing_profile> out;
    for (const auto& [id, of] : book.programmes) {
        for (const auto& one : of.people) {
            if (!one.zone.empty() || one.addresses.empty()) continue;
            auto known = at.load(turn_owner(one.id));
            if (!known) return known.error();
            const auto state = known->people.find(one.id);
            if (state == known->people.end() || !state->second.zone.empty()) continue;
            out.push_back({one.addresses.front(), state->second.language.empty()});
        }
    }
    return out;
}

}  // namespace waymark
