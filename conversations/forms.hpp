// Forms that were sent: what stands in their fields, and what is wrong with it as far as the form alone tells. So is a
// question that is answered in a window: its form is the name of its control, and so is its one field. Pure: a platform
// asks while the form is still open.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/engine/flow.hpp"
#include "conversations/message.hpp"
#include "conversations/texts.hpp"

namespace waymark {

constexpr std::string_view settings_form = "settings", profile_form = "profile";

/// Of a field with several; none when it was not filled in.
[[nodiscard]] std::vector<std::string> values_of(const inbound::submitted& what, const std::string& field);
/// Of any other field; empty when it was not filled in.
[[nodiscard]] std::string value_of(const inbound::submitted& what, const std::string& field);

/// What forms are held against.
struct form_book {
    const bot_texts& texts;
    const flow_library& flows;
};
/// By the id of the field, in this language; empty when all is well.
[[nodiscard]] std::map<std::string, std::string> problems_in(const inbound::submitted& what, const form_book& book,
                                                             std::string_view language, instant now);

}  // namespace waymark
