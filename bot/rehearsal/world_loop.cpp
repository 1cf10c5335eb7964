#include "bot/rehearsal/world_loop.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/enrolment.hpp"
#include "bot/retry_policy.hpp"
#include "storage/turn_rows.hpp"

namespace waymark::rehearsal {
namespace {

constexpr std::size_t at_once = 256;
/// Things that cause each other at one moment; more than that never come to rest.
constexpr int most_rounds = 10'000;
constexpr auto brought_again_after = std::chrono::minutes(1);

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
    return enrol_everybody(*at_, book_, now);
}

result<void> world_loop::restart(store& at, instant now) {
    at_ = &at;
    forget_what_is_known_of_the_store();
    return whole(
        [&]() -> result<void> {  // as startup.cpp does it
            if (const auto gone = at_->forget_again(now); gone.has_error()) return gone.error();
            if (const auto done = enrol(now); done.has_error()) return done;
            if (const auto done = at_->clock_set_back(now + longest_wait, now); done.has_error()) return done;
            const auto interrupted = at_->recover_outbox(now);
            return interrupted ? result<void>() : result<void>(interrupted.error());
        },
        now);
}

result<void> world_loop::clock_was_set(instant now) {
    forget_what_is_known_of_the_store();
    return at_->clock_set_back(now, now);
}

void world_loop::forget_what_is_known_of_the_store() {
    next_due_ = next_send_ = instant::min();
    inbox_waits_ = true;
}

result<void> world_loop::run(instant from, instant until) {
    for (auto now = from; now < until;) {
        ended_at_ = now;
        if (const auto done = let_all_happen(now); done.has_error()) return done.error();
        stands_at_ = now;
        const auto later = next();
        if (!later) return later.error();
        now = std::max(*later, now + span(1));
    }
    return {};
}

result<instant> world_loop::next() {
    const auto due = at_->next_due();
    if (!due) return due.error();
    const auto send = at_->next_send();
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
            const auto happened = (this->*part)(now);
            if (!happened) return happened.error();
            any = any || *happened > 0;
        }
    }
    return {};
}

result<void> world_loop::whole(const std::function<result<void>()>& work, instant now) {
    const auto done = at_->transaction(work);
    const auto turned = std::exchange(turned_, {});
    if (done.has_error()) return done;
    for (const auto& one : turned) learn(one, now);
    return {};
}

result<void> world_loop::turn(const turn_owner& owner, const stimulus& what, std::optional<std::int64_t> inbox_id,
                              instant now) {
    int steps = 0;
    const auto run = [&](const world& before) {
        auto out = take_turn(book_, before, what, now);
        // with the people it also needs it is stepped once more, and that counts
        if (out.also_needed.empty() || ++steps > 1) turned_.push_back(out);
        return out;
    };
    const auto added = at_->turn(owner, run, inbox_id, now);
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
    if (next_due_ > now) return std::size_t{0};
    std::vector<turn_owner> owners;
    const auto done = whole(
        [&]() -> result<void> {
            const auto due = at_->due_timers(now, at_once);
            if (!due) return due.error();
            owners = owners_of(*due);
            for (const auto& owner : owners)
                if (const auto taken = turn(owner, time_passed{}, {}, now); taken.has_error()) return taken;
            return {};
        },
        now);
    return done.has_error() ? step(done.error()) : step(owners.size());
}

world_loop::step world_loop::ask_about_unknown(instant now) {
    if (next_send_ > now) return std::size_t{0};
    const auto rows = at_->unknown_sends(now, at_once);
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
        const auto how = platform_.find(row, now);
        const auto done = whole([&] { return record(row, how, false, now); }, now);
        if (done.has_error()) return done.error();
    }
    return rows->size();
}

world_loop::step world_loop::send(instant now) {
    if (next_send_ > now) return std::size_t{0};
    std::vector<outbox_row> begun;
    const auto marked = whole(
        [&]() -> result<void> {
            auto rows = at_->sendable(now, {at_once}, {});
            if (!rows) return rows.error();
            if (rows->empty()) return {};
            auto sending = at_->begin_sends(std::move(*rows), now);
            if (!sending) return sending.error();
            begun = std::move(*sending);
            return {};
        },
        now);
    if (marked.has_error()) return marked.error();
    if (begun.empty()) return std::size_t{0};
    std::vector<handover> handed;
    handed.reserve(begun.size());
    for (const auto& row : begun) handed.push_back(hand_over(row, now));
    const auto recorded = whole(
        [&]() -> result<void> {
            for (std::size_t i = 0; i < begun.size(); ++i) {
                const auto done = record(begun[i], handed[i].how, handed[i].person_gone, now);
                if (done.has_error()) return done;
            }
            return {};
        },
        now);
    return recorded.has_error() ? step(recorded.error()) : step(begun.size());
}

handover world_loop::hand_over(const outbox_row& row, instant now) {
    handover out;
    if (now >= row.message.expires) {
        out.how.is = send_result::outcome::dead;
        out.how.reason = reason_expired;
        return out;
    }
    out = platform_.take(row, now);
    if (out.seen.empty()) return out;
    const auto asks = questions_.take(row.message.key);
    for (const auto when : out.seen) to_people_.emplace(when, on_its_way{when, row, asks});
    return out;
}

result<void> world_loop::record(const outbox_row& row, const send_result& how, bool person_gone, instant now) {
    const bool too_late = how.is == send_result::outcome::dead && how.reason == reason_expired;
    std::optional<stimulus> first;
    if (person_gone)
        first = undeliverable{row.message.to, row.message.at, how.reason};
    else if (too_late && row.message.kind == message_class::nudge)
        first = came_too_late{row.message.to, row.message.key};
    if (first) {
        const auto done = turn(row.message.to, *first, {}, now);
        if (done.has_error()) return done;
    }
    return at_->record_send(row.id, how, now);
}

world_loop::step world_loop::show(instant now) {
    if (first_of(to_people_) > now) return std::size_t{0};
    const auto arrived = taken(to_people_, now);
    for (const auto& [when, row, asks] : arrived) {  // which was earlier, if the bot has been down since
        ++counts_.messages;
        const auto* question = asks ? &*asks : nullptr;
        sees_.delivered(row, question, when);
        people_.sees(row, question, when);
    }
    return arrived.size();
}

world_loop::step world_loop::hear(instant now) {
    if (std::min(people_.next().value_or(never), first_of(to_bot_)) > now) return std::size_t{0};
    const auto acts = people_.act(now);
    for (const auto& act : acts) {
        sees_.heard(act, now);
        for (const auto when : platform_.carry(act, now)) to_bot_.emplace(when, act);
    }
    const auto arrived = taken(to_bot_, now);
    if (arrived.empty()) return acts.size();
    const auto stored = whole([&] { return accept(arrived, now); }, now);
    if (!stored.has_error()) return acts.size() + arrived.size();
    // nobody has said that they are stored, so the platform brings them again
    for (const auto& event : arrived) to_bot_.emplace(now + brought_again_after, event);
    return stored.error();
}

result<void> world_loop::accept(const std::vector<inbound_event>& arrived, instant now) {
    for (const auto& event : arrived) {
        ++counts_.events;
        const auto accepted = at_->accept(event, now);
        if (!accepted) return accepted.error();
        inbox_waits_ = true;
    }
    return {};
}

world_loop::step world_loop::work_through_inbox(instant now) {
    if (!inbox_waits_) return std::size_t{0};
    std::size_t claimed = 0;
    const auto done = whole(
        [&]() -> result<void> {
            const auto rows = at_->claim_inbox(at_once, now);
            if (!rows) return rows.error();
            claimed = rows->size();
            for (const auto& row : *rows) {
                const auto who = at_->find_person(row.event.from);
                if (!who) return who.error();
                const auto worked =
                    *who ? turn(**who, heard{**who, row.event}, row.id, now) : at_->finish_inbox(row.id);
                if (worked.has_error()) return worked;
            }
            return {};
        },
        now);
    if (done.has_error()) return done.error();
    inbox_waits_ = claimed == at_once;
    return claimed;
}

}  // namespace waymark::rehearsal
