#include "bot/timer_runner.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waymark {
namespace asio = boost::asio;

namespace {

/// A row that stays due although its turn was taken belongs to somebody who is left alone for now.
constexpr auto look_again = std::chrono::minutes(1);
constexpr int rounds_at_once = 3;

asio::awaitable<void> pause(std::chrono::steady_clock::duration length) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, length);
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

void timer_runner::timer_set(instant when) {
    if (when >= next_) return;
    next_ = when;
    time_.wake();
}

void timer_runner::rest_while(bool everything_held) {
    rests_ = everything_held;
    time_.wake();
}

void timer_runner::stop() {
    stopping_ = true;
    time_.wake();
}

asio::awaitable<void> timer_runner::run() {
    while (!stopping_) {
        if (!known_) {
            auto ask = [](store& at) { return at.next_due(); };
            const auto found = co_await ask_store(door_, ask);
            if (!found) {
                co_await pause(turn_runner::storage_pause);
                continue;
            }
            next_ = found->value_or(never);
            known_ = true;
        }
        const auto before = time_.now();
        if (rests_ || next_ > before) {
            co_await time_.wait_until(rests_ ? never : next_);
            continue;  // due, woken because of an earlier timer, or stopping
        }
        working_ = true;
        known_ = false;
        auto taken = co_await turns_.take_due();
        while (taken && *taken > 0 && !stopping_) taken = co_await turns_.take_due();
        working_ = false;
        if (!taken && !stopping_) co_await pause(turn_runner::storage_pause);
        if (stopping_) break;
        auto ask = [](store& at) { return at.next_due(); };
        const auto found = co_await ask_store(door_, ask);
        if (!found) continue;
        next_ = found->value_or(never);
        known_ = true;
        if (!taken || next_ > before)
            rounds_ = 0;
        else  // a turn may leave something due at once; what stays due round after round cannot be done
            next_ = time_.now() + (++rounds_ < rounds_at_once ? span::zero() : span(look_again));
    }
}

}  // namespace waymark
