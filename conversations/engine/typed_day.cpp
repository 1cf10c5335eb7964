#include "conversations/engine/typed_day.hpp"

#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr std::array month_keys{"date.january",   "date.february", "date.march",    "date.april",
                                "date.may",       "date.june",     "date.july",     "date.august",
                                "date.september", "date.october",  "date.november", "date.december"};
constexpr std::array weekday_keys{"word.sunday",   "word.monday", "word.tuesday", "word.wednesday",
                                  "word.thursday", "word.friday", "word.saturday"};
constexpr std::string_view between = " .,/-\t\r\n";
constexpr int most_days_of_a_month = 31;
constexpr int longest_year = 9999;
constexpr int most = 10'000;  // of anything: beyond any use; only so that no number overflows
constexpr std::size_t longest_text = 60;

/// What the words of dates are in somebody's language, and English.
struct vocabulary {
    const bot_texts& texts;
    std::string_view language;

    [[nodiscard]] bool is(std::string_view key, std::string_view word) const {
        return texts.is_word(language, key, word);
    }

    /// The parts of what was typed, without what stands between them and without words that change nothing. None when
    /// it is too long to be a date.
    [[nodiscard]] std::vector<std::string_view> parts_of(std::string_view text) const {
        std::vector<std::string_view> parts;
        if (text.size() > longest_text) return parts;
        while (true) {
            const auto begin = text.find_first_not_of(between);
            if (begin == std::string_view::npos) break;
            text.remove_prefix(begin);
            const auto end = text.find_first_of(between);
            if (const auto part = text.substr(0, end); !is("word.around_a_date", part)) parts.push_back(part);
            if (end == std::string_view::npos) break;
            text.remove_prefix(end);
        }
        if (parts.size() == 3 && is("word.couple", parts[1])) parts.erase(parts.begin());  // "a couple of days": two
        return parts;
    }

    /// "3", "3rd", "three"; 0 when it is no number.
    [[nodiscard]] int number_in(std::string_view text) const {
        int value = 0;
        const auto* last = text.data() + text.size();
        if (const auto [end, ec] = std::from_chars(text.data(), last, value); ec == std::errc()) {
            const std::string_view rest(end, static_cast<std::size_t>(last - end));
            return value > 0 && value <= most && (rest.empty() || is("word.ordinal", rest)) ? value : 0;
        }
        for (int number = 1; number <= most_days_of_a_month; ++number)
            if (const auto key = "number." + std::to_string(number); texts.has(language, key) && is(key, text))
                return number;
        return 0;
    }

    /// By its name or the beginning of it; 0 when it is none.
    [[nodiscard]] int month_in(std::string_view text) const {
        const auto typed = plain_word(text);
        for (std::size_t i = 0; i < month_keys.size(); ++i) {
            const auto name = plain_word(texts.say(language, month_keys.at(i)));
            if (typed == name || (typed.size() >= 3 && name.starts_with(typed))) return static_cast<int>(i) + 1;
        }
        return 0;
    }

    [[nodiscard]] std::optional<weekday> weekday_in(std::string_view text) const {
        for (unsigned i = 0; i < weekday_keys.size(); ++i)
            if (is(weekday_keys.at(i), text)) return weekday(i);
        return std::nullopt;
    }
};

std::optional<year_month_day> checked(int year, int month, int day) {
    if (year < 1 || month < 1 || day < 1 || year > longest_year || day > most_days_of_a_month) return std::nullopt;
    const year_month_day out{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                             std::chrono::day(static_cast<unsigned>(day))};
    return out.ok() ? std::optional(out) : std::nullopt;
}

std::optional<year_month_day> checked(const year_month_day& day) {
    return checked(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                   static_cast<int>(static_cast<unsigned>(day.day())));
}

year_month_day coming(weekday which, const year_month_day& today) {
    const sys_days tomorrow = sys_days(today) + days(1);
    return tomorrow + (which - weekday(tomorrow));
}

/// Some say "next Friday" on a Wednesday and mean in two days, others in nine. Where they differ it is no date.
std::optional<year_month_day> next_weekday(weekday which, const year_month_day& today) {
    const auto day = coming(which, today);
    const auto monday = coming(std::chrono::Monday, today);
    return day < monday ? std::nullopt : std::optional(day);
}

std::optional<year_month_day> next_of(const vocabulary& in, std::string_view what, const year_month_day& today) {
    if (const auto which = in.weekday_in(what)) return next_weekday(*which, today);
    if (in.is("word.weeks", what)) return coming(std::chrono::Monday, today);
    const year_month_day month = today.year() / today.month() / 1;
    if (in.is("word.months", what)) return checked(month + std::chrono::months(1));
    if (in.is("word.years", what)) return checked(static_cast<int>(today.year()) + 1, 1, 1);
    return std::nullopt;
}

std::optional<days> length_of(const vocabulary& in, const std::vector<std::string_view>& parts) {
    if (parts.size() != 2) return std::nullopt;
    const auto count = in.number_in(parts[0]);
    if (count == 0) return std::nullopt;
    if (in.is("word.days", parts[1])) return days(count);
    if (in.is("word.weeks", parts[1])) return days(7 * count);
    return std::nullopt;
}

/// "two months", from today on; the last day of a month that is too short.
std::optional<year_month_day> months_from(const vocabulary& in, const std::vector<std::string_view>& parts,
                                          const year_month_day& today) {
    auto count = in.number_in(parts[0]);
    if (in.is("word.years", parts[1]))
        count *= 12;
    else if (!in.is("word.months", parts[1]))
        return std::nullopt;
    if (count == 0) return std::nullopt;
    const auto day = today + std::chrono::months(count);
    return checked(day.ok() ? day : year_month_day(sys_days(day.year() / day.month() / std::chrono::last)));
}

/// The next one from today on.
std::optional<year_month_day> without_year(int month, int day, const year_month_day& today) {
    const auto year = static_cast<int>(today.year());
    auto out = checked(year, month, day);
    if (out && *out < today) out = checked(year + 1, month, day);
    return out;
}

std::optional<year_month_day> one_word(const vocabulary& in, std::string_view word, const year_month_day& today) {
    if (in.is("word.today", word)) return today;
    if (in.is("word.tomorrow", word)) return checked(sys_days(today) + days(1));
    if (in.is("word.yesterday", word)) return checked(sys_days(today) - days(1));
    if (const auto which = in.weekday_in(word)) return checked(coming(*which, today));
    const auto month = in.month_in(word);
    if (month == static_cast<int>(static_cast<unsigned>(today.month()))) return std::nullopt;  // this year or next?
    return without_year(month, 1, today);
}

/// A day as it was written, in the calendar or not; a year of 0 is none.
struct written_day {
    int year = 0;
    int month = 0;
    int day = 0;
};

/// Of two or three parts.
written_day with_month(const vocabulary& in, const std::vector<std::string_view>& parts) {
    auto day = in.number_in(parts[0]);
    auto month = in.month_in(parts[1]);
    if (parts.size() == 3 && day > most_days_of_a_month)  // "2026-07-01"
        return {day, in.number_in(parts[1]), in.number_in(parts[2])};
    if (day == 0) {  // "July 1"
        day = in.number_in(parts[1]);
        month = in.month_in(parts[0]);
    }
    if (parts.size() == 2 && day > most_days_of_a_month) return {day, month, 1};             // "July 2027"
    if (month == 0 && parts[1].find_first_not_of("0123456789") == std::string_view::npos) {  // "1.7."
        month = in.number_in(parts[1]);
        if (in.language == "en-US" || month > 12) std::swap(day, month);
        if (month > 12) std::swap(day, month);
    }
    if (parts.size() == 2) return {0, month, day};
    const auto year = in.number_in(parts[2]);
    // Three parts with a year that is none are no day: as month and day alone they would be.
    return year == 0 ? written_day{} : written_day{year < 100 ? 2000 + year : year, month, day};
}

std::optional<year_month_day> day_with_month(const vocabulary& in, const std::vector<std::string_view>& parts,
                                             const year_month_day& today) {
    const auto written = with_month(in, parts);
    if (written.year == 0) return without_year(written.month, written.day, today);
    return checked(written.year, written.month, written.day);
}

std::optional<year_month_day> two_words(const vocabulary& in, const std::vector<std::string_view>& parts,
                                        const year_month_day& today) {
    if (in.is("word.next", parts[0])) return next_of(in, parts[1], today);
    if (in.is("word.next", parts[1])) return next_of(in, parts[0], today);
    if (const auto length = length_of(in, parts)) return checked(sys_days(today) + *length);
    if (const auto day = months_from(in, parts, today)) return day;
    return day_with_month(in, parts, today);
}

std::optional<year_month_day> read_parts(const vocabulary& in, std::vector<std::string_view> parts,
                                         const year_month_day& today) {
    if (parts.size() == 1) return one_word(in, parts[0], today);
    if (parts.size() == 2) return two_words(in, parts, today);
    if (parts.size() < 3) return std::nullopt;
    const auto which = in.weekday_in(parts[0]);  // "Monday 1 June"
    if (!which) return parts.size() == 3 ? day_with_month(in, parts, today) : std::nullopt;
    parts.erase(parts.begin());
    const auto day = parts.size() <= 3 ? day_with_month(in, parts, today) : std::nullopt;
    return day && weekday(sys_days(*day)) == *which ? day : std::nullopt;
}

}  // namespace

std::optional<year_month_day> typed_day(const bot_texts& texts, std::string_view language, std::string_view text,
                                        year_month_day today) {
    if (texts.is_word(language, "word.day_after_tomorrow", text)) return checked(sys_days(today) + days(2));
    const vocabulary in{texts, language};
    return read_parts(in, in.parts_of(text), today);
}

std::string no_such_day(const bot_texts& texts, std::string_view language, std::string_view text) {
    constexpr int leap_year = 2024;  // the one day that only some years have is one
    const vocabulary in{texts, language};
    const auto parts = in.parts_of(text);
    if (parts.size() != 2 && parts.size() != 3) return {};
    const auto [year, month, day] = with_month(in, parts);
    const bool named = month >= 1 && month <= 12 && day >= 1 && day <= most_days_of_a_month;
    if (!named || checked(year == 0 ? leap_year : year, month, day)) return {};
    return texts.say(language, "date.no_such_day",
                     {{"day", std::to_string(day)},
                      {"month", texts.say(language, month_keys.at(static_cast<std::size_t>(month) - 1))}});
}

std::optional<days> typed_days(const bot_texts& texts, std::string_view language, std::string_view text) {
    const vocabulary in{texts, language};
    return length_of(in, in.parts_of(text));
}

}  // namespace waymark
