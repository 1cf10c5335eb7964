// Whoever is in no programme: told whom to ask, or that they were asked, wherever they knock. Nothing is kept of those
// nobody knows. Internal to turn/.
#pragma once

#include "conversations/turn/reply.hpp"

namespace waymark {

/// Whoever does this waits for an answer.
[[nodiscard]] bool asks_for_something(const inbound_event& event);
/// Somebody nobody knows, where no programme is open.
void answer_stranger(turn_work& work, const passed_by& what);
/// The page of somebody who was asked to take part and has not said yes. It is put there once, while it is blank.
void show_page_outside(turn_work& work, person_state& who, const address& at);

}  // namespace waymark
