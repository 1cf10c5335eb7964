// Points in time and lengths of time. Everything stored is UTC microseconds; zones belong to people (person/zone.hpp).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waymark {

using instant = std::chrono::sys_time<std::chrono::microseconds>;
using span = std::chrono::microseconds;

constexpr instant never = instant::max();

[[nodiscard]] constexpr std::int64_t to_us(instant at) {
    return at.time_since_epoch().count();
}
[[nodiscard]] constexpr instant from_us(std::int64_t us) {
    return instant{span{us}};
}

/// Reads "90min", "20h", "2d", "6 weeks", "1 day". Empty when the text is none of these.
[[nodiscard]] std::optional<span> parse_span(std::string_view text);
/// Writes the shortest exact form parse_span reads back: "2d", "90min", "6w".
[[nodiscard]] std::string span_text(span length);
/// Reads "2026-06-02". Empty when it is not a date of the calendar.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(std::string_view text);
/// Writes "2026-06-02".
[[nodiscard]] std::string date_text(std::chrono::year_month_day day);

}  // namespace waymark
