#include "bot/task_group.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <stdexcept>

namespace waymark {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep(std::chrono::milliseconds length, bool& woke) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, length);
    co_await timer.async_wait(asio::use_awaitable);
    woke = true;
}

asio::awaitable<void> fail() {
    throw std::runtime_error("a bug");
    co_return;
}

struct TaskGroup : testing::Test {
    asio::io_context io;
    std::vector<std::string> failures;
    task_group tasks{io.get_executor(), [this](std::string_view task, const std::exception& what) {
                         failures.push_back(std::string(task) + ": " + what.what());
                     }};
    std::optional<bool> all_ended;

    void stop(std::chrono::milliseconds gentle) {
        auto note = [this](const std::exception_ptr&, bool ended) { all_ended = ended; };
        asio::co_spawn(io, tasks.stop(gentle, 1s), note);
        io.run();
    }
};

TEST_F(TaskGroup, StoppingWaitsForWhatFinishesByItself) {
    bool woke = false;
    tasks.spawn("short", sleep(5ms, woke));
    stop(2s);
    EXPECT_TRUE(woke);
    EXPECT_EQ(all_ended, true);
}

TEST_F(TaskGroup, StoppingCancelsWhatDoesNotFinish) {
    bool one = false, two = false;
    tasks.spawn("long", sleep(1h, one));
    tasks.spawn("long", sleep(1h, two));
    stop(1ms);
    EXPECT_FALSE(one || two);
    EXPECT_EQ(all_ended, true);
    EXPECT_TRUE(failures.empty()) << "a cancellation is not a failure";
}

TEST_F(TaskGroup, AFailureIsReportedAndEndsNothingElse) {
    bool woke = false;
    tasks.spawn("broken", fail());
    tasks.spawn("short", sleep(2ms, woke));
    stop(2s);
    EXPECT_EQ(failures, std::vector<std::string>{"broken: a bug"});
    EXPECT_TRUE(woke);
}

TEST_F(TaskGroup, NothingIsStartedAfterTheStop) {
    stop(1ms);
    bool woke = false;
    tasks.spawn("late", sleep(0ms, woke));
    io.restart();
    io.run();
    EXPECT_FALSE(woke);
    EXPECT_EQ(tasks.size(), 0U);
}

}  // namespace
}  // namespace waymark
