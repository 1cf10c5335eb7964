// "my data": everything that is kept about a person, shown to that person. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// Profile, settings, pairs, what they wrote and who may see each of it. Nothing their partner wrote. In as many
/// messages as it needs.
void show_my_data(turn_work& work, person_state& of);

/// When they are written to, and what they have switched off.
[[nodiscard]] std::vector<text_run> settings_in_words(turn_work& work, const person_state& of);

}  // namespace waymark
