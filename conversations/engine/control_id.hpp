// The names that controls carry to the platform and back: which question of which talk a button belongs to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conversations/ids.hpp"

namespace waymark {

/// The value of the option that declines a question, whatever its label says.
constexpr std::string_view declining = "~decline";

struct question_ref {
    conversation_id conversation;
    std::string step;
};

/// "q|<conversation>|<step>"
[[nodiscard]] std::string question_control(const conversation_id& conversation, std::string_view step);
/// Empty when the text is not such a name.
[[nodiscard]] std::optional<question_ref> question_of(std::string_view control);

}  // namespace waymark
