#include "bot/turn_runner.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "bot/turn_batch.hpp"

namespace waymark {
namespace asio = boost::asio;

turn_runner::turn_runner(store_door& door, clock& time, step_function step, listeners tell,
                         strangers::newcomer_function newcomers)
    : door_(door),
      time_(time),
      step_(std::move(step)),
      tell_(std::move(tell)),
      strangers_(std::move(newcomers)),
      began_(time.now()) {}

void turn_runner::events_wait() {
    announced_ = true;
    if (!working_) time_.wake();
}

void turn_runner::stop() {
    stopping_ = true;
    time_.wake();
}

asio::awaitable<void> turn_runner::pause() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, storage_pause);
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> turn_runner::run() {
    while (!stopping_) {
        if (!announced_) {
            co_await time_.wait_until(never);
            continue;
        }
        announced_ = false;
        working_ = true;
        const bool fine = co_await work_through_inbox();
        working_ = false;
        if (!fine && !stopping_) {
            announced_ = true;
            co_await pause();
        }
    }
}

asio::awaitable<bool> turn_runner::work_through_inbox() {
    while (!stopping_) {
        const auto now = time_.now();
        auto work = std::make_shared<turn_batch>();
        const auto claim = [work, now](store& at, std::size_t most) -> result<void> {
            auto claimed = at.claim_inbox(most, now);
            if (!claimed) return claimed.error();
            work->rows = std::move(*claimed);
            return {};
        };
        if (careful_) {
            auto claim_one = [claim](store& at) { return claim(at, 1); };
            const auto claimed = co_await ask_store(door_, claim_one);
            if (!claimed) co_return false;
            careful_ = !work->rows.empty() && work->rows.front().accepted < began_;
        }
        const auto* step = &step_;
        auto job = [work, now, step, others = &strangers_, claim](store& at) -> result<void> {
            auto claimed = work->rows.empty() ? claim(at, events_at_once) : result<void>();
            return claimed ? take_turns(at, *work, now, *step, *others) : claimed;
        };
        const auto done = co_await ask_store(door_, job, many_come_ ? patience : std::chrono::microseconds());
        if (!done) {
            if (tell_.messages_wait) tell_.messages_wait();  // it may be stored, and only the answer was lost
            co_return false;
        }
        if (work->rows.empty()) co_return true;
        many_come_ = work->rows.size() >= many;
        settle(*work);
        co_await set_aside_failed(work);
    }
    co_return true;
}

void turn_runner::settle(const turn_batch& done) {
    counts_.taken += done.taken;
    counts_.strangers += done.strangers;
    for (const auto& [at, is_added] : done.installed)  // in their order: the last one counts
        if (const auto& tell = is_added ? tell_.app_added : tell_.app_removed) tell(at);
    for (const auto& one : done.arrived)
        if (tell_.somebody_new) tell_.somebody_new(one);
    for (const auto& one : done.holds)
        if (tell_.hold_wanted) tell_.hold_wanted(one);
    for (const auto& one : done.pages)
        if (tell_.page_wanted) tell_.page_wanted(one);
    if (done.messages > 0 && tell_.messages_wait) tell_.messages_wait();
    if (done.earliest != never && tell_.timer_set) tell_.timer_set(done.earliest);
}

asio::awaitable<void> turn_runner::set_aside_failed(shared_batch done) {
    for (const auto& one : done->failures) {
        ++counts_.failed;
        if (tell_.failed) tell_.failed("event " + std::to_string(one.inbox_id), one.reason);
        if (one.tries < most_tries) continue;
        const auto id = one.inbox_id;
        const auto now = time_.now();
        auto job = [id, now, reason = one.reason](store& at) { return at.quarantine(id, reason, now); };
        const auto set_aside = co_await ask_store(door_, job);
        if (set_aside) ++counts_.quarantined;
    }
}

asio::awaitable<result<std::size_t>> turn_runner::take_due() {
    const auto now = time_.now();
    auto work = std::make_shared<turn_batch>();
    const auto* step = &step_;
    std::vector<turn_owner> left_alone;
    for (const auto& [owner, what] : troubled_)
        if (what.until > now) left_alone.push_back(owner);
    work->owners = std::exchange(due_, {});
    work->more = std::exchange(more_due_, false);
    auto job = [work, now, step, left_alone](store& at) -> result<std::size_t> {
        if (work->owners.empty())
            if (const auto looked = look_who_is_due(at, now, left_alone, *work); !looked) return looked.error();
        if (const auto done = take_due_turns(at, now, *step, *work); !done) return done.error();
        return work->owners.size() + (work->more ? 1 : 0);
    };
    const auto done = co_await ask_store(door_, job);
    if (!done) co_return done.error();  // the next call looks again
    due_ = std::move(work->owners);
    more_due_ = work->more;
    counts_.timers += work->taken;
    settle(*work);
    for (const auto& owner : work->failed_owners) {
        auto& failing = troubled_[owner];
        failing.until = now + std::chrono::minutes(1) * (1 << std::min(failing.times++, 10));
        ++counts_.failed;
    }
    for (const auto& one : work->failures)
        if (tell_.failed) tell_.failed(one.about, one.reason);
    co_return *done;
}

asio::awaitable<result<void>> turn_runner::turn_of(turn_owner owner, stimulus what) {
    auto work = std::make_shared<turn_batch>();
    const auto now = time_.now();
    const auto* step = &step_;
    auto job = [work, now, step, owner = std::move(owner), what = std::move(what)](store& at) {
        return one_turn(at, owner, what, {}, now, *step, *work);
    };
    const auto done = co_await ask_store(door_, std::move(job));
    if (done) settle(*work);
    co_return done;
}

asio::awaitable<result<void>> turn_runner::start(pair_id pair, std::string flow, std::string why) {
    start_requested wanted;
    wanted.pair = pair;
    wanted.flow = std::move(flow);
    wanted.why = std::move(why);
    turn_owner owner(std::move(pair));
    stimulus what(std::move(wanted));
    return turn_of(std::move(owner), std::move(what));
}

asio::awaitable<bool> turn_runner::unreachable(person_id who, address at, std::string reason) {
    undeliverable gone;
    gone.who = who;
    gone.at = std::move(at);
    gone.reason = std::move(reason);
    turn_owner owner(std::move(who));
    stimulus what(std::move(gone));
    co_return co_await insist(std::move(owner), std::move(what));
}

asio::awaitable<bool> turn_runner::too_late(person_id who, message_key message) {
    came_too_late late;
    late.who = who;
    late.message = std::move(message);
    turn_owner owner(std::move(who));
    stimulus what(std::move(late));
    co_return co_await insist(std::move(owner), std::move(what));
}

asio::awaitable<bool> turn_runner::insist(turn_owner owner, stimulus what) {
    auto done = co_await turn_of(owner, what);
    while (done.has_error() && is_trouble(done.error()) && !stopping_) {
        co_await pause();
        done = co_await turn_of(owner, what);
    }
    if (!done.has_error()) co_return true;
    if (is_trouble(done.error())) co_return false;
    ++counts_.failed;
    if (tell_.failed) tell_.failed(owner_text(owner), done.error().message());
    co_return true;  // it fails each time: nothing is won by keeping the message
}

}  // namespace waymark
