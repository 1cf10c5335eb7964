// Sleeps until the next timer is due, and hands what is due to the turn runner. No wake-up before.
#pragma once

#include "bot/turn_runner.hpp"

namespace waymark {

/// Lives on the io thread.
class timer_runner {
  public:
    /// All must outlive the runner.
    timer_runner(store_door& door, clock& time, turn_runner& turns) : door_(door), time_(time), turns_(turns) {}

    [[nodiscard]] boost::asio::awaitable<void> run();
    void stop();
    /// A turn set a timer: sleep no longer than that.
    void timer_set(instant when);
    /// No timer is taken while everything is on hold.
    void rest_while(bool everything_held);
    /// Whether nothing is due by `now`, as far as is known.
    [[nodiscard]] bool idle(instant now) const { return known_ && !working_ && next_ > now; }

  private:
    store_door& door_;
    clock& time_;
    turn_runner& turns_;
    instant next_ = never;
    int rounds_ = 0;      ///< in which the same moment stayed due
    bool known_ = false;  ///< whether `next_` is what the table says
    bool working_ = false;
    bool rests_ = false;
    bool stopping_ = false;
};

}  // namespace waymark
