#include "bot/page_runner.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waymark {
namespace asio = boost::asio;

page_runner::page_runner(turn_runner& turns, task_group& tasks, clock& time, const script_book& book,
                         const hold_watch& holds, figures_source from)
    : turns_(turns), tasks_(tasks), time_(time), book_(book), holds_(holds), from_(std::move(from)) {}

page_runner::~page_runner() {
    reading_.join();
}

void page_runner::wanted(const person_id& who) {
    if (waiting_.insert(who).second) tasks_.spawn("page", make(who));
}

void page_runner::lost(const person_id& who) {
    tasks_.spawn("page", forget(who));
}

asio::awaitable<void> page_runner::forget(person_id who) {
    page_wanted what;
    what.who = who;
    what.lost = true;
    turn_owner owner(who);
    stimulus wish(std::move(what));
    (void)co_await turns_.insist(std::move(owner), std::move(wish));
}

asio::awaitable<void> page_runner::make(person_id who) {
    page_wanted what;
    what.who = who;
    what.health = co_await health_for(who);
    waiting_.erase(who);  // what changes from here on is not on this page yet
    turn_owner owner(who);
    stimulus wish(std::move(what));
    (void)co_await turns_.insist(std::move(owner), std::move(wish));
}

asio::awaitable<std::vector<programme_health>> page_runner::health_for(person_id who) {
    std::vector<programme_health> out;
    for (const auto& [id, of] : book_.programmes) {
        if (of.contact != who) continue;
        const auto now = time_.now();
        const auto* named = &of;
        auto read = [this, named, now]() -> asio::awaitable<programme_health> {
            co_return figures_of(from_, *named, book_, now);
        };
        auto one = co_await asio::co_spawn(reading_, std::move(read), asio::use_awaitable);
        const auto& held = holds_.all();
        one.held = held.everything.has_value() || held.programmes.contains(id.text);
        out.push_back(std::move(one));
    }
    co_return out;
}

}  // namespace waymark
