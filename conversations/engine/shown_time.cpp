#include "conversations/engine/shown_time.hpp"

#include <array>
#include <charconv>
#include <vector>

namespace waymark {
namespace {

using std::chrono::year_month_day;

constexpr std::array month_keys{"date.january",   "date.february", "date.march",    "date.april",
                                "date.may",       "date.june",     "date.july",     "date.august",
                                "date.september", "date.october",  "date.november", "date.december"};
constexpr std::string_view between = " .,/-\t";

/// The parts of what was typed, without what stands between them and without a Spanish "de".
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto begin = text.find_first_not_of(between);
        if (begin == std::string_view::npos) return parts;
        text.remove_prefix(begin);
        const auto end = text.find_first_of(between);
        const auto part = text.substr(0, end);
        if (part != "de" && part != "of") parts.push_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end);
    }
}

int number_in(std::string_view text) {
    int value = -1;
    const auto* last = text.data() + text.size();
    const auto [end, ec] = std::from_chars(text.data(), last, value);
    return ec == std::errc() && end == last ? value : -1;
}

int month_in(const bot_texts& texts, std::string_view language, std::string_view text) {
    for (std::size_t i = 0; i < month_keys.size(); ++i) {
        const auto name = plain_word(texts.say(language, month_keys.at(i)));
        const auto typed = plain_word(text);
        if (typed == name || (typed.size() >= 3 && name.starts_with(typed))) return static_cast<int>(i) + 1;
    }
    return number_in(text);
}

std::optional<year_month_day> checked(int year, int month, int day) {
    if (year < 1 || month < 1 || day < 1 || year > 9999) return std::nullopt;
    const year_month_day out{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                             std::chrono::day(static_cast<unsigned>(day))};
    return out.ok() ? std::optional(out) : std::nullopt;
}

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

std::optional<year_month_day> typed_day(const bot_texts& texts, std::string_view language, std::string_view text,
                                        year_month_day today) {
    if (auto exact = parse_date(text)) return exact;
    const auto parts = parts_of(text);
    if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
    auto first = number_in(parts[0]);
    auto second = month_in(texts, language, parts[1]);
    if (first < 0) {  // "July 1"
        first = number_in(parts[1]);
        second = month_in(texts, language, parts[0]);
    }
    if (language == "en-US" && number_in(parts[1]) > 0 && number_in(parts[0]) > 0) std::swap(first, second);
    if (second > 12) std::swap(first, second);
    if (parts.size() == 3) return checked(number_in(parts[2]), second, first);
    const auto year = static_cast<int>(today.year());
    auto out = checked(year, second, first);
    if (out && *out < today) out = checked(year + 1, second, first);
    return out;
}

}  // namespace waymark
