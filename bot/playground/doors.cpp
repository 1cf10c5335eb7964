#include "bot/playground/doors.hpp"

#include <algorithm>

namespace waymark {
namespace asio = boost::asio;
namespace {

asio::awaitable<std::optional<instant>> next_due(store_door& door) {
    auto look = [](store& at) -> result<std::optional<instant>> {
        auto timer = at.next_due();
        if (timer.has_error()) return timer.error();
        auto send = at.next_send();
        if (send.has_error()) return send.error();
        if (!*timer || !*send) return *timer ? *timer : *send;
        return std::min(*timer, *send);
    };
    const auto found = co_await ask_store(door, look);
    if (found.has_error()) co_return std::nullopt;
    co_return *found;
}

/// Two looks with the store asked in between: a turn that ended a moment ago has told the runners what it added.
asio::awaitable<bool> at_rest(playground_parts parts) {
    const auto resting = [&parts] {
        const auto now = parts.hands.now();
        return parts.turns.idle() && parts.timers.idle(now) && parts.outbox.idle(now) && parts.door.waiting() == 0;
    };
    if (!resting()) co_return false;
    auto look = [](store& at) { return at.health(); };
    const auto health = co_await ask_store(parts.door, look);
    co_return resting() && !health.has_error() && health->inbox == 0;
}

/// False as well when the store cannot say; starting it says so then.
asio::awaitable<bool> runs_already(playground_parts parts, std::string flow) {
    const auto look = [&parts](store& at) { return at.load(parts.pair); };
    const auto found = co_await ask_store(parts.door, look);
    if (found.has_error() || !found->pairs.contains(parts.pair)) co_return false;
    co_return std::ranges::any_of(found->pairs.at(parts.pair).running,
                                  [&flow](const conversation& one) { return !one.over && one.flow.name == flow; });
}

asio::awaitable<std::optional<std::string>> start(playground_parts parts, std::string flow) {
    if (co_await runs_already(parts, flow)) co_return "It is under way already. Answer in it, or move the clock.";
    std::string why = "You started it in the playground.";
    const auto started = co_await parts.turns.start(parts.pair, std::move(flow), std::move(why));
    if (started.has_error()) co_return "It could not be started: the database did not take it.";
    co_return std::nullopt;
}

}  // namespace

playground_doors doors_into(const playground_parts& parts) {
    playground_doors doors;
    doors.next_due = [door = &parts.door] { return next_due(*door); };
    doors.at_rest = [parts] { return at_rest(parts); };
    doors.start = [parts](std::string flow) { return start(parts, std::move(flow)); };
    doors.lines_shown = [page = &parts.page] { return page->lines_shown(); };
    doors.tell = [page = &parts.page](instant now, bool moving, const std::string& note) {
        page->clock_moved(now, moving, note);
    };
    return doors;
}

}  // namespace waymark
