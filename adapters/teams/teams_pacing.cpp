#include "adapters/teams/teams_pacing.hpp"

#include <algorithm>
#include <set>

namespace waymark::teams {
namespace {

// Documented for one conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour. Two buckets keep to all of them.
constexpr pace short_pace{std::chrono::milliseconds(670), 3};  // 4 in 1 s, 5 in 2 s, 47 in 30 s
constexpr pace long_pace{std::chrono::milliseconds(2'800), 150};
constexpr span least_wait = std::chrono::seconds(2);
constexpr span at_once = std::chrono::seconds(2);
constexpr std::size_t many = 3;

std::string conversation(const address& to) {
    return to.tenant.text + "/" + to.user;
}

}  // namespace

pace teams_pacing::tenant_pace() const {
    const auto allowed = std::max(1, per_minute_);
    const span minute = std::chrono::minutes(1);
    return {minute * 101 / (100 * allowed), std::clamp(allowed / 600, 4, 8)};
}

instant teams_pacing::ready_at(const address& to, instant now) const {
    const auto name = conversation(to);
    return std::max({buckets_.ready_at("s/" + name, short_pace, now), buckets_.ready_at("l/" + name, long_pace, now),
                     buckets_.ready_at("t/" + to.tenant.text, tenant_pace(), now)});
}

void teams_pacing::take(const address& to, std::size_t calls, instant now) {
    const auto name = conversation(to);
    for (; calls > 0; --calls) {
        buckets_.take("s/" + name, short_pace, now);
        buckets_.take("l/" + name, long_pace, now);
        buckets_.take("t/" + to.tenant.text, tenant_pace(), now);
    }
}

void teams_pacing::throttled(const address& to, span wait, instant now) {
    const auto until = now + std::max(wait, least_wait);
    buckets_.wait_until("s/" + conversation(to), until);
    while (!refusals_.empty() && (refusals_.front().at < now - at_once || refusals_.front().at > now))
        refusals_.pop_front();
    refusals_.push_back({to, now});
    std::set<std::string> people;
    for (const auto& one : refusals_)
        if (one.to.tenant == to.tenant) people.insert(one.to.user);
    if (people.size() >= many) buckets_.wait_until("t/" + to.tenant.text, until);
}

void teams_pacing::clock_was_set() {
    buckets_ = {};
    refusals_.clear();
}

}  // namespace waymark::teams
