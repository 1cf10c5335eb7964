#include "conversations/person/profile.hpp"

#include <array>
#include <charconv>

namespace waymark {
namespace {}  // namespace

std::optional<day_hours> parse_hours(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto from = clock_minute(text.substr(0, dash));
    const auto to = clock_minute(text.substr(dash + 1));
    return from && to ? std::optional(day_hours{*from, *to}) : std::nullopt;
}

bool learning_profile::is_mentee() const {
    if (takes_part_as == part_taken::unsaid) return !wants.empty();
    return takes_part_as != part_taken::mentor;
}

bool learning_profile::is_mentor() const {
    if (takes_part_as == part_taken::unsaid) return !offers.empty();
    return takes_part_as != part_taken::mentee;
}

void take_over(learning_profile& known, const learning_profile& named) {
    if (!named.wants.empty()) known.wants = named.wants;
    if (!named.offers.empty()) known.offers = named.offers;
    if (named.capacity) known.capacity = named.capacity;
    if (!named.languages.empty()) known.languages = named.languages;
    if (named.hours) known.hours = named.hours;
    if (named.takes_part_as != part_taken::unsaid) known.takes_part_as = named.takes_part_as;
    if (!named.not_with.empty()) known.not_with = named.not_with;
}

std::optional<int> clock_minute(std::string_view text) {
    const auto number = [](std::string_view digits) -> std::optional<int> {
        int out = 0;
        const auto* end = digits.data() + digits.size();
        const auto [at, ec] = std::from_chars(digits.data(), end, out);
        return ec == std::errc() && at == end && digits.size() <= 2 ? std::optional(out) : std::nullopt;
    };
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    const auto colon = text.find(':');
    const auto hour = number(text.substr(0, colon));
    const auto minute = colon == std::string_view::npos ? std::optional(0) : number(text.substr(colon + 1));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
    return *hour * 60 + *minute;
}

std::string clock_text(int minute) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minute / 60) + ":" + two(minute % 60);
}

std::string hours_text(day_hours hours) {
    return clock_text(hours.from_minute) + "-" + clock_text(hours.to_minute);
}

std::string_view word_of(part_taken as) {
    constexpr std::array<std::string_view, 4> words{"", "mentor", "mentee", "both"};
    return words.at(static_cast<std::size_t>(as));
}

}  // namespace waymark
