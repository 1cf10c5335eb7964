#include "bot/rehearsal/world_loop.hpp"

#include <algorithm>
#include <array>

#include "bot/enrolment.hpp"
#include "bot/retry_policy.hpp"

namespace waymark::rehearsal {
namespace {

constexpr std::size_t at_once = 256;
/// Things that cause each other at one moment; more than that never come to rest.
constexpr int most_rounds = 10'000;

/// Takes everything out of the map that is due by now.
template <class Thing>
std::vector<Thing> taken(std::multimap<instant, Thing>& from, instant now) {
    std::vector<Thing> out;
    const auto end = from.upper_bound(now);
    for (auto at = from.begin(); at != end; ++at) out.push_back(std::move(at->second));
    from.erase(from.begin(), end);
    return out;
}

template <class Thing>
instant first_of(const std::multimap<instant, Thing>& waiting) {
    return waiting.empty() ? never : waiting.begin()->first;
}

}  // namespace

result<void> world_loop::enrol(instant now) {
    return enrol_everybody(at_, book_, now);
}

result<void> world_loop::run(instant from, instant until) {
    for (auto now = from; now < until;) {
        if (const auto done = let_all_happen(now); done.has_error()) return done.error();
        stands_at_ = now;
        const auto later = next();
        if (!later) return later.error();
        now = std::max(*later, now + span(1));
    }
    return {};
}

result<instant> world_loop::next() {
    const auto due = at_.next_due();
    if (!due) return due.error();
    const auto send = at_.next_send();
    if (!send) return send.error();
    next_due_ = due->value_or(never);
    next_send_ = send->value_or(never);
    return std::min({next_due_, next_send_, people_.next().value_or(never), first_of(to_people_), first_of(to_bot_)});
}

result<void> world_loop::let_all_happen(instant now) {
    constexpr std::array parts{&world_loop::turn_what_is_due,
                               &world_loop::ask_about_unknown,
                               &world_loop::send,
                               &world_loop::show,
                               &world_loop::hear,
                               &world_loop::work_through_inbox};
    bool any = true;
    for (int round = 0; any && round < most_rounds; ++round) {
        any = false;
        for (const auto part : parts) {
            const auto happened = whole(part, now);
            if (!happened) return happened.error();
            any = any || *happened > 0;
        }
    }
    return {};
}

world_loop::step world_loop::whole(step (world_loop::*part)(instant), instant now) {
    const bool idle =
        (part == &world_loop::turn_what_is_due && next_due_ > now) ||
        (part == &world_loop::ask_about_unknown && next_send_ > now) ||
        (part == &world_loop::send && next_send_ > now) || (part == &world_loop::show && first_of(to_people_) > now) ||
        (part == &world_loop::hear && std::min(people_.next().value_or(never), first_of(to_bot_)) > now) ||
        (part == &world_loop::work_through_inbox && !inbox_waits_);
    if (idle) return std::size_t{0};
    step out = std::size_t{0};
    const auto done = at_.transaction([&]() -> result<void> {
        out = (this->*part)(now);
        return out ? result<void>() : result<void>(out.error());
    });
    if (done.has_error()) return done.error();
    return out;
}

result<void> world_loop::turn(const turn_owner& owner, const stimulus& what, std::optional<std::int64_t> inbox_id,
                              instant now) {
    int steps = 0;
    const auto run = [&](world before) {
        auto out = take_turn(book_, std::move(before), what, now);
        // with the people it also needs it is stepped once more, and that counts
        if (out.also_needed.empty() || ++steps > 1) learn(out, now);
        return out;
    };
    const auto added = at_.turn(owner, run, inbox_id, now);
    if (!added) return added.error();
    ++counts_.turns;
    if (!added->empty()) next_send_ = now;
    return {};
}

void world_loop::learn(const turn_outcome& from, instant now) {
    for (const auto& one : from.timers) next_due_ = std::min(next_due_, one.is.value_or(never));
    questions_.learn(from);
    sees_.turned(from, now);
}

world_loop::step world_loop::turn_what_is_due(instant now) {
    const auto due = at_.due_timers(now, at_once);
    if (!due) return due.error();
    std::vector<turn_owner> owners;
    for (const auto& one : *due)
        if (std::ranges::find(owners, one.owner) == owners.end()) owners.push_back(one.owner);
    for (const auto& owner : owners)
        if (const auto done = turn(owner, time_passed{}, {}, now); done.has_error()) return done.error();
    return owners.size();
}

world_loop::step world_loop::ask_about_unknown(instant now) {
    const auto rows = at_.unknown_sends(now, at_once);
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
        const auto how = platform_.find(row, now);
        if (const auto done = at_.record_send(row.id, how, now); done.has_error()) return done.error();
    }
    return rows->size();
}

world_loop::step world_loop::send(instant now) {
    auto rows = at_.sendable(now, {at_once}, {});
    if (!rows) return rows.error();
    if (rows->empty()) return std::size_t{0};
    auto begun = at_.begin_sends(std::move(*rows), now);
    if (!begun) return begun.error();
    for (const auto& row : *begun)
        if (const auto done = hand_over(row, now); done.has_error()) return done.error();
    return begun->size();
}

result<void> world_loop::hand_over(const outbox_row& row, instant now) {
    handover how;
    if (now >= row.message.expires) {
        how.how.is = send_result::outcome::dead;
        how.how.reason = reason_expired;
        if (row.message.kind == message_class::nudge) {
            came_too_late late{row.message.to, row.message.key};
            if (const auto done = turn(row.message.to, late, {}, now); done.has_error()) return done.error();
        }
    } else {
        how = platform_.take(row, now);
    }
    if (how.person_gone) {
        undeliverable gone{row.message.to, how.how.reason};
        if (const auto done = turn(row.message.to, gone, {}, now); done.has_error()) return done.error();
    }
    const auto asks = questions_.take(row.message.key);
    for (const auto when : how.seen) to_people_.emplace(when, on_its_way{row, asks});
    return at_.record_send(row.id, how.how, now);
}

world_loop::step world_loop::show(instant now) {
    const auto arrived = taken(to_people_, now);
    for (const auto& [row, asks] : arrived) {
        ++counts_.messages;
        const auto* question = asks ? &*asks : nullptr;
        sees_.delivered(row, question, now);
        people_.sees(row, question, now);
    }
    return arrived.size();
}

world_loop::step world_loop::hear(instant now) {
    const auto acts = people_.act(now);
    for (const auto& act : acts) {
        sees_.heard(act, now);
        for (const auto when : platform_.carry(act, now)) to_bot_.emplace(when, act);
    }
    const auto arrived = taken(to_bot_, now);
    for (const auto& event : arrived) {
        ++counts_.events;
        const auto accepted = at_.accept(event, now);
        if (!accepted) return accepted.error();
        inbox_waits_ = true;
    }
    return acts.size() + arrived.size();
}

world_loop::step world_loop::work_through_inbox(instant now) {
    const auto rows = at_.claim_inbox(at_once, now);
    if (!rows) return rows.error();
    inbox_waits_ = rows->size() == at_once;
    for (const auto& row : *rows) {
        const auto who = at_.find_person(row.event.from);
        if (!who) return who.error();
        const auto done = *who ? turn(**who, heard{**who, row.event}, row.id, now) : at_.finish_inbox(row.id);
        if (done.has_error()) return done.error();
    }
    return rows->size();
}

}  // namespace waymark::rehearsal
