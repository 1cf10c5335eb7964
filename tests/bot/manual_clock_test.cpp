#include "bot/manual_clock.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace waymark {
namespace {

namespace asio = boost::asio;

struct ManualClock : testing::Test {
    asio::io_context io;
    manual_clock clock{instant{std::chrono::hours(100)}};
    asio::cancellation_signal cancel;
    int returned = 0;

    void wait_until(instant when) {
        auto count = [this](const std::exception_ptr&) { ++returned; };
        asio::co_spawn(io, clock.wait_until(when), asio::bind_cancellation_slot(cancel.slot(), count));
        run();
    }
    void run() {
        io.restart();
        io.poll();
    }
};

TEST_F(ManualClock, StandsStillUntilItIsMovedAndNeverGoesBack) {
    clock.move_to(instant{std::chrono::hours(99)});
    EXPECT_EQ(clock.now(), instant{std::chrono::hours(100)});
    clock.move_to(instant{std::chrono::hours(101)});
    EXPECT_EQ(clock.now(), instant{std::chrono::hours(101)});
}

TEST_F(ManualClock, AWaitEndsWhenItsTimeHasComeAndNotBefore) {
    wait_until(instant{std::chrono::hours(102)});
    clock.move_to(instant{std::chrono::hours(101)});
    run();
    EXPECT_EQ(returned, 0);
    clock.move_to(instant{std::chrono::hours(103)});
    run();
    EXPECT_EQ(returned, 1);
}

TEST_F(ManualClock, AWaitForAPastTimeReturnsAtOnce) {
    wait_until(instant{std::chrono::hours(100)});
    EXPECT_EQ(returned, 1);
}

TEST_F(ManualClock, WakingEndsAWaitEarly) {
    wait_until(never);
    clock.wake();
    run();
    EXPECT_EQ(returned, 1);
}

TEST_F(ManualClock, SettingItTakesNoTimeAndLetsEverybodyLookAgain) {
    const auto before = clock.passed();
    wait_until(instant{std::chrono::hours(200)});
    clock.set_to(instant{std::chrono::hours(50)});
    run();
    EXPECT_EQ(returned, 1);
    EXPECT_EQ(clock.now(), instant{std::chrono::hours(50)});
    EXPECT_EQ(clock.passed(), before);
    clock.move_to(instant{std::chrono::hours(51)});
    EXPECT_EQ(clock.passed() - before, std::chrono::hours(1));
}

TEST_F(ManualClock, ACancelledWaitEnds) {
    wait_until(never);
    cancel.emit(asio::cancellation_type::terminal);
    run();
    EXPECT_EQ(returned, 1);
}

}  // namespace
}  // namespace waymark
