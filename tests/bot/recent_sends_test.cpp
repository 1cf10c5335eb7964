// What was sent before a restart counts under the platforms' limits after it.
#include "bot/recent_sends.hpp"

#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct RecentSends : waymark::testing::runner_bench {
    /// What counts for a process that has just been started: who was written to, and when.
    std::vector<std::pair<std::string, instant>> after_restart() {
        struct counting final : waymark::testing::recording_adapter {
            void count_send(const address& to, instant at) override { when.emplace_back(to.user, at); }
            std::vector<std::pair<std::string, instant>> when;
        } next;
        const std::vector<adapter*> platforms{&next};
        boost::asio::co_spawn(io, count_recent_sends(door, hands, platforms), [](const std::exception_ptr&) {});
        settle();
        return next.when;
    }
};

TEST_F(RecentSends, CountAtTheTimesAtWhichTheyWereSent) {
    start();
    put("U1", "one");
    settle();
    move(2s);
    put("U2", "two");
    settle();
    platform.outcomes = {testing::ending(send_outcome::kind::retry, "ratelimited", 1h)};
    put("U1", "refused");
    settle();
    move(3s);
    EXPECT_THAT(after_restart(), ElementsAre(std::pair("U1", testing::noon), std::pair("U2", testing::noon + 2s)));
}

TEST_F(RecentSends, WhatNoLimitLooksBackToCountsNoMore) {
    start();
    put("U1", "one");
    settle();
    move(1h + 1s);
    EXPECT_THAT(after_restart(), IsEmpty());
}

TEST_F(RecentSends, ByAClockThatWasSetBackNothingCounts) {
    start();
    put("U1", "one");
    settle();
    hands.set_to(testing::noon - 1h);
    EXPECT_THAT(after_restart(), IsEmpty());
}

TEST_F(RecentSends, AStorageThatCannotBeReadIsNoReasonNotToStart) {
    start();
    put("U1", "one");
    settle();
    door.failures_left = 1;
    EXPECT_THAT(after_restart(), IsEmpty());
    EXPECT_THAT(after_restart(), ElementsAre(std::pair("U1", testing::noon)));
}

}  // namespace
}  // namespace waymark
