// Events on their way through a storage that fails: nothing is acknowledged that is not stored, and what comes again is
// applied once.
#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>

#include "bot/manual_clock.hpp"
#include "bot/task_group.hpp"
#include "bot/turn_runner.hpp"
#include "storage/store_thread.hpp"
#include "tests/storage/example_rows.hpp"
#include "tests/support/fault_store.hpp"

namespace waymark {
namespace {

namespace asio = boost::asio;
using example::noon;

class thread_door final : public store_door {
  public:
    explicit thread_door(store_thread& thread) : thread_(thread) {}
    using store_door::ask;
    void ask(job work, answer done, std::chrono::microseconds patience) override {
        thread_.post(std::move(work), std::move(done), patience);
    }
    [[nodiscard]] std::size_t waiting() const override { return thread_.waiting(); }

  private:
    store_thread& thread_;
};

/// The real database and the real runner; a turn writes one message that is named after its event.
struct StorageFault : testing::Test {
    ~StorageFault() override {
        turns.stop();
        io.restart();
        io.run();
        thread.stop();
    }

    std::unique_ptr<store> open_with_a_pair() {
        db.enrol();
        db.close();
        return create_fault_store(std::move(open_sqlite(db.path()).at), plan);
    }

    /// What the webhook's handler does: true = acknowledged.
    bool deliver(const std::string& key) {
        std::optional<bool> acknowledged;
        const auto event = example::said(key);
        const auto keep = [event](store& at) -> result<void> {
            const auto is_new = at.accept(event, noon);
            if (!is_new) return is_new.error();
            return {};
        };
        thread.post(keep, [&](result<void> ended) { acknowledged = !ended.has_error(); });
        run_until([&] { return acknowledged.has_value(); });
        if (*acknowledged) turns.events_wait();
        return *acknowledged;
    }

    void work() {
        tasks.spawn("turns", turns.run());
        turns.events_wait();
        run_until([&] { return turns.idle() && thread.waiting() == 0; });
    }

    template <class Done>
    void run_until(const Done& done) {
        io.restart();
        const auto stay = asio::make_work_guard(io);
        while (!done()) ASSERT_GT(io.run_one_for(std::chrono::seconds(10)), 0U) << "nothing happens any more";
    }

    /// Keys of the messages the turns wrote, in order.
    std::vector<std::string> written() {
        std::vector<std::string> out;
        bool read = false;
        const auto look = [&out](store& at) -> result<void> {
            auto rows = example::begin_sends(at, noon, 100);
            while (rows && !rows->empty()) {
                for (const auto& row : *rows) {
                    out.push_back(row.message.key.text);
                    const auto sent = at.record_send(row.id, {send_result::outcome::sent, "D/1", "", noon}, noon);
                    if (sent.has_error()) return sent;
                }
                rows = example::begin_sends(at, noon, 100);
            }
            return {};
        };
        thread.post(look, [&](result<void> ended) {
            EXPECT_FALSE(ended.has_error());
            read = true;
        });
        run_until([&] { return read; });
        return out;
    }

    static turn_outcome step(const world&, const stimulus& what, instant) {
        turn_outcome out;
        out.outbox.push_back(example::message("reply to " + std::get<heard>(what).event.key));
        return out;
    }

    example::database db;
    std::shared_ptr<faults> plan = std::make_shared<faults>();
    asio::io_context io;
    store_thread thread{open_with_a_pair(), io.get_executor()};
    thread_door door{thread};
    manual_clock time{noon};
    task_group tasks{io.get_executor(), [](std::string_view, const std::exception& what) { FAIL() << what.what(); }};
    turn_runner turns{door, time, step, {}};
};

TEST_F(StorageFault, AnEventThatCouldNotBeStoredIsNotAcknowledgedAndIsAppliedOnceWhenItComesAgain) {
    for (const auto code : {store_errc::disk_full, store_errc::unavailable}) {
        plan->fail(store_call::accept, code);
        EXPECT_FALSE(deliver("a"));
        plan->fail(store_call::commit, code);
        EXPECT_FALSE(deliver("a"));
    }
    EXPECT_EQ(plan->left(), 0);
    EXPECT_TRUE(deliver("a"));
    EXPECT_TRUE(deliver("a"));
    work();
    EXPECT_THAT(written(), testing::ElementsAre("reply to a"));
}

// A commit can succeed without anybody hearing of it; the platform then delivers what is stored already.
TEST_F(StorageFault, AnEventWhoseCommitNobodyHeardOfIsAppliedOnce) {
    plan->lose_answer_of_commit();
    EXPECT_FALSE(deliver("a"));
    EXPECT_TRUE(deliver("a"));
    work();
    EXPECT_THAT(written(), testing::ElementsAre("reply to a"));
}

TEST_F(StorageFault, AFailedTurnLeavesNothingAndTheEventsAreTakenAgain) {
    EXPECT_TRUE(deliver("a"));
    EXPECT_TRUE(deliver("b"));
    plan->fail(store_call::turn, store_errc::unavailable);
    plan->fail(store_call::claim_inbox, store_errc::disk_full);
    work();
    EXPECT_EQ(plan->left(), 0);
    EXPECT_EQ(turns.counts().quarantined, 0U);
    EXPECT_THAT(written(), testing::ElementsAre("reply to a", "reply to b"));
}

TEST_F(StorageFault, ATurnWhoseCommitNobodyHeardOfIsNotTakenTwice) {
    EXPECT_TRUE(deliver("a"));
    plan->lose_answer_of_commit(1);  // the claim's is heard of, the turn's is not
    work();
    EXPECT_EQ(plan->left(), 0);
    EXPECT_EQ(turns.counts().quarantined, 0U);
    EXPECT_THAT(written(), testing::ElementsAre("reply to a"));
}

}  // namespace
}  // namespace waymark
