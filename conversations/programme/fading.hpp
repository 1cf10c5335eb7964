// Who is there more and more rarely, by the pair's own rhythm: both, or one of the two. 3.11
#pragma once

#include <vector>

#include "conversations/engine/pair_state.hpp"

namespace waymark {

struct fading {
    instant since;  ///< where it began: the same as long as it goes on
    instant due;    ///< when it shows, unless something happens before
    person_id who;  ///< one person; nobody when it is the pair
};

/// The fast start that fades: two who met more often than their rhythm, then each time later than the time before, and
/// now not for a whole rhythm. After one and a half of them it is a silence, and none of this.
[[nodiscard]] std::vector<fading> rarer_meetings(const pair_state& pair, instant from, span rhythm);

/// One of the two answers on fewer days from one rhythm to the next, three times in a row, and the other does not. Both
/// are asked about as much, so a programme that asks less makes nobody fade.
[[nodiscard]] std::vector<fading> rarer_answers(const pair_state& pair, instant from, span rhythm);

}  // namespace waymark
