// A proposal in words for whoever decides, and as a list of pairs (CSV) that can be imported.
#pragma once

#include <set>
#include <string>

#include "conversations/programme/proposal.hpp"

namespace waymark {

[[nodiscard]] std::string in_words(const proposal& of);
/// The columns of `waymark pairs import`, with `score` and `why` for the reader. No pair gets a name that is taken.
[[nodiscard]] std::string as_list(const proposal& of, std::set<pair_id> taken);

}  // namespace waymark
