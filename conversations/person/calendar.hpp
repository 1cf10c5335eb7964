// Days on which people of a region do not work. Pure data, read from ../calendars/*.yaml.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace waymark {

/// What is known of one region; several files may add to it.
struct calendar {
    std::set<int> working_days;                                ///< ISO: 1 = Monday; empty = Monday to Friday
    std::map<std::chrono::month_day, std::string> every_year;  ///< day -> what it is called there
    std::map<int, std::string> easter;                         ///< days after Easter Sunday, negative before
    std::map<std::chrono::year_month_day, std::string> dates;  ///< those that no rule gives
    friend bool operator==(const calendar&, const calendar&) = default;
};

/// By region: the two letters of ISO 3166.
using calendars = std::map<std::string, calendar>;

/// What is known of the region that a zone lies in; nothing special when it is none of these.
[[nodiscard]] const calendar& calendar_in(const calendars& regions, std::string_view zone);
/// The weekdays on which people work: those that were named, those of the region, or Monday to Friday. ISO: 1 = Monday.
[[nodiscard]] std::set<int> working_days_of(const std::set<int>& named, const calendar& region);
[[nodiscard]] bool is_holiday(const calendar& of, std::chrono::year_month_day day);
/// Easter Sunday of the western churches. The anonymous Gregorian rule ("Meeus/Jones/Butcher").
[[nodiscard]] std::chrono::sys_days easter_of(std::chrono::year year);

}  // namespace waymark
