#include "bot/zone_watch.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/enrolment.hpp"
#include "conversations/person/zone.hpp"

namespace waymark {
namespace asio = boost::asio;

zone_watch::zone_watch(store_door& door, clock& time, const script_book& book, std::function<std::string()> version,
                       listeners tell)
    : door_(door), time_(time), book_(book), version_(std::move(version)), tell_(std::move(tell)), known_(version_()) {}

asio::awaitable<void> zone_watch::run() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        timer.expires_after(between_looks);
        co_await timer.async_wait(asio::use_awaitable);
        co_await look();
    }
}

asio::awaitable<void> zone_watch::look() {
    auto version = version_();
    if (version == known_) co_return;
    spdlog::info("time zone data {} came in place of {}: timers are computed anew", version, known_);
    read_zones_anew();
    std::optional<pair_id> last = pair_id();
    while (last) {
        const auto now = time_.now();
        auto some = [this, after = *last, now](store& at) { return refresh_some(at, book_, after, now); };
        const auto done = co_await ask_store(door_, some);
        if (!done) co_return;
        last = *done;
    }
    known_ = std::move(version);
    if (tell_.timers_changed) tell_.timers_changed();
}

}  // namespace waymark
