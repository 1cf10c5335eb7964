#include "conversations/time.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace waymark {

namespace {

using namespace std::chrono_literals;

// Longest first, so that span_text finds the shortest exact form.
constexpr std::array<std::pair<std::string_view, span>, 15> units{{{"w", 168h},
                                                                   {"weeks", 168h},
                                                                   {"week", 168h},
                                                                   {"d", 24h},
                                                                   {"days", 24h},
                                                                   {"day", 24h},
                                                                   {"h", 1h},
                                                                   {"hours", 1h},
                                                                   {"hour", 1h},
                                                                   {"min", 1min},
                                                                   {"minutes", 1min},
                                                                   {"minute", 1min},
                                                                   {"s", 1s},
                                                                   {"seconds", 1s},
                                                                   {"second", 1s}}};

bool read_int(std::string_view text, int& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

std::string padded(int value, std::size_t width) {
    auto digits = std::to_string(value);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

}  // namespace

std::optional<span> parse_span(std::string_view text) {
    const auto digits = text.find_first_not_of("0123456789");
    int count = 0;
    if (digits == std::string_view::npos || digits == 0 || digits > 6 || !read_int(text.substr(0, digits), count))
        return {};
    auto unit = text.substr(digits);
    if (unit.starts_with(' ')) unit.remove_prefix(1);
    for (const auto& [name, length] : units)
        if (unit == name) return count * length;
    return {};
}

std::string span_text(span length) {
    for (const auto& [name, unit] : units)
        if (length != span::zero() && length % unit == span::zero())
            return std::to_string(length / unit) + std::string(name);
    return std::to_string(length / span(1s)) + "s";
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
    int year = 0;
    int month = 0;
    int day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !read_int(text.substr(0, 4), year) ||
        !read_int(text.substr(5, 2), month) || !read_int(text.substr(8, 2), day) || month < 1 || day < 1)
        return {};
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return {};
    return date;
}

std::string date_text(std::chrono::year_month_day day) {
    return padded(static_cast<int>(day.year()), 4) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(day.month())), 2) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(day.day())), 2);
}

}  // namespace waymark
