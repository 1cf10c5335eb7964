// The people as the world loop knows them: they see messages, and at times of their own they do something.
#pragma once

#include <optional>
#include <vector>

#include "bot/rehearsal/questions.hpp"
#include "storage/store.hpp"

namespace waymark::rehearsal {

class crowd {
  public:
    virtual ~crowd() = default;
    /// `asks` is what the message asks of its reader, or null.
    virtual void sees(const outbox_row& row, const asked_question* asks, instant now) = 0;
    /// When somebody next does something; empty when nobody will any more.
    [[nodiscard]] virtual std::optional<instant> next() const = 0;
    /// Everything that is done by `now`, in its order.
    [[nodiscard]] virtual std::vector<inbound_event> act(instant now) = 0;
};

/// Sees everything and changes nothing.
class witness {
  public:
    virtual ~witness() = default;
    virtual void turned(const turn_outcome& after, instant now) = 0;
    virtual void delivered(const outbox_row& row, const asked_question* asks, instant now) = 0;
    virtual void heard(const inbound_event& act, instant now) = 0;
};

}  // namespace waymark::rehearsal
