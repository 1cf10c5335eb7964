// The file for somebody's calendar: readable by every calendar, whatever stands in a name.
#include "conversations/engine/calendar_file.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace waymark {
namespace {

using namespace std::chrono_literals;

const instant noon = std::chrono::sys_days(std::chrono::year(2026) / 6 / 2) + 9h + 5min + 7s;
constexpr auto day = std::chrono::year(2026) / 7 / 9;

/// Undoes the folding, as a reader does.
std::string unfolded(std::string file) {
    for (auto at = file.find("\r\n "); at != std::string::npos; at = file.find("\r\n ", at)) file.erase(at, 3);
    return file;
}

/// The summary of a file, with its marks undone.
std::string summary_in(const std::string& file) {
    const auto whole = unfolded(file);
    const std::string name = "\r\nSUMMARY:";
    const auto at = whole.find(name) + name.size();
    const auto line = whole.substr(at, whole.find("\r\n", at) - at);
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\')
            out += line[i];
        else
            out += line[++i] == 'n' ? '\n' : line[i];
    }
    return out;
}

TEST(CalendarFile, IsOneEventThatLeavesItsDayFree) {
    EXPECT_EQ(calendar_file({"meeting-42@waymark", noon, day, "Encuentro con Bo"}),
              "BEGIN:VCALENDAR\r\n"
              "VERSION:2.0\r\n"
              "PRODID:-//Waymark//Waymark//EN\r\n"
              "BEGIN:VEVENT\r\n"
              "UID:meeting-42@waymark\r\n"
              "DTSTAMP:20260602T090507Z\r\n"
              "DTSTART;VALUE=DATE:20260709\r\n"
              "SUMMARY:Encuentro con Bo\r\n"
              "TRANSP:TRANSPARENT\r\n"
              "END:VEVENT\r\n"
              "END:VCALENDAR\r\n");
}

TEST(CalendarFile, WhatHasAMeaningThereIsMarkedAsText) {
    const auto file = calendar_file({"u", noon, day, "a, b; c\\d\r\nATTACH:http://x\x01"});
    EXPECT_NE(file.find("SUMMARY:a\\, b\\; c\\\\d\\nATTACH:http://x\r\n"), std::string::npos) << file;
    EXPECT_EQ(file.find("\nATTACH"), std::string::npos) << "no line of its own";
}

// RFC 5545, 3.1: 75 bytes without the line's end, and no letter cut in two.
TEST(CalendarFile, LongLinesGoOnInTheNextOneAndNothingIsLost) {
    constexpr auto seed = 20260602;
    std::mt19937 chance(seed);
    const std::vector<std::string> letters{
        "a", ",", ";", "\\", " ", "\n", "\xc3\xb1", "\xe2\x82\xac", "\xf0\x9f\x8c\xbf"};
    for (int round = 0; round < 500; ++round) {
        std::string text;
        for (auto left = chance() % 120; left > 0; --left) text += letters[chance() % letters.size()];
        const auto file = calendar_file({"u", noon, day, text});
        EXPECT_EQ(summary_in(file), text) << "seed " << seed << ", round " << round;
        for (std::size_t at = 0; at < file.size();) {
            const auto end = file.find("\r\n", at);
            ASSERT_NE(end, std::string::npos);
            EXPECT_LE(end - at, 75U);
            const auto first = static_cast<unsigned char>(file[file[at] == ' ' ? at + 1 : at]);
            EXPECT_NE(first & 0xC0U, 0x80U) << "a letter is cut in round " << round;
            at = end + 2;
        }
    }
}

TEST(CalendarFile, BrokenLettersDoNotStopIt) {
    const auto file = calendar_file({"u", noon, day, std::string(200, '\x80')});
    EXPECT_EQ(summary_in(file), std::string(200, '\x80'));
}

}  // namespace
}  // namespace waymark
