// What somebody has said that others can learn from them, and nobody has asked about. 3.7. Internal to engine/.
#pragma once

#include <string>
#include <vector>

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Of this person's offers those that nothing speaks of which they have written or read in this pair, as they said
/// them. Naming a strength of one's own is not asking about it.
[[nodiscard]] std::vector<std::string> unasked_offers(const talk& in, const person_id& who);

}  // namespace waymark
