// The time. The process has one; tests, the playground and the time machine turn its hands themselves.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "conversations/time.hpp"

namespace waymark {

class clock {
  public:
    virtual ~clock() = default;
    [[nodiscard]] virtual instant now() const = 0;
    /// Time that has passed since some moment, whatever is done to the wall clock.
    [[nodiscard]] virtual span passed() const = 0;
    /// Returns once now() >= when, when `wake` was called, or when the hands were set back.
    [[nodiscard]] virtual boost::asio::awaitable<void> wait_until(instant when) = 0;
    /// Ends the current wait_until early.
    virtual void wake() = 0;
};

}  // namespace waymark
