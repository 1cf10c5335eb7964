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

TEST_F(SystemClock, ATimeThatHasPassedIsNotWaitedFor) {
    wait_until(time.now() - 1s);
    io.run();
    EXPECT_TRUE(returned);
}

}  // namespace
}  // namespace waymark
