// What a decoder made of a request, in one line.
#pragma once

#include <string>

#include "adapters/adapter.hpp"

namespace waymark {

/// Status, label, "!" for an alarm, then each event as person, message, content and key.
[[nodiscard]] std::string summary(const webhook_reply& reply);

}  // namespace waymark
