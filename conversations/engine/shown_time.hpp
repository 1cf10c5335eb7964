// Dates and rhythms in people's own words.
#pragma once

#include "conversations/texts.hpp"
#include "conversations/time.hpp"

namespace waymark {

/// "1 July 2026", "1 de julio de 2026".
[[nodiscard]] std::string day_in_words(const bot_texts& texts, std::string_view language,
                                       std::chrono::year_month_day day);
/// "about once a month", "every 10 days".
[[nodiscard]] std::string rhythm_in_words(const bot_texts& texts, std::string_view language, span rhythm);
/// Reads what a person typed as a date: "2026-07-01", "1.7.2026", "1/7/2026", "1 July 2026", "1 July". A date without a
/// year is the next one from `today` on. Empty when it is none.
[[nodiscard]] std::optional<std::chrono::year_month_day> typed_day(const bot_texts& texts, std::string_view language,
                                                                   std::string_view text,
                                                                   std::chrono::year_month_day today);

}  // namespace waymark
