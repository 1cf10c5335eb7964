// How fast Teams lets a bot speak: so much in each conversation, so much in each tenant, and what it told us to wait.
// Four fifths of what is documented. Pure; the time is passed in.
#pragma once

#include <deque>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/pacing.hpp"

namespace waymark::teams {

class teams_pacing {
  public:
    /// `per_minute`: all messages of one tenant together.
    explicit teams_pacing(int per_minute) : per_minute_(per_minute) {}

    [[nodiscard]] instant ready_at(const address& to, instant now) const;
    /// `calls` of them, one after the other.
    void take(const address& to, std::size_t calls, instant now);
    /// Teams refused a call for its speed. Where that happens in many conversations at once, the tenant waits.
    void throttled(const address& to, span wait, instant now);
    void clock_was_set();

  private:
    struct refusal {
        address to;
        instant at;
    };
    [[nodiscard]] pace tenant_pace() const;

    int per_minute_;
    pacing buckets_;
    std::deque<refusal> refusals_;  ///< of the last moments
};

}  // namespace waymark::teams
