#include "bot/rehearsal/platform.hpp"

namespace waymark::rehearsal {

handover calm_platform::take(const outbox_row& row, instant now) {
    handover out;
    if (is_closed(row.message.at)) {
        out.how.is = send_result::outcome::dead;
        out.how.reason = "account_inactive";
        out.person_gone = true;
        return out;
    }
    out.how.platform_ref = row.message.at.user + "/bot/" + std::to_string(++sent_);
    out.seen.push_back(now);
    return out;
}

send_result calm_platform::find(const outbox_row&, instant now) {
    send_result out;  // nothing is ever interrupted here
    out.is = send_result::outcome::retry_at;
    out.when = now;
    return out;
}

std::vector<instant> calm_platform::carry(const inbound_event& act, instant now) {
    if (const auto* change = std::get_if<inbound::profile_changed>(&act.what)) {
        if (change->account == inbound::account_is::deactivated || change->account == inbound::account_is::without_app)
            closed_.insert(act.from);
        if (change->account == inbound::account_is::active) closed_.erase(act.from);
    }
    return {now};
}

}  // namespace waymark::rehearsal
