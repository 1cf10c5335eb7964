// Holidays and working days of regions, as the gate sees them.
#include "conversations/person/calendar.hpp"

#include <gmock/gmock.h>

#include "conversations/person/zone.hpp"
#include "tests/conversations/person/people.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

// Dates of the almanac of the Observatoire de Paris and of the United States Naval Observatory.
TEST(Calendar, KnowsEaster) {
    EXPECT_EQ(easter_of(year(2000)), sys_days(2000y / 4 / 23));
    EXPECT_EQ(easter_of(year(2008)), sys_days(2008y / 3 / 23));
    EXPECT_EQ(easter_of(year(2024)), sys_days(2024y / 3 / 31));
    EXPECT_EQ(easter_of(year(2025)), sys_days(2025y / 4 / 20));
    EXPECT_EQ(easter_of(year(2026)), sys_days(2026y / 4 / 5));
    EXPECT_EQ(easter_of(year(2027)), sys_days(2027y / 3 / 28));
    EXPECT_EQ(easter_of(year(2038)), sys_days(2038y / 4 / 25));
}

TEST(Calendar, IsOnAHolidayByYearEasterOrDate) {
    calendar of;
    of.every_year[std::chrono::December / 25] = "Christmas Day";
    of.easter[-2] = "Good Friday";
    of.dates[2026y / 6 / 24] = "Midsummer";
    EXPECT_TRUE(is_holiday(of, 2030y / 12 / 25));
    EXPECT_TRUE(is_holiday(of, 2026y / 4 / 3));
    EXPECT_FALSE(is_holiday(of, 2027y / 4 / 3));
    EXPECT_TRUE(is_holiday(of, 2026y / 6 / 24));
    EXPECT_FALSE(is_holiday(of, 2027y / 6 / 24));
}

TEST(Calendar, AZoneLiesInARegion) {
    EXPECT_EQ(region_of("Europe/Madrid"), "ES");
    EXPECT_EQ(region_of("Atlantic/Canary"), "ES");
    EXPECT_EQ(region_of("Asia/Riyadh"), "SA");
    EXPECT_EQ(region_of("UTC"), "");
    EXPECT_EQ(region_of("../etc/passwd"), "");
}

struct slots : testing::Test {
    slots() {
        regions["ES"].easter[-2] = "Viernes Santo";
        regions["SA"].working_days = {7, 1, 2, 3, 4};
        rules.spread = 0min;
    }
    /// The local day of the next slot for somebody in this zone.
    std::string day(const std::string& zone, std::chrono::year_month_day from) const {
        const auto start = from_local(from, 10 * 60, zone);
        return date_text(to_local(next_slot(person_in(zone), {rules, "UTC", regions}, start, "ann"), zone).day);
    }
    calendars regions;
    gate_settings rules;
};

TEST_F(slots, nobody_is_written_to_on_a_holiday_of_their_region) {
    EXPECT_EQ(day("Europe/Madrid", 2026y / 4 / 2), "2026-04-02");
    EXPECT_EQ(day("Europe/Madrid", 2026y / 4 / 3), "2026-04-06") << "Good Friday, and a weekend behind it";
    EXPECT_EQ(day("Europe/Paris", 2026y / 4 / 3), "2026-04-03") << "another region";
}

TEST_F(slots, the_weekend_is_that_of_the_region) {
    EXPECT_EQ(day("Asia/Riyadh", 2026y / 6 / 5), "2026-06-07") << "from Friday to Sunday";
    EXPECT_EQ(day("Europe/Madrid", 2026y / 6 / 5), "2026-06-05");
    EXPECT_EQ(day("Europe/Madrid", 2026y / 6 / 6), "2026-06-08");
}

TEST_F(slots, days_that_the_programme_names_count_everywhere) {
    rules.working_days = {5};
    EXPECT_EQ(day("Asia/Riyadh", 2026y / 6 / 5), "2026-06-05");
    EXPECT_EQ(day("Europe/Madrid", 2026y / 4 / 1), "2026-04-10") << "the Friday before is a holiday";
}

TEST_F(slots, a_region_without_any_working_day_ahead_is_never_written_to) {
    for (int month = 1; month <= 12; ++month)
        for (int day = 1; day <= 31; ++day)
            regions["ES"].every_year[std::chrono::month(static_cast<unsigned>(month)) /
                                     std::chrono::day(static_cast<unsigned>(day))] = "free";
    EXPECT_EQ(next_slot(person_in("Europe/Madrid"), {rules, "UTC", regions}, from_us(1'780'000'000'000'000), "ann"),
              never);
}

}  // namespace
}  // namespace waymark
