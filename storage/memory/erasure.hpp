// Forgetting a person in the store in memory, row by row as the one on a file does it.
#pragma once

#include "storage/memory/tables.hpp"

namespace waymark::memory {

void forget(tables& all, const person_id& who, instant now);

}  // namespace waymark::memory
