// The header with which servers say how long to wait.
#pragma once

#include <optional>

#include "adapters/http_client.hpp"
#include "conversations/time.hpp"

namespace waymark {

/// Whole seconds, an hour at most. Empty when there is none that can be read.
[[nodiscard]] std::optional<span> retry_after(const http_answer& answer);

}  // namespace waymark
