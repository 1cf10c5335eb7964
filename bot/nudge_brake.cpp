#include "bot/nudge_brake.hpp"

#include <algorithm>

namespace waymark {
namespace {

/// Evenly, without a burst to begin with; where much is allowed, what a tenth of a second brings at once.
pace slow_pace(int per_minute) {
    const auto allowed = std::max(1, per_minute / nudge_brake::share_at_start);
    const span minute = std::chrono::minutes(1);
    return {minute / allowed, std::max(1, allowed / 600)};
}

}  // namespace

std::optional<span> nudge_brake::look(instant now, span passed) {
    const auto step = (now - seen_now_) - (passed - seen_passed_);
    seen_now_ = now;
    seen_passed_ = passed;
    if (step <= largest_step && step >= -largest_step) return std::nullopt;
    paused_until_ = passed + pause_after_a_step;
    pacing_ = {};  // its moments are of the other clock
    return step;
}

instant nudge_brake::may_send_at(const std::string& account, int per_minute, instant now) const {
    if (paused_for() > span{}) return now + paused_for();
    if (!slow() || per_minute == 0) return now;
    return pacing_.ready_at(account, slow_pace(per_minute), now);
}

void nudge_brake::count_send(const std::string& account, int per_minute, instant now) {
    if (slow() && per_minute > 0) pacing_.take(account, slow_pace(per_minute), now);
}

}  // namespace waymark
