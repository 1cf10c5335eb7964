#include "conversations/engine/calendar_file.hpp"

#include <algorithm>
#include <string_view>

namespace waymark {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_line = 75;  // bytes, without the line's end
constexpr unsigned char first_printable = 0x20;
constexpr unsigned char rubout = 0x7F;

bool goes_on(char c) {  // inside a letter of several bytes
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// A line that is too long goes on in the next one, behind a blank. No letter is cut in two.
void add_line(std::string& to, std::string_view line) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        constexpr std::size_t most_bytes_of_a_letter = 4;
        auto end = room;
        while (goes_on(line[end]) && end + most_bytes_of_a_letter > room) --end;
        to.append(line.substr(0, end)).append(line_end).append(" ");
        line.remove_prefix(end);
        room = longest_line - 1;
    }
    to.append(line).append(line_end);
}

/// What has a meaning in the file is marked as text; what cannot be read is left out.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            out += "\\n";
        else if (c == ',' || c == ';' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (byte >= first_printable && byte != rubout)
            out += c;
    }
    return out;
}

std::string two_digits(unsigned number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string day_text(std::chrono::year_month_day day) {
    auto out = date_text(day);
    std::erase(out, '-');
    return out;
}

std::string moment_text(instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    return day_text(day) + "T" + two_digits(static_cast<unsigned>(time.hours().count())) +
           two_digits(static_cast<unsigned>(time.minutes().count())) +
           two_digits(static_cast<unsigned>(time.seconds().count())) + "Z";
}

}  // namespace

std::string calendar_file(const diary_entry& entry) {
    std::string out;
    for (const auto& line :
         {std::string("BEGIN:VCALENDAR"), std::string("VERSION:2.0"), std::string("PRODID:-//Waymark//Waymark//EN"),
          std::string("BEGIN:VEVENT"), "UID:" + entry.uid, "DTSTAMP:" + moment_text(entry.made),
          "DTSTART;VALUE=DATE:" + day_text(entry.day), "SUMMARY:" + escaped(entry.summary),
          std::string("TRANSP:TRANSPARENT"), std::string("END:VEVENT"), std::string("END:VCALENDAR")})
        add_line(out, line);
    return out;
}

}  // namespace waymark
