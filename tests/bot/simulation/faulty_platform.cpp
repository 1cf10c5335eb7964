#include "tests/bot/simulation/faulty_platform.hpp"

#include <algorithm>

namespace waymark::rehearsal {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr auto most_between_outages = days(60);
constexpr double refuses = .08, says_nothing = .05, cannot_tell = .2, is_late = .05, comes_twice = .05;

send_outcome outcome_of(send_outcome::kind is, span retry_after = {}) {
    send_outcome out;
    out.is = is;
    out.reason = "faulty";
    out.retry_after = retry_after;
    return out;
}

}  // namespace

faulty_platform::faulty_platform(std::uint64_t seed, instant from, instant until) : luck_(seed, "platform") {
    for (auto at = from; at < until; at += luck_.between(days(6), most_between_outages)) outages_.push_back(at);
}

bool faulty_platform::is_down(instant now) const {
    return std::ranges::any_of(outages_, [&](instant from) { return now >= from && now < from + outage_length; });
}

attempt_facts faulty_platform::facts_of(const outbox_row& row) {
    attempt_facts out;
    out.attempt = row.attempt;
    out.started = row.send_started;
    out.expires = row.message.expires;
    out.kind = row.message.kind;
    out.resent = row.resent;
    out.chance = luck_.unit();
    return out;
}

/// What comes a second time because nobody could say whether it had arrived is a promise kept; all else is shown twice.
void faulty_platform::deliver(const outbox_row& row, instant now, handover& into) {
    auto sent = calm_.take(row, now);
    const bool again = !arrived_.emplace(row.message.key, sent.how.platform_ref).second;
    const bool harmless =
        row.message.kind == message_class::update || (row.resent && row.message.kind == message_class::reply);
    if (again && harmless)
        ++counts_["sent again, as nobody could tell"];
    else
        into.seen = std::move(sent.seen);
}

send_outcome faulty_platform::answer_to(const outbox_row& row, instant now, handover& into) {
    const auto refused = refused_until_.find(row.message.key);
    if (refused != refused_until_.end() && now < refused->second) {
        ++counts_["tried before the time it was told"];
        return outcome_of(send_outcome::kind::retry, refused->second - now);
    }
    const bool down = is_down(now);
    if (luck_.happens(down ? .6 : refuses)) {
        ++counts_[down ? "refused in an outage" : "refused for a while"];
        if (down) return outcome_of(send_outcome::kind::retry);
        const auto wait = luck_.between(1s, 40min);
        refused_until_[row.message.key] = now + wait;
        return outcome_of(send_outcome::kind::retry, wait);
    }
    if (!down && !luck_.happens(says_nothing)) {
        deliver(row, now, into);
        return {send_outcome::kind::sent, arrived_[row.message.key], {}, {}, false};
    }
    const bool arrives = luck_.happens(down ? .2 : .5);
    ++counts_[arrives ? "end unknown, had arrived" : "end unknown, had not"];
    if (arrives) deliver(row, now, into);
    return outcome_of(send_outcome::kind::unknown);
}

handover faulty_platform::take(const outbox_row& row, instant now) {
    handover out;
    if (calm_.is_closed(row.message.at)) return calm_.take(row, now);
    const auto facts = facts_of(row);
    out.how = after_send(answer_to(row, now, out), facts, now);
    return out;
}

send_result faulty_platform::find(const outbox_row& row, instant now) {
    find_outcome found;
    const auto at = arrived_.find(row.message.key);
    if (is_down(now) || luck_.happens(cannot_tell)) {
        ++counts_["cannot tell"];
        if (luck_.happens(.3)) found.ask_again_in = 30s;
    } else if (at != arrived_.end()) {
        ++counts_["found"];
        found.is = find_outcome::kind::found;
        found.platform_ref = at->second;
    } else {
        ++counts_["absent"];
        found.is = find_outcome::kind::absent;
    }
    return after_question(found, facts_of(row), now);
}

std::vector<instant> faulty_platform::carry(const inbound_event& act, instant now) {
    auto out = calm_.carry(act, now);
    if (luck_.happens(is_late)) {
        ++counts_["event late"];
        out.front() += luck_.between(1min, 8h);
    }
    if (luck_.happens(comes_twice)) {
        ++counts_["event twice"];
        out.push_back(out.front() + luck_.between(1s, 20h));
    }
    return out;
}

}  // namespace waymark::rehearsal
