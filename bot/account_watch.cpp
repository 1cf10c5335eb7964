#include "bot/account_watch.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "bot/account_words.hpp"
#include "bot/refused_accounts.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace asio = boost::asio;

namespace {

/// Of each account, beside closed_account_fact: "yes" from when somebody was told until a message arrives there.
constexpr auto told_fact = "told_of_closed_account/";

std::string fact_of(const char* which, const address& at) {
    return which + at.platform + "/" + at.tenant.text;
}

address account_of(const address& at) {
    return {at.platform, at.tenant, ""};
}

}  // namespace

account_watch::account_watch(store_door& door, task_group& tasks, std::vector<adapter*> platforms,
                             std::vector<address> accounts, closed_listener newly_closed)
    : door_(door),
      tasks_(tasks),
      platforms_(std::move(platforms)),
      accounts_(std::move(accounts)),
      newly_closed_(std::move(newly_closed)) {}

asio::awaitable<std::optional<std::string>> account_watch::check_all() {
    co_await recall_told();
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
        const bool known = co_await write_down(std::move(open), "");
        were_closed_ = were_closed_ || known;
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
    spdlog::error("{}", words_of_closed(refused_accounts::name_of(at), reason));
    tasks_.spawn("note account", close(account_of(at), reason));
}

void account_watch::opened(const address& at) {
    spdlog::info("{}/{} is in use again: what waited is sent", at.platform, at.tenant.text);
    tasks_.spawn("note account", open(account_of(at)));
}

void account_watch::arrived(const address& at) {
    if (told_.empty() || told_.erase(account_of(at)) == 0) return;
    tasks_.spawn("note account", note_told(account_of(at), ""));
}

asio::awaitable<void> account_watch::close(address at, std::string reason) {
    std::vector<address> one{at};
    (void)co_await write_down(std::move(one), std::move(reason));
    if (!told_.insert(at).second) co_return;
    auto whom = at;
    co_await newly_closed_(std::move(whom));
    co_await note_told(std::move(at), "yes");  // after it: a crash in between tells twice, and not never
}

asio::awaitable<void> account_watch::open(address at) {
    std::vector<address> one{std::move(at)};
    (void)co_await write_down(std::move(one), "");
}

asio::awaitable<bool> account_watch::write_down(std::vector<address> accounts, std::string reason) {
    auto job = [accounts = std::move(accounts), reason = std::move(reason)](store& at) -> result<std::size_t> {
        std::size_t changed = 0;
        for (const auto& one : accounts) {
            const auto name = fact_of(closed_account_fact, one);
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

asio::awaitable<void> account_watch::recall_told() {
    auto job = [accounts = accounts_](store& at) -> result<std::set<address>> {
        std::set<address> out;
        for (const auto& one : accounts) {
            const auto known = at.fact(fact_of(told_fact, one));
            if (!known) return known.error();
            if (!known->value_or("").empty()) out.insert(one);
        }
        return out;
    };
    auto found = co_await ask_store(door_, std::move(job));
    if (found) told_ = std::move(*found);
}

asio::awaitable<void> account_watch::note_told(address at, std::string told) {
    auto job = [at = std::move(at), told = std::move(told)](store& to) {
        return to.set_fact(fact_of(told_fact, at), told);
    };
    const auto done = co_await ask_store(door_, std::move(job));
    if (done.has_error()) spdlog::warn("who was told of a closed account could not be written down");
}

}  // namespace waymark
