// Pairs in the middle of their closing, made by the real engine.
#pragma once

#include <cstdint>
#include <string>

#include "conversations/turn.hpp"

namespace bench {

/// The shipped conversations and the programme in `file`. Ends the program when something is wrong with them.
[[nodiscard]] waymark::script_book read_book(const std::string& file);

/// Person `number` has the account "U00000012" and writes in "D00000012", as waymark_load has it.
[[nodiscard]] waymark::person_id person_of(std::uint32_t number);

/// Pair `number` of `pairs`: its mentee is person `number`, its mentor person `pairs` + `number`. Both have begun the
/// closing and given `answered` further answers each. `out` is what a store has to write for it.
[[nodiscard]] waymark::turn_outcome closing_under_way(const waymark::script_book& book, std::uint32_t number,
                                                      std::uint32_t pairs, std::size_t answered, waymark::instant now);

}  // namespace bench
