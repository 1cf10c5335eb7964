#include "bot/nudge_brake.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

using namespace std::chrono_literals;

const instant noon{std::chrono::hours(12)};
constexpr span began = 7h;  // some moment; only what passes since counts
constexpr auto account = "slack/T1";

/// How many messages nobody awaits may go within a minute that begins so long after the start.
int sent_in_a_minute(span after, int per_minute) {
    nudge_brake brake(noon, began);
    int sent = 0;
    for (auto at = after; at < after + 1min; at += 10ms) {
        EXPECT_EQ(brake.look(noon + at, began + at), std::nullopt);
        for (; sent < 10'000 && brake.may_send_at(account, per_minute, noon + at) <= noon + at; ++sent)
            brake.count_send(account, per_minute, noon + at);
    }
    return sent;
}

TEST(NudgeBrake, InTheFirstFiveMinutesAQuarterOfThePaceIsUsed) {
    for (const auto after : {0min, 2min, 4min}) {
        EXPECT_NEAR(sent_in_a_minute(after, 240), 60, 1) << after.count();
        EXPECT_NEAR(sent_in_a_minute(after, 6000), 1500, 5) << after.count();
    }
    EXPECT_EQ(sent_in_a_minute(5min, 240), 10'000) << "then only the platform's own pace counts";
}

TEST(NudgeBrake, WhereAnyNumberIsTakenNothingIsSlow) {
    EXPECT_EQ(sent_in_a_minute(0min, 0), 10'000);
}

TEST(NudgeBrake, EachAccountHasItsOwnPace) {
    nudge_brake brake(noon, began);
    brake.count_send(account, 240, noon);
    EXPECT_GT(brake.may_send_at(account, 240, noon), noon);
    EXPECT_EQ(brake.may_send_at("slack/T2", 240, noon), noon);
}

TEST(NudgeBrake, AClockThatWasSetFarIsFollowedByTwoMinutesOfSilence) {
    for (const span by : {span(1h), span(-24h), span(5min + 1s), span(-5min - 1s)}) {
        nudge_brake brake(noon, began);
        EXPECT_EQ(brake.look(noon + 10min, began + 10min), std::nullopt);
        EXPECT_EQ(brake.look(noon + 11min + by, began + 11min), by);
        EXPECT_EQ(brake.may_send_at(account, 0, noon + 11min + by), noon + 13min + by);
        EXPECT_EQ(brake.look(noon + 12min + by, began + 12min), std::nullopt) << "said once";
        EXPECT_EQ(brake.paused_for(), 1min);
        EXPECT_EQ(brake.look(noon + 13min + by, began + 13min), std::nullopt);
        EXPECT_EQ(brake.may_send_at(account, 0, noon + 13min + by), noon + 13min + by);
    }
}

TEST(NudgeBrake, ASmallStepOrALongSilenceIsNoReasonToPause) {
    nudge_brake brake(noon, began);
    EXPECT_EQ(brake.look(noon + 100h, began + 100h), std::nullopt);
    EXPECT_EQ(brake.look(noon + 101h + 5min, began + 101h), std::nullopt);
    EXPECT_EQ(brake.look(noon + 102h, began + 102h), std::nullopt);
    EXPECT_EQ(brake.paused_for(), span{});
}

TEST(NudgeBrake, SettingTheClockDoesNotMakeTheSlowStartLonger) {
    nudge_brake brake(noon, began);
    EXPECT_TRUE(brake.look(noon - 24h + 6min, began + 6min));
    EXPECT_EQ(brake.look(noon - 24h + 9min, began + 9min), std::nullopt);
    brake.count_send(account, 240, noon - 24h + 9min);
    EXPECT_EQ(brake.may_send_at(account, 240, noon - 24h + 9min), noon - 24h + 9min);
}

}  // namespace
}  // namespace waymark
