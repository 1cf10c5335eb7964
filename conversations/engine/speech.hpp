// How a talk speaks: at once to whoever is present, through the gate to everybody else.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// Says it now; `one` must belong to whoever is present. Returns the message's key.
message_key say(talk& in, lane& one, outgoing message);
/// The key of what this lane said last.
[[nodiscard]] message_key last_key(const talk& in, const lane& one);
void say_text(talk& in, lane& one, std::vector<text_run> text);
/// One of the bot's own phrases.
void say_phrase(talk& in, lane& one, std::string_view key, const std::map<std::string, std::string>& values = {});

/// Whoever looks at the open question later sees that nobody waits any more. A change of a message disturbs nobody.
void close_buttons(talk& in, lane& one);

/// The place a walk begins at, as lane::let_out keeps it.
[[nodiscard]] std::string step_and_round(const lane& one);
[[nodiscard]] std::string walk_offer_key(const talk& in, const lane& one);
[[nodiscard]] std::string walk_offer_key(const talk& in, const lane& one, const std::string& began_at);
/// `what` and `rule` as in lane::to_tell: "tell/open_lessons", "otherwise/open_lessons".
[[nodiscard]] std::string rule_offer_key(const talk& in, const lane& one, std::string_view what_and_rule);
[[nodiscard]] std::string remind_offer_key(const talk& in, const lane& one, int number);
/// Asks this person's gate to let the next words of their lane through. A pair that rests is asked nothing: what is to
/// be asked is offered when the pause is over.
void propose_walk(talk& in, const lane& one);
/// Asks the gate to let a rule's words through: "tell" or "otherwise".
void propose_rule(talk& in, lane& one, std::string_view what, const std::string& rule);
/// Offers again what this person has not been told or asked yet.
void propose_all_waiting(talk& in, lane& one);
void propose_reminder(talk& in, const lane& one, instant good_until);
void withdraw(talk& in, const person_id& from, std::string key);
/// Takes back the reminder of the question that is open.
void withdraw_reminder(talk& in, const lane& one);
/// Takes back whatever would ask this person something, or remind them of it.
void withdraw_questions(talk& in, const lane& one);
/// The same, and words of rules. They stay noted, and propose_all_waiting offers them again.
void withdraw_everything(talk& in, const lane& one);

}  // namespace waymark
