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

}  // namespace waymark
