#include "adapters/slack/slack_pacing.hpp"

#include <algorithm>

namespace waymark {

pace workspace_pace(int per_minute) {
    const auto allowed = std::max(1, per_minute);
    const span minute = std::chrono::minutes(1);
    // a short burst; where much is allowed, what a tenth of a second brings
    return {minute * 101 / (100 * allowed), std::max(10, allowed / 600)};
}

namespace slack {
namespace {

std::string channel_bucket(const address& to) {
    return "u/" + to.tenant.text + "/" + to.user;
}
std::string workspace_bucket(const tenant_id& of) {
    return "w/" + of.text;
}

}  // namespace

instant slack_pacing::ready_at(const address& to, instant now) const {
    return std::max(held_.ready_at(channel_bucket(to), per_channel_, now),
                    held_.ready_at(workspace_bucket(to.tenant), per_workspace_, now));
}

void slack_pacing::count(const address& to, instant now) {
    held_.take(channel_bucket(to), per_channel_, now);
    held_.take(workspace_bucket(to.tenant), per_workspace_, now);
}

void slack_pacing::wait_until(const address& to, instant until) {
    held_.wait_until(channel_bucket(to), until);
}

void slack_pacing::all_wait_until(const tenant_id& in, instant until) {
    held_.wait_until(workspace_bucket(in), until);
}

}  // namespace slack
}  // namespace waymark
