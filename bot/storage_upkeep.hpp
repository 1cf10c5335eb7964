// Looks after the database while the process runs: tries again after a commit failed, until one succeeds, removes rows
// past their time, and wraps the database's keys anew when another master key comes first.
//
// Threads: lives on the io thread.
#pragma once

#include "bot/clock.hpp"
#include "bot/store_thread_door.hpp"
#include "bot/task_group.hpp"

namespace waymark {

class storage_upkeep {
  public:
    static constexpr auto pause_between_tries = std::chrono::seconds(1);
    static constexpr std::chrono::minutes pause_before_the_first_tidying{1};
    static constexpr std::chrono::minutes pause_between_tidyings{std::chrono::hours(6)};
    static constexpr std::size_t rows_at_once = 500;
    static constexpr auto pause_between_looks_at_keys = std::chrono::seconds(30);

    /// All must outlive it.
    storage_upkeep(store_thread_door& door, task_group& tasks, clock& time) : door_(door), tasks_(tasks), time_(time) {}

    void start() {
        tasks_.spawn("tidy", tidy_now_and_then());
        tasks_.spawn("keys", take_new_master_keys());
    }
    /// A commit failed: what the door's on_trouble is for.
    void failed(const boost::system::error_code& why);

  private:
    [[nodiscard]] boost::asio::awaitable<void> try_until_it_commits();
    [[nodiscard]] boost::asio::awaitable<void> tidy_now_and_then();
    [[nodiscard]] boost::asio::awaitable<void> take_new_master_keys();

    store_thread_door& door_;
    task_group& tasks_;
    clock& time_;
};

}  // namespace waymark
