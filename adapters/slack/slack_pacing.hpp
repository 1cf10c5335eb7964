// How fast messages may go in Slack: one bucket for each person's conversation, one for each workspace. Pure.
#pragma once

#include "adapters/pacing.hpp"
#include "conversations/message.hpp"

namespace waymark {

/// How fast messages may go in a workspace, all of them together.
[[nodiscard]] pace workspace_pace(int per_minute);

namespace slack {

class slack_pacing {
  public:
    slack_pacing(pace per_channel, int workspace_per_minute)
        : per_channel_(per_channel), per_workspace_(workspace_pace(workspace_per_minute)) {}

    [[nodiscard]] instant ready_at(const address& to, instant now) const;
    void count(const address& to, instant now);
    /// Slack said to wait: nothing goes to this person before.
    void wait_until(const address& to, instant until);
    /// Nothing goes to anybody of this workspace before.
    void all_wait_until(const tenant_id& in, instant until);
    void forget() { held_ = {}; }

  private:
    pace per_channel_, per_workspace_;
    pacing held_;
};

}  // namespace slack
}  // namespace waymark
