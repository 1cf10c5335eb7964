// Forms that people open with a button: their settings, their profile, and a talk that goes on in the form. Internal to
// turn/.
#pragma once

#include <string>
#include <string_view>

#include "conversations/turn/reply.hpp"

namespace waymark {

/// A button that opens a form, or a talk in one. `which` is what stands after form_mark. Where no form is open, because
/// the platform has none or the click came too late, the talk goes on in the chat, and for a form there is a fresh
/// button.
void open_form(turn_work& work, person_state& from, std::string_view which, const std::string& value);
void take_form(turn_work& work, person_state& from, const inbound::submitted& what);
/// A form was closed. A question that it showed is said in the chat.
void leave_form(turn_work& work, person_state& from, const inbound::form_closed& what);

/// Puts what is said to somebody who has a form open into that form: one message, its question last.
void put_into_form(turn_work& work, const person_state& to, outbox_message& message);

/// What stands in the form has a field when it asks for words. The last thing before a turn ends.
void finish_form(turn_work& work);

/// "settings", typed: a button that opens them.
void offer_settings(turn_work& work, person_state& from);

}  // namespace waymark
