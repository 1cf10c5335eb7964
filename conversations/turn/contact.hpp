// Lines to the programme's named human. Never an answer, never a message's words. Internal to turn/.
#pragma once

#include <vector>

#include "conversations/turn/work.hpp"

namespace waymark {

/// The line waits for the contact's hours: those of today when somebody has just done something, else those of the next
/// day, so that all that time has brought on one day comes as one message. While the contact is away for days, it is
/// for the first of their deputies who is there. One that waits already is not added again.
void tell_contact(turn_work& work, const programme& of, const tenant_id& tenant, std::vector<text_run> line);
/// A line about the whole programme, which each of its pairs brings up: said once in a few days.
void tell_contact_once(turn_work& work, const programme& of, const tenant_id& tenant, std::vector<text_run> line);
/// The same for anybody: what has to be said although nobody asked, and is not a nudge.
void tell_in_hours(turn_work& work, person_state& to, std::vector<text_run> line);
/// Everything that may come by now, to contacts whose hours it is, goes out as one message each, or a few when it is
/// very much, with its ways out.
void pass_on_contact_lines(turn_work& work);
[[nodiscard]] bool holds_contact_lines(const person_state& person, const message_key& message);
/// The message was not sent: its lines wait again. False when it held none.
bool keep_contact_lines(person_state& person, const message_key& message);

}  // namespace waymark
