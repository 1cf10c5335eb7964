#include "conversations/person/calendar.hpp"

namespace waymark {

std::chrono::sys_days easter_of(std::chrono::year year) {
    const int y = static_cast<int>(year);
    const int golden = y % 19;
    const int century = y / 100;
    const int of_century = y % 100;
    const int moon_moves = (century - (century + 8) / 25 + 1) / 3;
    const int moon = (19 * golden + century - century / 4 - moon_moves + 15) % 30;  // days to the full moon
    const int sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    const int late = (golden + 11 * moon + 22 * sunday) / 451;
    const auto days = moon + sunday - 7 * late + 114;
    return year / (days / 31) / (days % 31 + 1);
}

bool is_holiday(const calendar& of, std::chrono::year_month_day day) {
    if (of.dates.contains(day) || of.every_year.contains(day.month() / day.day())) return true;
    if (of.easter.empty()) return false;
    return of.easter.contains(static_cast<int>((std::chrono::sys_days(day) - easter_of(day.year())).count()));
}

}  // namespace waymark
