#include "bot/manual_clock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waymark {
namespace asio = boost::asio;

asio::awaitable<void> manual_clock::wait_until(instant when) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    struct leave {
        std::set<asio::steady_timer*>& from;
        asio::steady_timer* who;
        ~leave() { from.erase(who); }
    };
    const auto wakes_before = wakes_;
    while (now_ < when && wakes_ == wakes_before) {
        timer.expires_at(asio::steady_timer::time_point::max());
        waiting_.insert(&timer);
        const leave on_return{waiting_, &timer};
        const auto token = asio::as_tuple(asio::use_awaitable);
        const auto ended = co_await timer.async_wait(token);
        (void)ended;  // every wait ends by cancelling; a cancelled coroutine ends at the next co_await
        const auto state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) co_return;
    }
}

void manual_clock::wake() {
    ++wakes_;
    wake_all();
}

void manual_clock::move_to(instant when) {
    if (when <= now_) return;
    now_ = when;
    wake_all();
}

void manual_clock::set_to(instant when) {
    set_by_ += when - now_;
    now_ = when;
    wake();
}

void manual_clock::wake_all() {
    for (auto* timer : waiting_) timer->cancel();
}

}  // namespace waymark
