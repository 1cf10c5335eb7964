#include "bot/account_watch.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "storage/look.hpp"

namespace waymark {
namespace asio = boost::asio;

account_watch::account_watch(store_door& door, task_group& tasks, std::vector<adapter*> platforms,
                             std::vector<address> accounts, closed_listener newly_closed)
    : door_(door),
      tasks_(tasks),
      platforms_(std::move(platforms)),
      accounts_(std::move(accounts)),
      newly_closed_(std::move(newly_closed)) {}

asio::awaitable<std::optional<std::string>> account_watch::check_all() {
    for (auto* one : platforms_) {
        const std::string name(one->platform());
        const auto problem = co_await one->check();
        if (problem && !problem->may_pass) co_return problem->words;
        if (problem) {
            spdlog::warn("{}: {} It is asked again; events are taken meanwhile.", name, problem->words);
            unchecked_[name] = problem->words;
            tasks_.spawn("check", check_again(one));
            continue;
        }
        std::vector<address> open;  // what an earlier run wrote down no longer holds
        std::ranges::copy_if(accounts_, std::back_inserter(open), [&](const auto& at) { return at.platform == name; });
        (void)co_await write_down(std::move(open), "");
    }
    co_return std::nullopt;
}

asio::awaitable<void> account_watch::check_again(adapter* one) {
    const auto executor = co_await asio::this_coro::executor;
    const std::string name(one->platform());
    asio::steady_timer timer(executor);
    std::chrono::steady_clock::duration pause = first_pause;
    for (;;) {
        timer.expires_after(pause);
        co_await timer.async_wait(asio::use_awaitable);
        const auto problem = co_await one->check();
        if (!problem) break;
        unchecked_[name] = problem->words;
        if (!problem->may_pass) {
            spdlog::error("{}: {}", name, problem->words);
            co_return;  // each send will be refused, and says so
        }
        pause = std::min<std::chrono::steady_clock::duration>(pause * 2, longest_pause);
    }
    unchecked_.erase(name);
    spdlog::info("{}: the account is fine", name);
}

void account_watch::closed(const address& at, const std::string& reason) {
    spdlog::error("the token of {}/{} was refused ({}): nothing more is sent there", at.platform, at.tenant.text,
                  reason);
    tasks_.spawn("note account", close({at.platform, at.tenant, ""}, reason));
}

void account_watch::opened(const address& at) {
    spdlog::info("{}/{} is in use again: what waited is sent", at.platform, at.tenant.text);
    tasks_.spawn("note account", open({at.platform, at.tenant, ""}));
}

asio::awaitable<void> account_watch::close(address at, std::string reason) {
    std::vector<address> one{at};
    if (co_await write_down(std::move(one), std::move(reason))) co_await newly_closed_(std::move(at));
}

asio::awaitable<void> account_watch::open(address at) {
    std::vector<address> one{std::move(at)};
    (void)co_await write_down(std::move(one), "");
}

asio::awaitable<bool> account_watch::write_down(std::vector<address> accounts, std::string reason) {
    auto job = [accounts = std::move(accounts), reason = std::move(reason)](store& at) -> result<std::size_t> {
        std::size_t changed = 0;
        for (const auto& one : accounts) {
            const auto name = closed_account_fact + one.platform + "/" + one.tenant.text;
            const auto known = at.fact(name);
            if (!known) return known.error();
            if (known->value_or("") == reason) continue;
            const auto done = at.set_fact(name, reason);
            if (done.has_error()) return done.error();
            ++changed;
        }
        return changed;
    };
    const auto done = co_await ask_store(door_, std::move(job));
    if (done.has_error())
        spdlog::warn("which accounts are closed could not be written down: {}", done.error().message());
    co_return done && *done > 0;
}

}  // namespace waymark
