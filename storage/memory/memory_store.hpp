// The store without a file, for tests and rehearsals: the same promises, except that it ends with the process.
#pragma once

#include <memory>

#include "storage/store.hpp"

namespace waymark {

/// A transaction keeps a copy of everything until it ends: made for small worlds, not for load.
[[nodiscard]] std::unique_ptr<store> create_memory_store();

}  // namespace waymark
