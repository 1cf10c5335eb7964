// Where a person can be spoken to: their accounts, which of them still reach them, and why others do not.
#pragma once

#include <string>
#include <string_view>

#include "conversations/person/person_state.hpp"
#include "conversations/texts.hpp"

namespace waymark {

[[nodiscard]] bool is_lost(const person_state& person, const address& at);
/// Where they are spoken to: the first of their accounts that reaches them. Null when none does.
[[nodiscard]] const address* place_of(const person_state& person);
/// Whether they have accounts on several platforms, and so can choose between them.
[[nodiscard]] bool has_a_choice_of_places(const person_state& person);
/// Their account there; the first of several, and null when there is none.
[[nodiscard]] const address* account_on(const person_state& person, std::string_view platform);
/// They want to be spoken to there from now on. Not among their accounts: nothing changes.
void prefer(person_state& person, const address& at);
/// Accounts may have been replaced: what was known of those that are gone is forgotten. True when somebody who could
/// not be reached has one now that may do.
bool accounts_changed(person_state& person);

/// "Slack".
[[nodiscard]] std::string place_name(const bot_texts& texts, std::string_view language, std::string_view platform);
/// What a platform's code for why somebody cannot be reached means: "Teams: the app is not installed for them".
[[nodiscard]] std::string why_lost(const bot_texts& texts, std::string_view language, const lost_account& one);

}  // namespace waymark
