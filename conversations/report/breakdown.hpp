// One question to everybody, and how many gave which answer: before it is decided what of it may be shown.
#pragma once

#include <algorithm>
#include <optional>

#include "conversations/report/facts.hpp"

namespace waymark::reporting {

struct part {
    std::string name;
    std::int64_t count = 0;  ///< of pairs, people, messages or questions
    crowd who{};             ///< whose they are
    bool always = false;  ///< there whether anybody is in it or not; of others, the name alone tells that somebody is
};

struct breakdown {
    std::string figure;  ///< "stages"
    std::vector<part> parts{};
    bool closes = true;  ///< false when the history does not tell all that it should
    /// Several may be picked: each part is a question of its own, and these are all who were asked.
    std::optional<part> everyone{};

    void have(const std::string& name) { at(name).always = true; }
    part& at(const std::string& name) {
        const auto found = std::ranges::find(parts, name, &part::name);
        return found == parts.end() ? parts.emplace_back(part{name}) : *found;
    }
    void add(const std::string& name, const crowd& of) {
        auto& one = at(name);
        ++one.count;
        for (const auto who : of)
            if (const auto place = std::ranges::lower_bound(one.who, who); place == one.who.end() || *place != who)
                one.who.insert(place, who);
    }
};

/// Whom a breakdown is about: all, or those of a group. Null means everybody.
struct chosen {
    const std::set<std::size_t>* seats = nullptr;
    [[nodiscard]] bool holds(const crowd& who) const {
        return !who.empty() &&
               (seats == nullptr || std::ranges::all_of(who, [&](std::size_t one) { return seats->contains(one); }));
    }
};

/// How things stand at the end of a month: everybody is in at most one part of each.
[[nodiscard]] std::vector<breakdown> standings_at(const timelines& of, const month& when, const chosen& whom);
/// The last answer of each to every question that the programme may count, as it was then.
[[nodiscard]] std::vector<breakdown> answers_at(const timelines& of, const month& when, const chosen& whom);
/// What happened within a month, as it was known at its end.
[[nodiscard]] std::vector<breakdown> happenings_in(const timelines& of, const month& when, const chosen& whom);

/// Parts of `happenings_in`.
[[nodiscard]] breakdown messages_in(const timelines& of, const month& when, const chosen& whom);

}  // namespace waymark::reporting
