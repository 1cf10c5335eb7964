#include "conversations/engine/shown_time.hpp"

#include <array>

namespace waymark {
namespace {

using std::chrono::year_month_day;

constexpr std::array month_keys{"date.january",   "date.february", "date.march",    "date.april",
                                "date.may",       "date.june",     "date.july",     "date.august",
                                "date.september", "date.october",  "date.november", "date.december"};

}  // namespace

std::string day_in_words(const bot_texts& texts, std::string_view language, year_month_day day) {
    const auto month = static_cast<unsigned>(day.month());
    return texts.say(language, "date.form",
                     {{"day", std::to_string(static_cast<unsigned>(day.day()))},
                      {"month", texts.say(language, month_keys.at(month - 1))},
                      {"year", std::to_string(static_cast<int>(day.year()))}});
}

std::string rhythm_in_words(const bot_texts& texts, std::string_view language, span rhythm) {
    const auto days = std::chrono::round<std::chrono::days>(rhythm).count();
    if (days == 7) return texts.say(language, "rhythm.weekly");
    if (days == 14) return texts.say(language, "rhythm.fortnightly");
    if (days >= 28 && days <= 31) return texts.say(language, "rhythm.monthly");
    if (days >= 89 && days <= 92) return texts.say(language, "rhythm.quarterly");
    return texts.say(language, "rhythm.days", {{"days", std::to_string(days)}});
}

}  // namespace waymark
