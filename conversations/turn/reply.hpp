// What the bot says outside of talks: answers to the words it always understands. Internal to turn/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/turn/work.hpp"

namespace waymark {

/// What fills the places of a phrase. Words that people wrote, names among them, stay marked as theirs.
using fillings = std::map<std::string, text_run>;
[[nodiscard]] text_run theirs(std::string text);
[[nodiscard]] text_run ours(std::string text);

/// A phrase of bot.yaml in this language. A line that mentions something empty is left out.
[[nodiscard]] std::vector<text_run> phrase(const bot_texts& texts, std::string_view language, std::string_view key,
                                           const fillings& with = {});
/// The same for a person.
[[nodiscard]] std::vector<text_run> phrase_for(const turn_work& work, const person_state& to, std::string_view key,
                                               const fillings& with = {});
/// Puts `more` under `to`, in a line of its own; nothing when there is nothing more.
void add_lines(std::vector<text_run>& to, std::vector<text_run> more);
/// The same with a blank line between.
void add_paragraph(std::vector<text_run>& to, std::vector<text_run> more);
/// One phrase without names, as a label.
[[nodiscard]] std::string label_for(const turn_work& work, const person_state& to, std::string_view key);
/// A day as this person reads it.
[[nodiscard]] std::string day_for(const turn_work& work, const person_state& to, instant at);
/// The day on which a pair began. It was agreed on in the programme's time zone, and is one day for both of them.
[[nodiscard]] std::string start_day_for(const turn_work& work, const person_state& to, const pair_state& pair);
/// The name of a language as this person reads it, such as "español" for "es-ES"; the tag itself when there is none.
[[nodiscard]] std::string language_for(const turn_work& work, const person_state& to, const std::string& tag);

/// A stage as this person reads it. A programme may have stages of its own, which only have the name it gives them.
[[nodiscard]] std::string stage_for(const turn_work& work, const person_state& to, const std::string& stage);

/// Answers what the person just did. The number is in the reply's key, and in the id of a control in it.
void reply(turn_work& work, person_state& to, std::vector<text_run> text, std::optional<control> ask = {});
void reply(turn_work& work, person_state& to, std::string_view key, const fillings& with = {});
[[nodiscard]] message_key reply_key(const person_state& to, int number);

/// Puts a message of a talk, or one of the bot's own, on its way.
void put_out(turn_work& work, person_state& to, outbox_message message);
/// Turns the controls of an earlier message into the choice made.
void settle(turn_work& work, person_state& to, settled what);

}  // namespace waymark
