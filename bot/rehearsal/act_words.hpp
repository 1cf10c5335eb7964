// What somebody did, as a line of the report.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "conversations/message.hpp"

namespace waymark::rehearsal {

/// What stood on a button, by its control and value.
using button_labels = std::map<std::pair<std::string, std::string>, std::string>;

[[nodiscard]] std::string in_words(const inbound_content& act, const button_labels& known);

}  // namespace waymark::rehearsal
