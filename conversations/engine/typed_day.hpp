// Days as people write them: "1 July", "next Monday", "in two weeks".
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "conversations/texts.hpp"

namespace waymark {

/// Reads what a person typed as a date: "2026-07-01", "1.7.2026", "1/7/2026", "1 July 2026", "the first of July",
/// "Monday", "next month", "in two weeks". A date without a year is the next one from `today` on, and a week, month or
/// year stands for its first day. Empty when it is none, or could be two different ones.
[[nodiscard]] std::optional<std::chrono::year_month_day> typed_day(const bot_texts& texts, std::string_view language,
                                                                   std::string_view text,
                                                                   std::chrono::year_month_day today);
/// "31 February" for text that names a day no year has; empty for everything else.
[[nodiscard]] std::string no_such_day(const bot_texts& texts, std::string_view language, std::string_view text);
/// "3 days", "for a week", "in two weeks". Empty when it is no number of days or weeks.
[[nodiscard]] std::optional<std::chrono::days> typed_days(const bot_texts& texts, std::string_view language,
                                                          std::string_view text);

}  // namespace waymark
