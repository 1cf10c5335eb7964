// Names a message towards a platform.
#pragma once

#include <string>

#include "conversations/message.hpp"

namespace waymark {

/// The same for every attempt of one message, and tells a reader of the platform nothing: 32 hexadecimal digits.
[[nodiscard]] std::string idempotency_id(const message_key& key);

}  // namespace waymark
