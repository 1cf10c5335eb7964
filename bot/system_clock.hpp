// The machine's own clock. Due times are wall times; a wall clock that jumps is noticed within minutes.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <set>
#include <utility>

#include "bot/clock.hpp"

namespace waymark {

/// Lives on the io thread.
class system_clock final : public clock {
  public:
    using wall = std::function<instant()>;
    explicit system_clock(wall reads = machines_own, span longest = longest_sleep)
        : reads_(std::move(reads)), longest_(longest) {}

    [[nodiscard]] instant now() const override { return reads_(); }
    [[nodiscard]] span passed() const override;
    /// Sleeps in one stretch when nothing is due soon, but never longer than `longest_sleep`: the wall clock may have
    /// been set meanwhile, and a timer of the machine counts another time. Whoever waits looks again when it was set
    /// back, since the moment they wait for was one of the other clock.
    [[nodiscard]] boost::asio::awaitable<void> wait_until(instant when) override;
    void wake() override;

    static constexpr auto longest_sleep = std::chrono::minutes(5);

    [[nodiscard]] static instant machines_own();

  private:
    wall reads_;
    span longest_;
    unsigned wakes_ = 0;
    std::set<boost::asio::steady_timer*> waiting_;
};

}  // namespace waymark
