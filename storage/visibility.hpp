// Who may see an answer. One rule for every implementation of the store: what is not named here stays unseen.
#pragma once

#include <optional>

#include "storage/store.hpp"

namespace waymark {

/// The answer as `who` may see it, or nothing. The programme counts answers meant for it and never reads words, nor
/// whose they are. `in_pair`: `who` is one of the pair's two people.
[[nodiscard]] std::optional<visible_answer> seen_by(const answer& one, const reader& who, bool in_pair);

}  // namespace waymark
