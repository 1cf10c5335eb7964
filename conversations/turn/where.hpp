// Where a person is spoken to when they are known on several platforms: their choice, and what happens when one of the
// places is lost. Internal to turn/.
#pragma once

#include "conversations/turn/work.hpp"

namespace waymark {

/// An answer goes to where its reader has just written, and what nobody asked for to the place they chose. Null when
/// nothing reaches them.
[[nodiscard]] const address* place_for(const turn_work& work, const person_state& to, message_class kind);

/// "Use Slack", "write to me here please": the account that is meant; empty when it is anything else, or when there is
/// nothing to choose.
[[nodiscard]] std::optional<address> read_place(const turn_work& work, const person_state& from, std::string_view text);
/// They have chosen, and are told so.
void write_there(turn_work& work, person_state& from, const address& at);

/// What a place is called, as this person reads it.
[[nodiscard]] std::string place_for_reader(const turn_work& work, const person_state& reader,
                                           std::string_view platform);
/// "I write to you in Teams"; empty when there is nothing to choose.
[[nodiscard]] std::vector<text_run> place_in_words(const turn_work& work, const person_state& who);

/// Nothing reaches them there any more. They hear of it where it goes on; when no place is left, nothing more is said
/// to them, and the contacts of their programmes hear of it, once.
void cannot_be_reached(turn_work& work, person_state& person, const address& at, const std::string& reason);
/// Nothing reaches anybody there any more: the programme's contact hears of it.
void tell_of_closed_account(turn_work& work, const programme_id& of, const address& at);
/// They have done something there, or a platform says that they are back.
void can_be_reached(turn_work& work, person_state& person, const address& at);

}  // namespace waymark
