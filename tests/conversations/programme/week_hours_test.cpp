#include "conversations/programme/week_hours.hpp"

#include <gmock/gmock.h>

namespace waymark {
namespace {

using namespace std::chrono_literals;

const std::set<int> weekdays{1, 2, 3, 4, 5};
const instant monday = std::chrono::sys_days(std::chrono::year(2026) / 1 / 12);

std::vector<stretch> week_of(int from, int to, std::string_view zone, instant begins = monday) {
    return working_week({from * 60, to * 60}, weekdays, zone, begins);
}

TEST(WeekHours, FiveDaysOfTheirOwnClock) {
    const auto madrid = week_of(9, 17, "Europe/Madrid");
    ASSERT_EQ(madrid.size(), 5U);
    EXPECT_EQ(madrid.front(), (stretch{monday + 8h, monday + 16h}));
    EXPECT_EQ(at_the_same_time(madrid, madrid), 40h);
}

TEST(WeekHours, ZonesShareWhatTheyShare) {
    const auto madrid = week_of(9, 17, "Europe/Madrid");
    EXPECT_EQ(at_the_same_time(madrid, week_of(9, 17, "America/New_York")), 10h);
    EXPECT_EQ(at_the_same_time(madrid, week_of(9, 17, "America/Los_Angeles")), 0h);
    EXPECT_EQ(at_the_same_time(madrid, week_of(9, 17, "Asia/Kolkata")), 17h + 30min);
    EXPECT_EQ(at_the_same_time(madrid, {}), 0h);
}

// New York changes its clocks three weeks before Madrid: the week that is asked for is the one that counts.
TEST(WeekHours, TheWeekThatIsAskedForCounts) {
    const instant march = std::chrono::sys_days(std::chrono::year(2026) / 3 / 16);
    const auto madrid = week_of(9, 17, "Europe/Madrid", march);
    EXPECT_EQ(at_the_same_time(madrid, week_of(9, 17, "America/New_York", march)), 15h);
}

TEST(WeekHours, NightsBelongToTheDayOnWhichTheyBeginAndTheWeekIsSevenDaysLong) {
    const auto nights = week_of(22, 6, "UTC");
    EXPECT_EQ(at_the_same_time(nights, nights), 40h);
    EXPECT_EQ(nights.back(), (stretch{monday + 4 * 24h + 22h, monday + 5 * 24h + 6h}));
    const auto always = working_week({0, 0}, {1, 2, 3, 4, 5, 6, 7}, "Pacific/Auckland", monday + 5h);
    EXPECT_EQ(at_the_same_time(always, always), 7 * 24h);
}

}  // namespace
}  // namespace waymark
