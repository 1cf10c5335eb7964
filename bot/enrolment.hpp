// Brings the people and pairs that the programme files name into the store, at each start.
#pragma once

#include "conversations/turn.hpp"
#include "storage/store.hpp"

namespace waymark {

/// Whom the store knows already is not changed twice. Stops at the first pair that cannot be stored.
[[nodiscard]] result<void> enrol_everybody(store& at, const script_book& book, instant now);

}  // namespace waymark
