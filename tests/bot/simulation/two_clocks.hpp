// Two ledgers of one world: what the bot's clock said, and the order in which things really happened. They differ when
// the clock is set: budgets and quiet hours are promises about the one, seals about the other.
#pragma once

#include "bot/rehearsal/recorder.hpp"

namespace waymark::rehearsal {

class two_clocks final : public witness {
  public:
    two_clocks(const group& all, const script_book& book, instant from, instant until)
        : by_the_clock_(all, book, from, until), in_order_(all, book, from, until) {}

    /// The clock was set by this much.
    void clock_was_set(span by) { ahead_ += by; }
    void turned(const turn_outcome& after, instant now) override {
        by_the_clock_.turned(after, now);
        in_order_.turned(after, now - ahead_);
    }
    void delivered(const outbox_row& row, const asked_question* asks, instant now) override {
        by_the_clock_.delivered(row, asks, now);
        in_order_.delivered(row, asks, now - ahead_);
    }
    void heard(const inbound_event& act, instant now) override {
        by_the_clock_.heard(act, now);
        in_order_.heard(act, now - ahead_);
    }
    [[nodiscard]] ledger take_by_the_clock() { return by_the_clock_.take(); }
    [[nodiscard]] ledger take_in_order() { return in_order_.take(); }

  private:
    recorder by_the_clock_, in_order_;
    span ahead_{};
};

}  // namespace waymark::rehearsal
