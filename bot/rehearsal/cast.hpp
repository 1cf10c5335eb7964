// Who plays: the people of a programme file are replaced by synthetic ones, or by those of a list. Pairs that share a
// person stay together in one group; each group is a small world of its own.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bot/rehearsal/habits.hpp"
#include "conversations/programme/programme.hpp"

namespace waymark::rehearsal {

struct player {
    person_id id;
    address at;
    std::string name;
    std::string zone;
    std::string language;
    persona is = persona::keen;
};

/// The pairs of one world, with a programme that names them and nobody else but the contact.
struct group {
    programme of;
    std::vector<player> players;
};

struct cast_wishes {
    std::size_t pairs = 200;
    int months = 12;
    std::vector<programme_person> people{};  ///< paired two by two in their order; empty = synthetic ones
    std::vector<std::string> languages{"en"};
};

/// All groups, each of `pairs_in_group` pairs but the last. The pairs take their dates from those of the file in turn;
/// a file without pairs gives them `months` from the first Monday of 2026.
[[nodiscard]] std::vector<group> groups_of(const programme& file, const cast_wishes& wishes);
constexpr std::size_t pairs_in_group = 40;

/// The morning on which the first pair begins.
[[nodiscard]] instant beginning_of(const std::vector<group>& groups);

}  // namespace waymark::rehearsal
