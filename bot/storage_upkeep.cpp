#include "bot/storage_upkeep.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr auto tried_fact = "storage_tried";

}  // namespace

void storage_upkeep::failed(const boost::system::error_code& why) {
    spdlog::error("storage cannot commit: {}; events are refused with 503 until it can", why.message());
    tasks_.spawn("storage", try_until_it_commits());
}

asio::awaitable<void> storage_upkeep::try_until_it_commits() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        timer.expires_after(pause_between_tries);
        co_await timer.async_wait(asio::use_awaitable);
        const auto now = std::to_string(to_us(time_.now()));
        auto write = [now](store& at) { return at.set_fact(tried_fact, now); };
        const auto written = co_await ask_store(door_, write);
        if (!written.has_error()) break;
    }
    door_.recovered();
    spdlog::info("storage commits again");
}

asio::awaitable<void> storage_upkeep::tidy_now_and_then() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    // soon after a start, too: a service that is often restarted has rows past their time as well
    for (auto pause = pause_before_the_first_tidying;; pause = pause_between_tidyings) {
        timer.expires_after(pause);
        co_await timer.async_wait(asio::use_awaitable);
        std::int64_t gone = 0;
        bool more = true;
        while (more) {
            const auto now = time_.now();
            auto tidy = [now](store& at) { return at.tidy(now, rows_at_once); };
            const auto removed = co_await ask_store(door_, tidy);
            more = removed.has_value() && *removed == static_cast<std::int64_t>(rows_at_once);
            if (removed.has_value()) gone += *removed;
        }
        if (gone > 0) spdlog::info("{} rows past their time were removed", gone);
    }
}

asio::awaitable<void> storage_upkeep::take_new_master_keys() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        timer.expires_after(pause_between_looks_at_keys);
        co_await timer.async_wait(asio::use_awaitable);
        auto renew = [](store& at) { return at.renew_master_key(); };
        const auto changed = co_await ask_store(door_, renew);
        if (!changed) continue;  // the database's own trouble is said elsewhere
        for (const auto& one : *changed)
            spdlog::info("the master key {} wraps now what {} did, workspace keys: {}; {} is not needed any more",
                         one.to, one.from, one.keys, one.from);
    }
}

}  // namespace waymark
