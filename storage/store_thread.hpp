// Gives a store a thread of its own, and lets jobs that wait at the same moment share one commit. Jobs run in the order
// they were posted; `post` may be called from any thread, `done` is called on the executor given.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/store.hpp"

namespace waymark {

/// How long groups of jobs took, from the first job to their commit.
struct commit_times {
    static constexpr std::array<std::chrono::microseconds, 10> limits{
        std::chrono::microseconds(500),      std::chrono::microseconds(1'000),   std::chrono::microseconds(2'500),
        std::chrono::microseconds(5'000),    std::chrono::microseconds(10'000),  std::chrono::microseconds(25'000),
        std::chrono::microseconds(100'000),  std::chrono::microseconds(250'000), std::chrono::microseconds(1'000'000),
        std::chrono::microseconds(5'000'000)};
    std::array<std::uint64_t, limits.size() + 1> within{};  ///< by the limit they kept; the last kept none
    std::chrono::nanoseconds all_together{};
};

class store_thread {
  public:
    using job = std::function<result<void>(store&)>;
    using answer = std::function<void(result<void>)>;

    /// `most_waiting`: jobs that may wait or run; the next one is answered store_errc::unavailable at once.
    store_thread(std::unique_ptr<store> at, boost::asio::any_io_executor hand_back, std::size_t most_waiting = 4096);
    /// Stops as `stop` does.
    ~store_thread();
    store_thread(const store_thread&) = delete;
    store_thread& operator=(const store_thread&) = delete;

    /// Runs `work` in a transaction it may share with others; `done` hears of success only when all it did is durable.
    /// A job that fails or throws (store_errc::misuse) undoes only itself; when the commit fails, all hear of it.
    /// `patience`: so long it may wait for others to share a commit with, when none is there.
    void post(job work, answer done, std::chrono::microseconds patience = {});
    /// Finishes what was posted, then ends the thread. Later jobs are answered store_errc::unavailable.
    void stop();

    [[nodiscard]] std::size_t waiting() const { return waiting_->load(std::memory_order_relaxed); }
    /// Since the start. May be asked from any thread.
    [[nodiscard]] commit_times times() const;

  private:
    struct entry {
        job work;
        answer done;
        result<void> ended;
    };
    void run();
    void run_group(std::vector<entry>& group);
    void hand_back(std::vector<entry> group);
    void note(std::chrono::nanoseconds length);

    std::unique_ptr<store> store_;
    boost::asio::any_io_executor executor_;
    std::size_t most_waiting_;
    std::mutex guard_;
    std::condition_variable work_waits_;
    std::vector<entry> queue_;
    std::chrono::steady_clock::time_point begin_by_ = std::chrono::steady_clock::time_point::max();  ///< of the queue
    bool stopping_ = false;
    /// Shared with answers on their way, which may outlive this.
    std::shared_ptr<std::atomic<std::size_t>> waiting_ = std::make_shared<std::atomic<std::size_t>>(0);
    std::array<std::atomic<std::uint64_t>, commit_times::limits.size() + 1> groups_within_{};
    std::atomic<std::int64_t> all_groups_ns_ = 0;
    std::thread thread_;
};

}  // namespace waymark
