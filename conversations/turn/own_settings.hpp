// When and how somebody wants to be written to, as a form: hours, days, kinds, language, a pause. Internal to turn/.
#pragma once

#include "conversations/forms.hpp"
#include "conversations/turn/reply.hpp"

namespace waymark {

[[nodiscard]] input_form settings_of(const turn_work& work, const person_state& who);
/// What was sent counts from now on. What it cannot mean is left as it was: the form itself has said so, see
/// conversations/forms.hpp.
void take_settings(turn_work& work, person_state& who, const inbound::submitted& what);

}  // namespace waymark
