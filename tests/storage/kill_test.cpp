#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

using example::noon;

std::string name_of(std::int64_t number) {
    return "event-" + std::to_string(number);
}

/// Accepts events and takes their turns, and says each number only after both were committed. Never returns.
[[noreturn]] void work_until_killed(const std::string& path, int tell) {
    const auto opened = open_sqlite(path);
    if (!opened.at) ::_exit(1);
    for (std::int64_t number = 0;; ++number) {
        if (!opened.at->accept(example::said(name_of(number)), noon)) ::_exit(2);
        const auto step = [&](const world&) {
            turn_outcome out;
            out.outbox.push_back(example::message(name_of(number)));
            return out;
        };
        if (!opened.at->turn(pair_id{"mia-max"}, step, number + 1, noon)) ::_exit(3);
        if (::write(tell, &number, sizeof number) != sizeof number) ::_exit(4);
    }
}

/// From when on it is counted how long a process may work.
enum class work_from { its_beginning, its_first_commit };

/// Lets a process work for `patience`, kills it, and says the last number it acknowledged; -1 for none.
std::int64_t kill_after(const std::string& path, std::chrono::microseconds patience, work_from begin) {
    int ends[2] = {-1, -1};  // NOLINT(*-avoid-c-arrays)
    if (::pipe(ends) != 0) return -1;
    const auto child = ::fork();
    if (child == 0) work_until_killed(path, ends[1]);
    ::close(ends[1]);
    pollfd said{ends[0], POLLIN, 0};
    if (begin == work_from::its_first_commit) EXPECT_EQ(::poll(&said, 1, 60'000), 1) << "it commits nothing";
    ::usleep(static_cast<useconds_t>(patience.count()));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself: " << WEXITSTATUS(status);
    std::int64_t last = -1;
    for (std::int64_t number = 0; ::read(ends[0], &number, sizeof number) == sizeof number;) last = number;
    ::close(ends[0]);
    return last;
}

TEST(Kill, WhatWasAcknowledgedIsThereOnceAfterAKillAtAnyMoment) {
    constexpr unsigned seed = 20260602;
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> patience_us(2'000, 40'000);
    std::int64_t acknowledged = 0;
    for (int round = 0; round < 40; ++round) {
        SCOPED_TRACE("seed " + std::to_string(seed) + ", round " + std::to_string(round));
        example::database db;
        db.close();
        const auto begin = round % 2 == 0 ? work_from::its_beginning : work_from::its_first_commit;
        const auto last = kill_after(db.path(), std::chrono::microseconds(patience_us(random)), begin);
        db.reopen();
        for (std::int64_t number = 0; number <= last; ++number)
            EXPECT_FALSE(*db.at().accept(example::said(name_of(number)), noon)) << "lost: " << number;
        const auto health = db.at().health().value();
        EXPECT_GE(health.outbox, last + 1);
        EXPECT_LE(health.outbox, last + 2);  // one may be committed and not yet said
        EXPECT_LE(health.inbox, 1);
        acknowledged += last + 1;
    }
    EXPECT_GT(acknowledged, 0) << "nothing was tested: every process was killed before its first commit";
}

}  // namespace
}  // namespace waymark
