// Dates and rhythms as people read them.
#pragma once

#include "conversations/texts.hpp"
#include "conversations/time.hpp"

namespace waymark {

/// "1 July 2026", "1 de julio de 2026".
[[nodiscard]] std::string day_in_words(const bot_texts& texts, std::string_view language,
                                       std::chrono::year_month_day day);
/// "about once a month", "every 10 days".
[[nodiscard]] std::string rhythm_in_words(const bot_texts& texts, std::string_view language, span rhythm);

}  // namespace waymark
