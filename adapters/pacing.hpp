// How fast a platform lets us speak: token buckets by name, and waits it has asked for. Pure; the time is passed in.
#pragma once

#include <string>
#include <unordered_map>

#include "conversations/time.hpp"

namespace waymark {

/// One bucket's rule: a token each `every`, `burst` of them at most in store.
struct pace {
    span every{};
    int burst = 1;
};

class pacing {
  public:
    pacing() = default;
    /// As if every bucket had been emptied but for one token at `begun`: whoever was here before may have done that.
    explicit pacing(instant begun) : begun_(begun) {}

    /// When bucket `name` has a token (not before `now`). Asking takes nothing.
    [[nodiscard]] instant ready_at(const std::string& name, pace rule, instant now) const;
    /// When to come again, for whoever has found no token: one after the other, in the order in which they ask, so that
    /// many who wait do not all come for the next one.
    [[nodiscard]] instant line_up(const std::string& name, pace rule, instant now);
    /// Takes a token; the bucket goes into debt when it had none.
    void take(const std::string& name, pace rule, instant now);
    /// The platform said to wait: this bucket alone has no token before `until`.
    void wait_until(const std::string& name, instant until);
    /// Buckets remembered; full ones are forgotten now and then.
    [[nodiscard]] std::size_t size() const { return buckets_.size(); }

  private:
    /// A bucket is the moment at which it will be full again, and a wait.
    struct bucket {
        instant full_at{};
        instant blocked_until{};
        instant last_in_line{};
    };
    /// When a bucket that nothing was taken from is full.
    [[nodiscard]] instant first_full(pace rule) const { return begun_ + rule.every * (rule.burst - 1); }
    void forget_full_ones(instant now);
    instant begun_{};
    std::unordered_map<std::string, bucket> buckets_;
    std::size_t sweep_at_ = 1024;
};

}  // namespace waymark
