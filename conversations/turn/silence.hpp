// How people make the bot quieter, and louder again: snooze, pause, stop, less of this, start. Internal to turn/.
#pragma once

#include <optional>
#include <string>

#include "conversations/turn/reply.hpp"

namespace waymark {

void ask_how_long(turn_work& work, person_state& from, std::string_view key = "snooze.ask", const fillings& with = {});
/// Until which day; `no_such_day` is one they have named and the calendar does not have, such as "31 February".
void ask_until_when(turn_work& work, person_state& from, const std::string& no_such_day = {});
/// Whether they have stopped the bot, or paused it and it is not over.
[[nodiscard]] bool wants_silence(const person_state& person, instant now);
/// Neither over already nor beyond a year.
[[nodiscard]] bool can_keep_silent(const turn_work& work, instant until);
/// Nothing unsolicited until then. What is over already, or beyond a year, is explained instead.
void keep_silent(turn_work& work, person_state& from, instant until);
/// Nothing unsolicited any more. Somebody with several partners may narrow it to one of them afterwards.
/// `maybe_answer_in`: the title of the talk whose answer the typed word may have been; empty after a button.
void stop_writing(turn_work& work, person_state& from, const std::string& maybe_answer_in);
void stop_about(turn_work& work, person_state& from, const pair_id& which);
/// Undoes every silence, and says the open question again.
void start_writing(turn_work& work, person_state& from);
/// Nothing unsolicited of this kind any more; without one, of the kind that came last.
void less_of(turn_work& work, person_state& from, std::optional<std::string> kind);

}  // namespace waymark
