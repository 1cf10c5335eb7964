// Programmes drawn at random: people and pairs, settings, a nudge of each kind there is, and what an admin puts on
// hold.
#pragma once

#include <string>

#include "bot/holds.hpp"
#include "bot/rehearsal/chance.hpp"
#include "conversations/programme/programme.hpp"

namespace waymark::testing {

/// Whoever takes part, and from when to when: the same before and after a change, and more people come with some.
struct members {
    std::string people, pairs;

    members(rehearsal::chance& luck, instant now);
    void add_person(std::size_t i, const std::string& zone);
    void add_pair(rehearsal::chance& luck, std::size_t mentor, std::size_t mentee, instant now);
};

/// The text of a programme called "changing".
[[nodiscard]] std::string random_programme(rehearsal::chance& luck, const members& who, instant now);

/// Some pairs and people, the programme, or everything.
[[nodiscard]] holds random_holds(rehearsal::chance& luck, const programme& of, instant since);

}  // namespace waymark::testing
