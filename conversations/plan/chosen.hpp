// What a person sends by using a button or picker, named by its label.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"

namespace waymark {

/// The values behind a label. Several may be picked at once, written `one + other`; a picker of dates or people takes
/// the value itself. Empty when this control has nothing of the kind.
[[nodiscard]] std::optional<std::vector<std::string>> chosen_values(const control& of, std::string_view label);

}  // namespace waymark
