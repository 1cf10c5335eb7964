#include "bot/time_text.hpp"

namespace waymark {

std::string time_text(instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::hh_mm_ss of_day(std::chrono::floor<std::chrono::minutes>(at - day));
    const auto two = [](auto number) {
        const auto text = std::to_string(number);
        return text.size() < 2 ? "0" + text : text;
    };
    return date_text(std::chrono::year_month_day(day)) + " " + two(of_day.hours().count()) + ":" +
           two(of_day.minutes().count()) + " UTC";
}

std::optional<instant> parse_time_text(std::string_view text) {
    if (text.size() != std::string_view("2026-01-05 14:03 UTC").size()) return {};
    const auto day = parse_date(text.substr(0, 10));
    const auto hours = parse_span(std::string(text.substr(11, 2)) + "h");
    const auto minutes = parse_span(std::string(text.substr(14, 2)) + "min");
    if (!day || !hours || !minutes) return {};
    const instant at = std::chrono::sys_days(*day) + *hours + *minutes;
    return time_text(at) == text ? std::optional(at) : std::nullopt;
}

}  // namespace waymark
