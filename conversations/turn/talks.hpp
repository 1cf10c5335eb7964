// Finds the talk that somebody's words belong to, and begins talks. Internal to turn/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/turn/work.hpp"

namespace waymark {

/// A typed answer. With questions open in several pairs the person is asked which one they mean.
void answer_talk(turn_work& work, person_state& from, const std::string& text, const std::string& said_in);
/// Whether a question of this talk is open for them.
[[nodiscard]] bool is_asked_in(const turn_work& work, const person_state& from, const conversation_id& talk);
/// The title of the talk that this person's next words would answer; empty when there is none.
[[nodiscard]] std::string open_title(const turn_work& work, const person_state& from);
/// The question that their next words would answer; empty when there is none, or not one alone.
struct open_ask {
    pair_id pair;
    conversation_id talk;
    const flow* script;
    const flow_step* step;
};
[[nodiscard]] std::optional<open_ask> open_ask_of(const turn_work& work, const person_state& from);
/// Whether that question is answered in words of one's own.
[[nodiscard]] bool takes_words(const open_ask& one);
/// Whether this is the label of one of its options.
[[nodiscard]] bool is_offered(const turn_work& work, const person_state& from, const open_ask& one,
                              std::string_view text);
/// Says that question once more; nothing when there is none.
void ask_open_again(turn_work& work, person_state& from);
/// The title of a talk that has nothing for them now and goes on later; empty when there is none.
[[nodiscard]] std::string waiting_title(const turn_work& work, const person_state& from);
/// A control of a question was used.
void pick_in_talk(turn_work& work, person_state& from, const conversation_id& talk, const std::string& step,
                  const std::vector<std::string>& values);
/// back, skip, cancel or example, in the talk the person is in. `text` is how they said it.
void wish_in_talk(turn_work& work, person_state& from, input::asked_to::what wish, const std::string& text);
/// The message of an answer was changed or deleted. Nothing happens when it held none. When the talk is over, an answer
/// nobody has read can still be taken out, and everything else stays as it is.
void change_answer(turn_work& work, person_state& from, const std::string& said_in, const std::string* text);

/// A word that begins a talk. Somebody in several pairs is asked with whom.
/// Whether a word begins this conversation for the pair now: in a stage it is for, or when it runs already.
[[nodiscard]] bool words_fit(const flow& script, const pair_state& pair);
void begin_by_word(turn_work& work, person_state& from, const flow& script);
void begin_with(turn_work& work, person_state& from, const pair_id& which, const flow& script);
/// The word to type for this talk in this language; empty when there is none.
[[nodiscard]] std::string word_for(const bot_texts& texts, const flow& script, std::string_view language);

constexpr std::string_view asked_by = "asked_by/";  ///< as `why` of a talk: then the person who asked for it

}  // namespace waymark
