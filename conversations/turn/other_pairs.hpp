// Whoever is in a pair hears openly when their partner begins another one beside it, and so does the contact. 3.3.
// Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Why the conversation of that name begins. No rule of a programme does it: it is promised to everybody.
constexpr std::string_view another_pair = "another_pair";

/// Pairs that have begun in this turn, because both have said yes, are told of in the other pairs of their people: at
/// once when all of these are at hand, else in the next turn of that person. A pair that comes to nothing is told of
/// nowhere.
void tell_other_pairs(turn_work& work);

}  // namespace waymark
