// A chat platform on a bad day: it refuses, falls silent for hours, takes messages without saying so, and brings what
// people do late and twice. What is done about it is the service's own policy (bot/retry_policy.hpp).
#pragma once

#include <map>
#include <string>

#include "bot/rehearsal/chance.hpp"
#include "bot/rehearsal/platform.hpp"
#include "bot/retry_policy.hpp"

namespace waymark::rehearsal {

/// How often each kind of fault has happened.
using fault_counts = std::map<std::string, int>;

class faulty_platform final : public chat_platform {
  public:
    static constexpr auto outage_length = std::chrono::hours(6);

    faulty_platform(std::uint64_t seed, instant from, instant until);

    handover take(const outbox_row& row, instant now) override;
    send_result find(const outbox_row& row, instant now) override;
    std::vector<instant> carry(const inbound_event& act, instant now) override;
    [[nodiscard]] const fault_counts& counts() const { return counts_; }

  private:
    [[nodiscard]] bool is_down(instant now) const;
    [[nodiscard]] send_outcome answer_to(const outbox_row& row, instant now, handover& into);
    void deliver(const outbox_row& row, instant now, handover& into);
    [[nodiscard]] attempt_facts facts_of(const outbox_row& row);

    chance luck_;
    calm_platform calm_;
    std::vector<instant> outages_;  ///< their beginnings
    std::map<message_key, std::string> arrived_;
    std::map<message_key, instant> refused_until_;
    fault_counts counts_;
};

}  // namespace waymark::rehearsal
