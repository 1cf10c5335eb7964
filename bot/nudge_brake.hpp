// Holds back what nobody awaits: a quarter of the pace in the first minutes after a start, so that a wave which has
// piled up does not arrive at once; and nothing at all for a moment after the wall clock was set, as what is due by a
// wrong clock is not due. Replies are never held back by it. Pure; both clocks are passed in.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "adapters/pacing.hpp"

namespace waymark {

class nudge_brake {
  public:
    static constexpr auto slow_start = std::chrono::minutes(5);
    static constexpr int share_at_start = 4;  ///< of the pace: one in so many
    static constexpr auto largest_step = std::chrono::minutes(5);
    static constexpr auto pause_after_a_step = std::chrono::minutes(2);

    /// `passed`, here and below: what no setting of a clock changes (clock::passed).
    nudge_brake(instant now, span passed)
        : began_(passed), seen_now_(now), seen_passed_(passed), paused_until_(passed) {}

    /// Compares the clocks with what they said before. By how much the wall clock was set, if that is too much; then
    /// the pause begins.
    std::optional<span> look(instant now, span passed);
    /// How long the pause still lasts, by the last look.
    [[nodiscard]] span paused_for() const { return std::max(span{}, paused_until_ - seen_passed_); }

    /// Earliest moment for a message that nobody awaits. `per_minute`: what the account takes; 0 = any number.
    [[nodiscard]] instant may_send_at(const std::string& account, int per_minute, instant now) const;
    /// One is about to be sent.
    void count_send(const std::string& account, int per_minute, instant now);

  private:
    [[nodiscard]] bool slow() const { return seen_passed_ - began_ < slow_start; }

    span began_;
    instant seen_now_;
    span seen_passed_;
    span paused_until_;
    pacing pacing_;
};

}  // namespace waymark
