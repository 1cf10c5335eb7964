// Forms that were sent: what stands in their fields, and what is wrong with it as far as the form alone tells. Pure: a
// platform asks while the form is still open.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"
#include "conversations/texts.hpp"

namespace waymark {

constexpr std::string_view settings_form = "settings", profile_form = "profile";

/// Of a field with several; none when it was not filled in.
[[nodiscard]] std::vector<std::string> values_of(const inbound::submitted& what, const std::string& field);
/// Of any other field; empty when it was not filled in.
[[nodiscard]] std::string value_of(const inbound::submitted& what, const std::string& field);

/// By the id of the field, in this language; empty when all is well.
[[nodiscard]] std::map<std::string, std::string> problems_in(const inbound::submitted& what, const bot_texts& texts,
                                                             std::string_view language, instant now);

}  // namespace waymark
