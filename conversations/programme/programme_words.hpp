// Parts of a programme in words, for admins. Pure.
#pragma once

#include <string>
#include <vector>

#include "conversations/programme/programme.hpp"

namespace waymark {

/// "6 weeks", "1 day", "90 minutes"; "no time" for none.
[[nodiscard]] std::string length_in_words(span length);
/// When a rule comes: "6 weeks before the agreed end, in goals or growing".
[[nodiscard]] std::string moment_in_words(const trigger& when);
/// "mon, tue"; of nobody's own: "those of each person's region".
[[nodiscard]] std::string days_in_words(const std::set<int>& working_days);
/// "18:00-09:00", or "none".
[[nodiscard]] std::string quiet_in_words(const gate_settings& of);
/// "slack U0ANN0001", one or several.
[[nodiscard]] std::string accounts_in_words(const std::vector<address>& all);
/// In the order it is filled in; empty when nothing is.
[[nodiscard]] std::string profile_in_words(const learning_profile& of);
/// "a, b or c", with the word that is asked for before the last.
[[nodiscard]] std::string list_in_words(const std::vector<std::string>& all, std::string_view before_last);

}  // namespace waymark
