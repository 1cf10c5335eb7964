#include "adapters/pacing.hpp"

#include <algorithm>

namespace waymark {

instant pacing::ready_at(const std::string& name, pace rule, instant now) const {
    const auto found = buckets_.find(name);
    if (found == buckets_.end()) return std::max(now, begun_);
    const auto& held = found->second;
    // A token is there while the bucket lacks at most burst - 1 of them.
    const auto token_at = std::max(held.full_at, first_full(rule)) - rule.every * (rule.burst - 1);
    return std::max({now, token_at, held.blocked_until});
}

instant pacing::line_up(const std::string& name, pace rule, instant now) {
    const auto ready = ready_at(name, rule, now);
    auto& held = buckets_[name];
    held.last_in_line = std::max(ready, held.last_in_line + rule.every);
    return held.last_in_line;
}

void pacing::take(const std::string& name, pace rule, instant now) {
    if (buckets_.size() >= sweep_at_) forget_full_ones(now);
    auto& held = buckets_[name];
    held.full_at = std::max({held.full_at, first_full(rule), now}) + rule.every;
}

void pacing::wait_until(const std::string& name, instant until) {
    auto& held = buckets_[name];
    held.blocked_until = std::max(held.blocked_until, until);
}

void pacing::forget_full_ones(instant now) {
    std::erase_if(buckets_, [now](const auto& entry) {
        const auto& held = entry.second;
        return held.full_at <= now && held.blocked_until <= now && held.last_in_line <= now;
    });
    sweep_at_ = std::max<std::size_t>(1024, 2 * buckets_.size());
}

}  // namespace waymark
