// Makes people's pages anew when a turn could not do it by itself: with the counts that stand on the page of whoever
// runs a programme, which are read beside everything else.
//
// Threads: lives on the io thread; counts are read on a thread of its own.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <set>

#include "bot/clock.hpp"
#include "bot/hold_watch.hpp"
#include "bot/programme_figures.hpp"
#include "bot/task_group.hpp"
#include "bot/turn_runner.hpp"

namespace waymark {

class page_runner {
  public:
    /// All must outlive it.
    page_runner(turn_runner& turns, task_group& tasks, clock& time, const script_book& book, const hold_watch& holds,
                figures_source from);
    ~page_runner();

    /// Once for however many wishes come before it is made.
    void wanted(const person_id& who);
    /// The latest one did not arrive.
    void lost(const person_id& who);

  private:
    [[nodiscard]] boost::asio::awaitable<void> make(person_id who);
    [[nodiscard]] boost::asio::awaitable<void> forget(person_id who);
    [[nodiscard]] boost::asio::awaitable<std::vector<programme_health>> health_for(person_id who);

    turn_runner& turns_;
    task_group& tasks_;
    clock& time_;
    const script_book& book_;
    const hold_watch& holds_;
    figures_source from_;
    std::set<person_id> waiting_;
    boost::asio::thread_pool reading_{1};
};

}  // namespace waymark
