#include "conversations/person/zone.hpp"

#include <gtest/gtest.h>

#include "conversations/time.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

std::chrono::year_month_day day(const char* text) {
    return parse_date(text).value();
}

instant utc(const char* date, std::chrono::minutes after_midnight) {
    return sys_days(day(date)) + after_midnight;
}

/// "2026-03-29 03:00 7": day, wall time, ISO weekday.
std::string shown(instant at, std::string_view zone) {
    const auto local = to_local(at, zone);
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return date_text(local.day) + " " + two(local.minute / 60) + ":" + two(local.minute % 60) + " " +
           std::to_string(local.weekday);
}

TEST(Zone, KnowsTheNamesOfTheSystemsZoneData) {
    for (const auto* name : {"Europe/Madrid", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "America/Port-au-Prince",
                             "UTC", "Pacific/Apia"})
        EXPECT_TRUE(is_zone(name)) << name;
}

TEST(Zone, RefusesWhatIsNotAZoneWithoutLookingForAFile) {
    for (const auto* name : {"", "Europe/Madird", "Madrid", "Europe", "Europe/", "/etc/passwd", "../zoneinfo/UTC",
                             "Europe/../UTC", "Europe//Madrid", "./UTC", "file:UTC", "localtime", "right/UTC",
                             "Fixed/UTC+01:00:00", "Europe/Madrid ", "Europe\\Madrid", "tzdata.zi", "-05:00"})
        EXPECT_FALSE(is_zone(name)) << name;
    EXPECT_FALSE(is_zone(std::string(100'000, 'A')));
    EXPECT_FALSE(is_zone(std::string_view("UTC\0", 4)));
}

TEST(Zone, CountsAnUnknownZoneAsUtc) {
    EXPECT_EQ(shown(utc("2026-06-02", 9h), "Nowhere/Town"), "2026-06-02 09:00 2");
    EXPECT_EQ(from_local(day("2026-06-02"), 9 * 60, ""), utc("2026-06-02", 9h));
}

TEST(Zone, TellsDayMinuteAndWeekdayWhereThePersonIs) {
    const auto at = utc("2026-06-01", 22h + 30min);
    EXPECT_EQ(shown(at, "UTC"), "2026-06-01 22:30 1");
    EXPECT_EQ(shown(at, "Europe/Madrid"), "2026-06-02 00:30 2");
    EXPECT_EQ(shown(at, "America/New_York"), "2026-06-01 18:30 1");
    EXPECT_EQ(shown(at, "Asia/Kathmandu"), "2026-06-02 04:15 2");
}

TEST(Zone, RoundsDownBeforeTheEpochToo) {
    EXPECT_EQ(shown(instant{-1us}, "UTC"), "1969-12-31 23:59 3");
}

struct clock_change {
    const char* zone;
    const char* date;
    int minute;      // the wall time asked for
    const char* is;  // what the person's clock shows at the instant that comes back
    const char* utc_date;
    std::chrono::minutes utc_time;
};

// A wall time that does not exist becomes the first instant after the gap.
TEST(Zone, ASpringGapLeadsToTheFirstInstantAfterIt) {
    for (const auto& one : {
             clock_change{"Europe/Madrid", "2026-03-29", 150, "2026-03-29 03:00 7", "2026-03-29", 1h},
             clock_change{"America/New_York", "2026-03-08", 150, "2026-03-08 03:00 7", "2026-03-08", 7h},
             clock_change{"Australia/Lord_Howe", "2026-10-04", 135, "2026-10-04 02:30 7", "2026-10-03", 15h + 30min},
             clock_change{"Africa/Casablanca", "2026-03-22", 150, "2026-03-22 03:00 7", "2026-03-22", 2h},
             // the whole day was left out when Samoa changed sides of the date line
             clock_change{"Pacific/Apia", "2011-12-30", 540, "2011-12-31 00:00 6", "2011-12-30", 10h},
             // midnight itself does not exist
             clock_change{"Africa/Cairo", "2026-04-24", 0, "2026-04-24 01:00 5", "2026-04-23", 22h},
         }) {
        const auto at = from_local(day(one.date), one.minute, one.zone);
        EXPECT_EQ(shown(at, one.zone), one.is) << one.zone;
        EXPECT_EQ(at, utc(one.utc_date, one.utc_time)) << one.zone;
    }
}

struct overlap {
    const char* zone;
    const char* date;
    int minute;
    std::chrono::minutes again_after;
};

// A wall time that comes twice means its first occurrence.
TEST(Zone, AnAutumnOverlapMeansItsFirstOccurrence) {
    for (const auto& one :
         {overlap{"Europe/Madrid", "2026-10-25", 150, 1h}, overlap{"America/New_York", "2026-11-01", 90, 1h},
          overlap{"Australia/Lord_Howe", "2026-04-05", 105, 30min}, overlap{"Africa/Casablanca", "2026-02-15", 150, 1h},
          overlap{"America/Havana", "2026-11-01", 30, 1h}}) {
        const auto first = from_local(day(one.date), one.minute, one.zone);
        EXPECT_EQ(to_local(first, one.zone).minute, one.minute) << one.zone;
        EXPECT_EQ(shown(first, one.zone), shown(first + one.again_after, one.zone)) << one.zone;
        EXPECT_NE(shown(first, one.zone), shown(first - one.again_after, one.zone)) << one.zone;
    }
}

TEST(Zone, KnowsWhichZoneDataIsInUse) {
    EXPECT_NE(zone_data_version(), "");
}

}  // namespace
}  // namespace waymark
