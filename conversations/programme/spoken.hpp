// Whether the bot speaks the languages that people are to read it in. Internal to programme/.
#pragma once

#include "conversations/language/node_reader.hpp"

namespace waymark {

/// Looks at "language" of the programme and of its people. One that is not among `known` is an error in a list (P065);
/// in a programme file, which may run already, a warning. Without any `known` nothing is said.
void check_spoken(reading& in, const yaml_node& root, const std::vector<std::string>& known);

}  // namespace waymark
