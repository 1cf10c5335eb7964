// Every kind of row that a person can leave in a store, all of them with the same rare word in them.
#pragma once

#include "tests/storage/example_rows.hpp"

namespace waymark::example {

/// In every name, account, key and text of hers; nowhere else. In small letters.
constexpr auto canary = "kanarek";

const person_id mia{"kanarek_mia"};
const person_id max{"max"};
const pair_id theirs{"kanarek_mia_and_max"};

/// Mia, her mentor Max and their contact Dora: answers, words that are kept, messages that wait, were sent and failed,
/// events, timers, history.
void live(store& at);
/// The turn in which Mia is named to be forgotten.
[[nodiscard]] result<std::vector<outbox_row>> forget_mia(store& at, instant now = noon);

}  // namespace waymark::example
