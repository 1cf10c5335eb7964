#include "bot/outbox_runner.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "bot/end_of_send.hpp"
#include "bot/idempotency_id.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr auto storage_pause = std::chrono::seconds(1);

/// Takes the content out of the row.
outbound outbound_of(outbox_row& row) {
    outbound out;
    out.key = row.message.key;
    out.to = row.message.at;
    out.content = std::move(row.message.content);
    out.earlier_ref = row.earlier_ref;
    out.idempotency_id = idempotency_id(row.message.key);
    out.first_tried = row.send_started;
    return out;
}

}  // namespace

outbox_runner::outbox_runner(store_door& door, clock& time, task_group& tasks, std::vector<adapter*> platforms,
                             listeners tell, std::uint64_t seed)
    : door_(door),
      time_(time),
      tasks_(tasks),
      platforms_(std::move(platforms)),
      tell_(std::move(tell)),
      chance_(seed),
      brake_(time.now(), time.passed()) {}

void outbox_runner::messages_wait() {
    announced_ = true;
    time_.wake();
}

void outbox_runner::stop() {
    stopping_ = true;
    time_.wake();
}

void outbox_runner::holds_changed(bool released) {
    const auto now = time_.now();
    for (auto& row : std::exchange(ready_, {})) held_.push_back({std::move(row), now + patience_in_hand});
    serve_held();
    if (released) tasks_.spawn("released", wait_no_longer());
    messages_wait();
}

void outbox_runner::close_account(const address& at, const std::string& reason) {
    if (closed_.close(at, reason, time_.now()) && tell_.account_dead) tell_.account_dead(at, reason);
}

void outbox_runner::open_account(const address& at) {
    if (!closed_.hear(at, time_.now())) return;
    if (tell_.account_open) tell_.account_open(at);
    try_all_again();
}

void outbox_runner::try_all_again() {
    tasks_.spawn("all again", wait_no_longer());
}

void outbox_runner::done_with(std::int64_t id) {
    in_hand_.erase(id);
    nudges_.erase(id);
    messages_wait();  // the next message of that recipient may go now
}

asio::awaitable<void> outbox_runner::rest(span length) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, length);
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> outbox_runner::run() {
    while (!stopping_) {
        look_at_clocks();
        if (held_until_ <= time_.now()) serve_held();
        const bool full = in_hand_.size() >= most_in_flight;
        if (ready_.empty() && (full || (!announced_ && known_ && next_ > time_.now()))) {
            co_await time_.wait_until(std::min(held_until_, full ? never : next_));
            continue;
        }
        announced_ = false;
        const bool fine = co_await begin_and_look();
        if (!fine && !stopping_) {
            announced_ = true;
            co_await rest(storage_pause);
        }
    }
    for (const auto& row : std::exchange(ready_, {})) done_with(row.id);  // they wait in the table as before
    for (const auto& one : std::exchange(held_, {})) done_with(one.row.id);
}

asio::awaitable<bool> outbox_runner::begin_and_look() {
    struct found {
        std::vector<outbox_row> begun, to_send, to_ask;
        std::optional<instant> next;
    };
    const auto now = time_.now();
    const auto to_begin = std::make_shared<std::vector<outbox_row>>(std::exchange(ready_, {}));
    std::vector<std::int64_t> beginning;
    for (const auto& row : *to_begin) beginning.push_back(row.id);
    send_limit most{most_in_flight - std::min(most_in_flight, in_hand_.size())};
    most.nudges = brake_.paused_for() > span{} ? 0 : most_nudges - std::min(most_nudges, nudges_.size());
    rows_in_hand known;  // held ones wait in the table as well
    std::ranges::set_difference(in_hand_, nudges_, std::back_inserter(known.awaited));
    known.nudges.assign(nudges_.begin(), nudges_.end());
    auto job = [now, most, to_begin, known](store& at) -> result<found> {
        found out;
        auto begun = at.begin_sends(std::move(*to_begin), now);
        if (!begun) return begun.error();
        out.begun = std::move(*begun);
        auto rows = at.sendable(now, most, known);
        if (!rows) return rows.error();
        out.to_send = std::move(*rows);
        auto unknown = at.unknown_sends(now, most_in_flight);
        if (!unknown) return unknown.error();
        out.to_ask = std::move(*unknown);
        auto next = at.next_send();
        if (!next) return next.error();
        out.next = *next;
        return out;
    };
    auto at_hand = co_await ask_store(door_, job);
    for (const auto id : beginning)
        if (!at_hand || std::ranges::find(at_hand->begun, id, &outbox_row::id) == at_hand->begun.end())
            done_with(id);  // it waits in the table as before
    if (!at_hand) co_return false;
    for (auto& row : at_hand->begun) {
        if (!stopping_) {
            tasks_.spawn("send", deliver(std::move(row)));
            continue;
        }
        co_await record(row, later(now, "stopping"));
        done_with(row.id);
    }
    known_ = true;
    next_ = at_hand->next.value_or(never);
    const auto before = in_hand_.size();
    take_in_hand(std::move(at_hand->to_send), std::move(at_hand->to_ask));
    // what is due and was not taken waits behind a message in hand, whose end will announce it
    if (in_hand_.size() == before && next_ <= now) next_ = before > 0 ? never : now + std::chrono::seconds(1);
    co_return true;
}

void outbox_runner::take_in_hand(std::vector<outbox_row> to_send, std::vector<outbox_row> to_ask) {
    const auto now = time_.now();
    for (auto& row : to_send) {
        if (in_hand_.size() >= most_in_flight) break;
        if (!in_hand_.insert(row.id).second) {  // a nudge in hand, and somebody awaits it now
            nudges_.erase(row.id);
            for (auto& one : held_)
                if (one.row.id == row.id) one.row.awaited = true;
            continue;
        }
        if (!row.awaited) nudges_.insert(row.id);
        held_.push_back({std::move(row), now + patience_in_hand});
    }
    serve_held();
    for (auto& row : to_ask) {
        if (in_hand_.size() >= most_in_flight) break;
        if (in_hand_.insert(row.id).second) tasks_.spawn("find", ask_about(std::move(row)));
    }
}

void outbox_runner::serve_held() {
    const auto now = time_.now();
    held_until_ = never;
    std::array<std::vector<held_row>, 2> by_rank;
    for (auto& one : held_) by_rank.at(one.row.awaited ? 0 : 1).push_back(std::move(one));
    held_.clear();
    for (auto& rows : by_rank)
        for (auto& one : rows) serve(std::move(one), now);
}

void outbox_runner::look_at_clocks() {
    const auto step = brake_.look(time_.now(), time_.passed());
    if (!step) return;
    if (tell_.clock_set) tell_.clock_set(*step);
    announced_ = true;  // what is next was reckoned by the other clock
    for (auto* one : platforms_) one->clock_was_set();
    for (auto& one : held_) one.give_up_at += *step;
    serve_held();
    if (*step < span{}) tasks_.spawn("clock", wait_no_longer());
}

asio::awaitable<void> outbox_runner::wait_no_longer() {
    while (!stopping_) {
        const auto now = time_.now();
        auto job = [now](store& at) { return at.clock_set_back(now, now); };
        const auto done = co_await ask_store(door_, job);
        if (done) break;
        co_await rest(storage_pause);
    }
    messages_wait();
}

void outbox_runner::serve(held_row one, instant now) {
    const auto pause = one.row.awaited ? span{} : brake_.paused_for();
    // in hand until it is over: by a wrong clock it must not go back for years, or be found too late
    if (pause > span{}) one.give_up_at = now + pause + patience_in_hand;
    const auto not_now = pause > span{} ? later(now + pause, "clock_set") : obstacle(one.row, now);
    if (!not_now) return make_ready(std::move(one.row), now);
    if (not_now->is == send_result::outcome::retry_at && not_now->when <= one.give_up_at) {
        held_until_ = std::min(held_until_, not_now->when);
        held_.push_back(std::move(one));
        return;
    }
    tasks_.spawn("put back", put_back(std::move(one.row), *not_now));
}

void outbox_runner::make_ready(outbox_row row, instant now) {
    auto& by = *platform_of(row.message.at);
    by.count_send(row.message.at, now);
    if (!row.awaited) brake_.count_send(refused_accounts::name_of(row.message.at), by.messages_per_minute(), now);
    ready_.push_back(std::move(row));
}

adapter* outbox_runner::platform_of(const address& at) const {
    const auto found =
        std::ranges::find_if(platforms_, [&](const adapter* one) { return one->platform() == at.platform; });
    return found == platforms_.end() ? nullptr : *found;
}

attempt_facts outbox_runner::facts_of(const outbox_row& row) {
    attempt_facts out;
    out.attempt = row.attempt;
    out.started = row.send_started;
    out.expires = row.message.expires;
    out.kind = row.message.kind;
    out.resent = row.resent;
    out.chance = std::uniform_real_distribution<double>(0, 1)(chance_);
    return out;
}

std::optional<send_result> outbox_runner::obstacle(const outbox_row& row, instant now) const {
    auto* by = platform_of(row.message.at);
    if (by == nullptr) return dead("no_such_platform");
    if (now >= row.message.expires) return dead(reason_expired);
    if (tell_.held)
        if (auto not_now = tell_.held(row, now)) return not_now;
    if (closed_.contains(row.message.at)) return later(now + account_pause, "account_closed");
    auto when = by->may_send_at(row.message.at, now);
    if (!row.awaited)
        when = std::max(when,
                        brake_.may_send_at(refused_accounts::name_of(row.message.at), by->messages_per_minute(), now));
    if (when > now) return later(when, "pace");
    return std::nullopt;
}

asio::awaitable<void> outbox_runner::put_back(outbox_row row, send_result how) {
    co_await record(row, std::move(how));
    done_with(row.id);
}

asio::awaitable<void> outbox_runner::deliver(outbox_row row) {
    auto* by = platform_of(row.message.at);
    send_outcome how;
    how.is = send_outcome::kind::unknown;
    how.reason = "interrupted";
    auto message = outbound_of(row);
    try {
        how = co_await by->send(std::move(message));
    } catch (const std::exception&) {  // what it had to say may hold words of people
        how.reason = "adapter_failed";
    }
    auto then = after_send(how, facts_of(row), time_.now());
    if (how.is == send_outcome::kind::account_dead) {
        close_account(row.message.at, how.reason);
        then = later(time_.now() + account_pause, how.reason);  // kept: it may go out when the bot is installed again
        if (then.when >= row.message.expires) then = dead(reason_expired);
    }
    then.notes = std::move(how.notes);
    co_await record(row, then, how.person_gone);
    done_with(row.id);
}

asio::awaitable<void> outbox_runner::ask_about(outbox_row row) {
    auto* by = platform_of(row.message.at);
    find_outcome found;
    const bool asked = row.message.kind != message_class::update;
    if (asked && by != nullptr && !closed_.contains(row.message.at)) {
        auto message = outbound_of(row);
        try {
            found = co_await by->find(std::move(message));
        } catch (const std::exception&) {
            found = {};  // cannot tell
        }
    }
    co_await record(row, after_question(found, facts_of(row), time_.now()));
    done_with(row.id);
}

asio::awaitable<bool> outbox_runner::tell_first(const outbox_row& row, const send_result& how, bool person_gone) {
    const auto to = row.message.to;
    const auto key = row.message.key;
    const auto reason = how.reason;
    const bool too_late = how.is == send_result::outcome::dead && reason == reason_expired;
    if (person_gone && tell_.person_gone) co_return co_await tell_.person_gone(to, row.message.at, reason);
    if (too_late && row.message.kind == message_class::nudge && tell_.too_late)
        co_return co_await tell_.too_late(to, key);
    co_return true;
}

asio::awaitable<void> outbox_runner::record(const outbox_row& row, send_result how, bool person_gone) {
    const bool told = co_await tell_first(row, how, person_gone);
    if (!told) co_return;  // we are stopping; the next start finds it as it was
    const auto id = row.id;
    std::optional<refused_message> refused;
    if (person_gone && row.message.kind != message_class::update) refused = {row.message.to, row.message.at};
    for (;;) {  // an outcome that is known must not be lost while the process lives
        const auto now = time_.now();
        auto job = [id, how, refused, now](store& at) { return end_send(at, id, how, refused, now); };
        const auto done = co_await ask_store(door_, job);
        if (done) how.is = *done;
        if (done || done.error() == store_errc::missing) break;
        co_await rest(storage_pause);
    }
    switch (how.is) {
        case send_result::outcome::sent:
            ++counts_.sent;
            if (tell_.arrived) tell_.arrived(row.message.at);
            break;
        case send_result::outcome::retry_at:
            ++counts_.retried;
            break;
        case send_result::outcome::unknown:
            ++counts_.unknown;
            break;
        case send_result::outcome::dead:
            ++counts_.dead;
            if (tell_.dead) tell_.dead(row, how.reason);
            break;
    }
}

}  // namespace waymark
