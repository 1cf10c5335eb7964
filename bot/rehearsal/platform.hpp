// What stands between the bot and the people: the chat platform. The calm one delivers everything at once and once.
// Others may lose, double or delay what goes either way; the world loop does not know which of them it runs on.
#pragma once

#include <set>
#include <vector>

#include "storage/store.hpp"

namespace waymark::rehearsal {

/// What became of a message that was handed over.
struct handover {
    send_result how;
    std::vector<instant> seen{};  ///< when the person gets to see it: usually once, perhaps never or twice
    bool person_gone = false;     ///< the platform will never deliver to them
};

class chat_platform {
  public:
    virtual ~chat_platform() = default;
    [[nodiscard]] virtual handover take(const outbox_row& row, instant now) = 0;
    /// Whether a message whose sending was interrupted has arrived.
    [[nodiscard]] virtual send_result find(const outbox_row& row, instant now) = 0;
    /// When the bot hears of something that somebody has done: usually once and at once.
    [[nodiscard]] virtual std::vector<instant> carry(const inbound_event& act, instant now) = 0;
};

class calm_platform final : public chat_platform {
  public:
    handover take(const outbox_row& row, instant now) override;
    send_result find(const outbox_row& row, instant now) override;
    std::vector<instant> carry(const inbound_event& act, instant now) override;
    [[nodiscard]] bool is_closed(const address& account) const { return closed_.contains(account); }

  private:
    std::set<address> closed_;
    std::int64_t sent_ = 0;
};

}  // namespace waymark::rehearsal
