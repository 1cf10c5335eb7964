#include "bot/system_clock.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waymark {
namespace asio = boost::asio;

instant system_clock::machines_own() {
    return std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
}

span system_clock::passed() const {
    return std::chrono::duration_cast<span>(std::chrono::steady_clock::now().time_since_epoch());
}

asio::awaitable<void> system_clock::wait_until(instant when) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    struct leave {
        std::set<asio::steady_timer*>& from;
        asio::steady_timer* who;
        ~leave() { from.erase(who); }
    };
    const auto wakes_before = wakes_;
    auto before = instant::min();
    for (auto at = now(); before <= at && at < when && wakes_ == wakes_before; at = now()) {
        before = at;
        const auto left = std::min<span>(when - at, longest_);  // counted in spans: `never` is no steady time
        timer.expires_after(left);
        waiting_.insert(&timer);
        const leave on_return{waiting_, &timer};
        const auto token = asio::as_tuple(asio::use_awaitable);
        const auto ended = co_await timer.async_wait(token);
        (void)ended;  // due, woken or cancelled: the loop looks
        const auto state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) co_return;
    }
}

void system_clock::wake() {
    ++wakes_;
    for (auto* timer : waiting_) timer->cancel();
}

}  // namespace waymark
