// Pairs that do not get a rule, so that it can be seen whether the rule helps.
#pragma once

#include "conversations/programme/programme.hpp"

namespace waymark {

/// Whether this pair is of the share that does not get the rule. It always is, or never.
[[nodiscard]] bool is_held_out(const nudge_rule& rule, const pair_id& pair);

}  // namespace waymark
