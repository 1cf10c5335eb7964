#include "adapters/pacing.hpp"

#include <algorithm>

namespace waymark {

instant pacing::ready_at(const std::string& name, pace rule, instant now) const {
    const auto found = buckets_.find(name);
    if (found == buckets_.end()) return now;
    const auto& bucket = found->second;
    // A token is there while the bucket lacks at most burst - 1 of them.
    const auto token_at = bucket.full_at - rule.every * (rule.burst - 1);
    return std::max({now, token_at, bucket.blocked_until});
}

void pacing::take(const std::string& name, pace rule, instant now) {
    if (buckets_.size() >= sweep_at_) forget_full_ones(now);
    auto& bucket = buckets_[name];
    bucket.full_at = std::max(bucket.full_at, now) + rule.every;
}

void pacing::wait_until(const std::string& name, instant until) {
    auto& bucket = buckets_[name];
    bucket.blocked_until = std::max(bucket.blocked_until, until);
}

void pacing::forget_full_ones(instant now) {
    std::erase_if(buckets_, [now](const auto& entry) {
        return entry.second.full_at <= now && entry.second.blocked_until <= now;
    });
    sweep_at_ = std::max<std::size_t>(1024, 2 * buckets_.size());
}

}  // namespace waymark
