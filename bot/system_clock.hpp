// The machine's own clock. Due times are wall times; a wall clock that jumps is noticed within a few seconds.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <set>

#include "bot/clock.hpp"

namespace waymark {

/// Lives on the io thread.
class system_clock final : public clock {
  public:
    [[nodiscard]] instant now() const override;
    /// Sleeps in one stretch when nothing is due soon, but never longer than `longest_sleep`: the wall clock may have
    /// been set meanwhile, and a timer of the machine counts another time.
    [[nodiscard]] boost::asio::awaitable<void> wait_until(instant when) override;
    void wake() override;

    static constexpr auto longest_sleep = std::chrono::minutes(5);

  private:
    unsigned wakes_ = 0;
    std::set<boost::asio::steady_timer*> waiting_;
};

}  // namespace waymark
