#include "bot/recent_sends.hpp"

#include <algorithm>

namespace waymark {

boost::asio::awaitable<void> count_recent_sends(store_door& door, clock& time, std::vector<adapter*> platforms) {
    const auto now = time.now();
    auto job = [now](store& at) { return at.sends_since(now - limits_look_back, most_recent_sends); };
    const auto found = co_await ask_store(door, std::move(job));
    if (!found) co_return;
    for (const auto& one : *found) {
        if (one.at > now) continue;  // the clock was set back: nobody knows when that was
        const auto by =
            std::ranges::find_if(platforms, [&](const adapter* of) { return of->platform() == one.to.platform; });
        if (by != platforms.end()) (*by)->count_send(one.to, one.at);
    }
}

}  // namespace waymark
