#include "storage/store_thread.hpp"

#include <gmock/gmock.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <numeric>

#include "tests/storage/example_rows.hpp"

namespace waymark {
namespace {

using example::noon;

struct StoreThread : testing::Test {
    StoreThread() { db.close(); }

    std::unique_ptr<store> open() { return std::move(open_sqlite(db.path()).at); }

    example::database db;
    boost::asio::io_context io;
};

TEST_F(StoreThread, WhatIsAnsweredIsThereAfterOpeningAgain) {
    int fine = 0;
    {
        store_thread thread(open(), io.get_executor());
        for (int number = 0; number < 500; ++number) {
            const auto event = example::said(std::to_string(number));
            const auto work = [event](store& at) -> result<void> {
                const auto is_new = at.accept(event, noon);
                if (!is_new) return is_new.error();
                return {};
            };
            thread.post(work, [&](result<void> ended) { fine += ended.has_value() ? 1 : 0; });
        }
        thread.stop();
        io.run();
        EXPECT_EQ(thread.waiting(), 0U);
        EXPECT_GT(thread.times().all_together.count(), 0);
    }
    EXPECT_EQ(fine, 500);
    db.reopen();
    EXPECT_EQ(db.at().health()->inbox, 500);
}

TEST_F(StoreThread, AJobThatFailsOrThrowsUndoesOnlyItself) {
    std::vector<boost::system::error_code> ended;
    const auto note = [&](result<void> one) {
        ended.push_back(one.has_error() ? one.error() : make_error_code(boost::system::errc::success));
    };
    {
        store_thread thread(open(), io.get_executor());
        thread.post([](store& at) { return at.set_fact("first", "1"); }, note);
        thread.post(
            [](store& at) -> result<void> {
                (void)at.set_fact("second", "1");  // undone below whatever it said
                return make_error_code(store_errc::moved_on);
            },
            note);
        thread.post(
            [](store& at) -> result<void> {
                (void)at.set_fact("third", "1");  // undone below whatever it said
                throw std::runtime_error("bug");
            },
            note);
        thread.post([](store& at) { return at.set_fact("fourth", "1"); }, note);
        thread.stop();
        io.run();
    }
    ASSERT_EQ(ended.size(), 4U);
    EXPECT_FALSE(ended[0].failed());
    EXPECT_EQ(ended[1], store_errc::moved_on);
    EXPECT_EQ(ended[2], store_errc::misuse);
    EXPECT_FALSE(ended[3].failed());
    db.reopen();
    EXPECT_EQ(db.at().fact("first").value(), "1");
    EXPECT_EQ(db.at().fact("second").value(), std::nullopt);
    EXPECT_EQ(db.at().fact("third").value(), std::nullopt);
    EXPECT_EQ(db.at().fact("fourth").value(), "1");
}

TEST_F(StoreThread, APatientJobSharesTheCommitOfTheNextOne) {
    store_thread thread(open(), io.get_executor());
    int fine = 0;
    const auto count = [&](result<void> ended) { fine += ended.has_value() ? 1 : 0; };
    thread.post([](store& at) { return at.set_fact("a", "b"); }, count, std::chrono::hours(1));
    thread.post([](store& at) { return at.set_fact("c", "d"); }, count);
    const auto guard = boost::asio::make_work_guard(io);
    while (fine < 2) io.run_one();
    const auto groups = thread.times();
    EXPECT_EQ(std::accumulate(groups.within.begin(), groups.within.end(), std::uint64_t{0}), 1U);
}

TEST_F(StoreThread, APatientJobThatStaysAloneIsDoneInTime) {
    store_thread thread(open(), io.get_executor());
    bool fine = false;
    const auto began = std::chrono::steady_clock::now();
    thread.post([](store& at) { return at.set_fact("a", "b"); }, [&](result<void> ended) { fine = !ended.has_error(); },
                std::chrono::milliseconds(20));
    const auto guard = boost::asio::make_work_guard(io);
    io.run_one();
    EXPECT_TRUE(fine);
    EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(20));
}

TEST_F(StoreThread, MoreThanItHoldsIsRefusedAtOnceAndSoIsWorkAfterTheStop) {
    store_thread thread(open(), io.get_executor(), 2);
    int fine = 0;
    int refused = 0;
    const auto count = [&](result<void> ended) { ++(ended.has_value() ? fine : refused); };
    for (int number = 0; number < 5; ++number) thread.post([](store& at) { return at.set_fact("a", "b"); }, count);
    thread.stop();
    thread.post([](store& at) { return at.set_fact("a", "b"); }, count);
    io.run();
    EXPECT_EQ(fine, 2);
    EXPECT_EQ(refused, 4);
}

}  // namespace
}  // namespace waymark
