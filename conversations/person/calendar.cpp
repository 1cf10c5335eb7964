#include "conversations/person/calendar.hpp"

#include "conversations/person/zone.hpp"

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

const calendar& calendar_in(const calendars& regions, std::string_view zone) {
    static const calendar usual;
    if (regions.empty()) return usual;
    const auto found = regions.find(region_of(zone));
    return found == regions.end() ? usual : found->second;
}

std::set<int> working_days_of(const std::set<int>& named, const calendar& region) {
    if (!named.empty()) return named;
    return region.working_days.empty() ? std::set<int>{1, 2, 3, 4, 5} : region.working_days;
}

bool is_holiday(const calendar& of, std::chrono::year_month_day day) {
    if (of.dates.contains(day) || of.every_year.contains(day.month() / day.day())) return true;
    if (of.easter.empty()) return false;
    return of.easter.contains(static_cast<int>((std::chrono::sys_days(day) - easter_of(day.year())).count()));
}

}  // namespace waymark
