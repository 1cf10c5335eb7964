#include "bot/playground/driver.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waymark {
namespace asio = boost::asio;

namespace {

constexpr auto glance = std::chrono::milliseconds(4);
constexpr auto patience = std::chrono::seconds(10);
constexpr auto for_ever = std::chrono::hours(24 * 365);

}  // namespace

void playground_driver::wish(wish_type what) {
    if (wishes_.size() >= most_wishes) return;
    wishes_.push_back(std::move(what));
    if (idle_ != nullptr) idle_->cancel();
}

asio::awaitable<void> playground_driver::run() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    struct forget {
        asio::steady_timer*& what;
        ~forget() { what = nullptr; }
    } const on_return{idle_};
    idle_ = &timer;
    for (;;) {
        if (wishes_.empty()) {
            timer.expires_after(for_ever);
            const auto token = asio::as_tuple(asio::use_awaitable);
            const auto ended = co_await timer.async_wait(token);
            (void)ended;
            const auto state = co_await asio::this_coro::cancellation_state;
            if (state.cancelled() != asio::cancellation_type::none) co_return;
            continue;
        }
        const auto next = wishes_.front();
        wishes_.pop_front();
        if (const auto* flow = std::get_if<started>(&next)) {
            co_await start_now(flow->flow);
        } else if (const auto* move = std::get_if<moved>(&next); move->by == span{}) {
            co_await move_to_next();
        } else {
            co_await move_by(move->by);
        }
    }
}

asio::awaitable<void> playground_driver::pause(std::chrono::milliseconds length) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, length);
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> playground_driver::come_to_rest() {
    const auto until = std::chrono::steady_clock::now() + patience;
    bool resting = co_await doors_.at_rest();
    while (!resting && std::chrono::steady_clock::now() < until) {
        co_await pause(glance);
        resting = co_await doors_.at_rest();
    }
}

asio::awaitable<void> playground_driver::move_by(span by) {
    const auto target = hands_.now() + by;
    doors_.tell(hands_.now(), true, "");
    co_await come_to_rest();
    auto due = co_await doors_.next_due();
    while (due && *due <= target) {
        hands_.move_to(*due);
        hands_.wake();
        doors_.tell(hands_.now(), true, "");
        co_await come_to_rest();
        due = co_await doors_.next_due();
        if (due && *due <= hands_.now()) break;  // something does not come to rest: go on rather than turn in circles
    }
    hands_.move_to(target);
    co_await come_to_rest();
    doors_.tell(hands_.now(), false, "");
}

asio::awaitable<void> playground_driver::move_to_next() {
    doors_.tell(hands_.now(), true, "");
    co_await come_to_rest();
    std::string note = "Nothing is planned. Say something, or start a conversation.";
    const auto shown = doors_.lines_shown();
    for (int step = 0; step < most_steps; ++step) {
        const auto due = co_await doors_.next_due();
        if (!due) break;
        note.clear();
        hands_.move_to(*due);
        hands_.wake();
        co_await come_to_rest();
        if (doors_.lines_shown() != shown) break;
    }
    doors_.tell(hands_.now(), false, note);
}

asio::awaitable<void> playground_driver::start_now(std::string flow) {
    const auto shown = doors_.lines_shown();
    const auto refused = co_await doors_.start(flow);
    co_await come_to_rest();
    std::string note = "It begins in each person's own working hours. Move the clock to get there.";
    if (doors_.lines_shown() != shown) note = "It has begun.";
    doors_.tell(hands_.now(), false, refused ? *refused : note);
}

}  // namespace waymark
