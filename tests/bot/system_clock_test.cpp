#include "bot/system_clock.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace waymark {
namespace {

using namespace std::chrono_literals;

struct SystemClock : testing::Test {
    boost::asio::io_context io;
    system_clock time;
    bool returned = false;

    void wait_until(instant when) {
        auto done = [this](const std::exception_ptr&) { returned = true; };
        boost::asio::co_spawn(io, time.wait_until(when), done);
    }
};

TEST_F(SystemClock, WaitingForEverIsOneSleepAndNoWork) {
    wait_until(never);
    EXPECT_LE(io.run_for(50ms), 2U);
    EXPECT_FALSE(returned);
    time.wake();
    io.run_for(50ms);
    EXPECT_TRUE(returned);
}

TEST_F(SystemClock, ReturnsAtTheTimeAndNotBefore) {
    const auto when = time.now() + 30ms;
    wait_until(when);
    io.run();
    EXPECT_TRUE(returned);
    EXPECT_GE(time.now(), when);
}

TEST_F(SystemClock, WhoeverWaitsLooksAgainWhenTheClockWasSetBack) {
    auto shown = instant{1000h};
    system_clock set_by_hand([&] { return shown; }, 10ms);
    auto done = [this](const std::exception_ptr&) { returned = true; };
    boost::asio::co_spawn(io, set_by_hand.wait_until(instant{2000h}), done);
    io.run_for(50ms);
    EXPECT_FALSE(returned);
    shown = instant{999h};
    io.run_for(50ms);
    EXPECT_TRUE(returned) << "the moment was one of the other clock";
}

TEST_F(SystemClock, TimePassesWhateverTheClockShows) {
    system_clock stands_still([] { return instant{1000h}; });
    const auto before = stands_still.passed();
    wait_until(time.now() + 20ms);
    io.run();
    EXPECT_GE(stands_still.passed() - before, 15ms);
    EXPECT_LT(stands_still.passed() - before, 10s);
}

TEST_F(SystemClock, ATimeThatHasPassedIsNotWaitedFor) {
    wait_until(time.now() - 1s);
    io.run();
    EXPECT_TRUE(returned);
}

}  // namespace
}  // namespace waymark
