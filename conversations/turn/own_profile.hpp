// What somebody wants to learn and what they offer, asked of themselves: one question in a message, each can be left
// out, and all can be changed later. 2.11. Internal to turn/.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {

/// The languages that somebody can say they speak, as BCP 47.
constexpr std::array<std::string_view, 16> offered_languages{"en", "es", "fr", "de", "it", "pt", "ca", "nl",
                                                             "pl", "uk", "ru", "tr", "ar", "hi", "zh", "ja"};
/// Pairs that a mentor can take at once.
constexpr int most_capacity = 5;

/// Asks one question after the other; `before` stands above the first.
void begin_profile(turn_work& work, person_state& who, std::vector<text_run> before);
/// Shows all of it, and asks what is to be changed.
void show_profile(turn_work& work, person_state& who);
/// What was chosen there; "leave" and "back" are about the list, see joining.hpp.
void change_profile(turn_work& work, person_state& who, const std::string& which);

/// An answer given with a control, or typed as one of its options.
void apply_profile(turn_work& work, person_state& who, const own_answer& answer);
/// Any other words while a question of the profile is open. False when none is.
[[nodiscard]] bool take_profile_words(turn_work& work, person_state& who, const std::string& text);
/// skip, back, cancel and example while a question of the profile is open. False when it is about something else.
[[nodiscard]] bool wish_in_profile(turn_work& work, person_state& who, wish what);

}  // namespace waymark
