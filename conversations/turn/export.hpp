// "Export my data": everything of a person as one file that other programs can read. EXPORT.md says what stands in it.
// Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

void export_data(turn_work& work, person_state& of);
/// What the file says. Nothing that somebody else wrote is in it, not even what this person has been shown.
[[nodiscard]] std::string exported(const turn_work& work, const person_state& of);

}  // namespace waymark
