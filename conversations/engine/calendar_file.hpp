// A day in somebody's diary as an iCalendar file (RFC 5545). Not the holidays of a region: those are
// person/calendar.hpp.
#pragma once

#include <chrono>
#include <string>

#include "conversations/time.hpp"

namespace waymark {

/// Something that fills no hours of its day.
struct diary_entry {
    std::string uid;  ///< never the same for two; the same again replaces the entry. Letters, digits, "-" and "@"
    instant made;
    std::chrono::year_month_day day;
    std::string summary;  ///< any text
};

/// The whole file: one all-day event that leaves the day free, every line folded at 75 bytes.
[[nodiscard]] std::string calendar_file(const diary_entry& entry);

}  // namespace waymark
