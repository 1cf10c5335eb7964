#include "adapters/teams/key_cache.hpp"

#include <algorithm>

namespace waymark::teams {
namespace {

/// A moment in the future means that the clock was set back: nothing can be reckoned from it, so it counts as long ago.
bool is_within(const std::optional<instant>& since, span length, instant now) {
    return since && *since <= now && now - *since < length;
}

/// Doubled with each failure in a row.
span pause_after(int failures) {
    return std::min(key_cache::longest_pause, key_cache::first_pause * (1 << std::min(failures - 1, 10)));
}

}  // namespace

const key_set* key_cache::keys(instant now) const {
    return keys_ && now - fetched_at_ < trusted_for ? keys_.get() : nullptr;
}

bool key_cache::under_way(instant now) const {
    return is_within(began_at_, fetch_deadline, now);
}

bool key_cache::needs_refresh(instant now, std::string_view key_id) const {
    if (under_way(now)) return false;
    if (failures_ > 0 && is_within(tried_at_, pause_after(failures_), now)) return false;
    if (!are_fresh(now)) return true;
    const bool unknown = !key_id.empty() && keys_->find(key_id) == nullptr;
    return unknown && !is_within(for_unknown_at_, between_unknown, now);
}

bool key_cache::are_fresh(instant now) const {
    return keys_ && is_within(fetched_at_, fresh_for, now);
}

void key_cache::fetch_begins(instant now) {
    if (are_fresh(now)) for_unknown_at_ = now;  // nothing else makes us fetch then
    began_at_ = now;
    tried_at_ = now;
}

void key_cache::fetched(key_set keys, instant now) {
    keys_ = std::make_shared<const key_set>(std::move(keys));
    fetched_at_ = now;
    began_at_.reset();
    failures_ = 0;
}

void key_cache::fetch_failed(instant now) {
    tried_at_ = now;
    began_at_.reset();
    ++failures_;
}

}  // namespace waymark::teams
