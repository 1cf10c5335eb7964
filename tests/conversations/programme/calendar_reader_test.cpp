#include "conversations/programme/calendar_reader.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/conversations/programme/shipped_flows.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string said_of(const std::string& source, calendars& into) {
    std::vector<diagnostic> problems;
    read_calendar("a.yaml", source, into, problems);
    std::string said;
    for (const auto& one : problems) said += show(one, source);
    return said;
}

TEST(CalendarReader, ReadsAllThatAFileCanSayForSeveralRegions) {
    calendars regions;
    EXPECT_EQ(said_of(R"(
calendar: [BH, EG]
working_days: [sun, mon]
every_year: { "02-29": Leap day }
easter: { "-2": Friday, "1": Monday }
dates: { 2026-06-24: Midsummer }
)",
                      regions),
              "");
    ASSERT_EQ(regions.size(), 2U);
    const auto& one = regions.at("EG");
    EXPECT_EQ(one, regions.at("BH"));
    EXPECT_THAT(one.working_days, ElementsAre(1, 7));
    EXPECT_EQ(one.every_year.at(std::chrono::February / 29), "Leap day");
    EXPECT_EQ(one.easter.at(-2), "Friday");
    EXPECT_EQ(one.dates.size(), 1U);
}

TEST(CalendarReader, ASecondFileAddsToARegion) {
    calendars regions;
    EXPECT_EQ(said_of("calendar: ES\neveryyear: {}\n", regions),
              "a.yaml:2:1: error P010: a calendar has no key \"everyyear\"\n"
              "everyyear: {}\n"
              "^ did you mean \"every_year\"?\n");
    EXPECT_EQ(said_of("calendar: ES\nevery_year: { \"12-25\": Navidad }\nworking_days: [mon]\n", regions), "");
    EXPECT_EQ(said_of("calendar: ES\ndates: { 2026-06-24: San Juan }\n", regions), "");
    EXPECT_EQ(regions.at("ES").every_year.size(), 1U);
    EXPECT_EQ(regions.at("ES").dates.size(), 1U);
    EXPECT_THAT(regions.at("ES").working_days, ElementsAre(1));
}

TEST(CalendarReader, SaysWhatIsWrongAndWhere) {
    calendars regions;
    EXPECT_EQ(said_of(R"(calendar: Spain
every_year: { "25-12": Navidad }
easter: { Friday: Viernes Santo }
dates: [ 2026-06-24 ]
working_days: mon
)",
                      regions),
              R"(a.yaml:1:11: error P014: "Spain" is not a region
calendar: Spain
          ^ write its two letters, such as ES or GB
a.yaml:2:15: error P014: "25-12" is not a day
every_year: { "25-12": Navidad }
              ^ such as { "12-25": Christmas Day }
a.yaml:3:11: error P014: "Friday" is not a day
easter: { Friday: Viernes Santo }
          ^ such as { "-2": Good Friday }
a.yaml:4:8: error P013: "dates" must be a group of days with their names
dates: [ 2026-06-24 ]
       ^ such as { 2026-10-12: National Day }
a.yaml:5:15: error P013: working_days must be a list of at least one day
working_days: mon
              ^ such as [mon, tue, wed, thu, fri]
)");
    EXPECT_THAT(regions, IsEmpty());
}

TEST(CalendarReader, TheCalendarsThatShipAreSound) {
    calendars regions;
    int files = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/calendars")) {
        if (file.path().extension() != ".yaml") continue;
        ++files;
        EXPECT_EQ(said_of(content(file.path()), regions), "") << file.path();
    }
    EXPECT_GE(files, 6);
    EXPECT_TRUE(is_holiday(regions.at("ES"), std::chrono::year(2026) / 4 / 3));
    EXPECT_TRUE(is_holiday(regions.at("US"), std::chrono::year(2026) / 11 / 26));
    EXPECT_TRUE(is_holiday(regions.at("GB"), std::chrono::year(2027) / 12 / 27));
    EXPECT_EQ(regions.at("SA").working_days.count(5), 0U);
}

}  // namespace
}  // namespace waymark
