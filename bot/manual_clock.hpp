// A clock whose hands somebody else turns: the playground, the time machine, the tests. It stands still until
// told otherwise, and never goes backwards unless it is set, as a machine's clock can be.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <set>

#include "bot/clock.hpp"

namespace waymark {

/// Lives on the io thread.
class manual_clock : public clock {
  public:
    explicit manual_clock(instant start) : now_(start) {}
    [[nodiscard]] instant now() const override { return now_; }
    [[nodiscard]] span passed() const override { return now_.time_since_epoch() - set_by_; }
    [[nodiscard]] boost::asio::awaitable<void> wait_until(instant when) override;
    void wake() override;
    /// Turns the hands to `when` and wakes whoever waited for it; an earlier `when` changes nothing.
    void move_to(instant when);
    /// As when somebody sets the machine's clock: no time passes, and `when` may be earlier.
    void set_to(instant when);

  private:
    void wake_all();

    instant now_;
    span set_by_{};
    unsigned wakes_ = 0;
    std::set<boost::asio::steady_timer*> waiting_;
};

}  // namespace waymark
