#include "bot/hold_watch.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr auto told_fact = "holds_told";
constexpr std::size_t pairs_at_once = 200;

using by_id = std::map<std::string, instant>;

/// Those of `some` that `others` lack.
std::vector<std::string> only_in(const by_id& some, const by_id& others) {
    std::vector<std::string> out;
    for (const auto& [id, since] : some)
        if (!others.contains(id)) out.push_back(id);
    return out;
}

bool lacks_any(const holds& is, const holds& was) {
    return (was.everything && !is.everything) || !only_in(was.programmes, is.programmes).empty() ||
           !only_in(was.pairs, is.pairs).empty() || !only_in(was.people, is.people).empty();
}

struct some_pairs {
    std::map<pair_id, std::string> with_programmes;
    std::optional<pair_id> last;
};

result<some_pairs> pairs_after(store& at, const pair_id& after) {
    some_pairs out;
    const auto some = at.pairs(after, pairs_at_once);
    if (!some) return some.error();
    for (const auto& id : *some) {
        const auto known = at.load(turn_owner(id));
        if (!known) return known.error();
        for (const auto& [which, pair] : known->pairs) out.with_programmes.emplace(which, pair.programme.text);
    }
    if (!some->empty()) out.last = some->back();
    return out;
}

}  // namespace

hold_watch::hold_watch(store_door& door, turn_runner& turns, std::string file, std::function<void(bool)> changed)
    : door_(door), turns_(turns), file_(std::move(file)), changed_(std::move(changed)) {
    const auto found = read_holds(file_);
    if (const auto* all = std::get_if<holds>(&found)) all_ = *all;  // before anything is sent
}

asio::awaitable<void> hold_watch::run() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        (void)co_await look();  // what the storage could not take comes at the next look
        timer.expires_after(between_looks);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<bool> hold_watch::look() {
    const auto found = read_holds(file_);
    if (const auto* words = std::get_if<std::string>(&found)) {
        if (!trouble_) spdlog::error("{}; what was on hold stays so", *words);
        trouble_ = true;
        co_return false;
    }
    trouble_ = false;
    const auto& now = std::get<holds>(found);
    if (now != all_) {
        const bool released = lacks_any(now, all_);
        all_ = now;
        spdlog::info("on hold now: {}{} programmes, {} pairs, {} people", all_.everything ? "everything, " : "",
                     all_.programmes.size(), all_.pairs.size(), all_.people.size());
        changed_(released);
    }
    if (told_ == all_) co_return true;
    const bool done = co_await tell_all_concerned();
    co_return done;
}

asio::awaitable<bool> hold_watch::find_pairs() {
    std::map<pair_id, std::string> all;
    for (pair_id after;;) {
        auto job = [after](store& at) { return pairs_after(at, after); };
        auto some = co_await ask_store(door_, job);
        if (!some) co_return false;
        for (auto& [id, programme] : some->with_programmes)
            if (all_.programmes.contains(programme) || told_->programmes.contains(programme))
                all.emplace(id, std::move(programme));
        if (!some->last) break;
        after = *some->last;
    }
    of_programmes_ = std::move(all);
    changed_(false);
    co_return true;
}

asio::awaitable<bool> hold_watch::tell_all_concerned() {
    if (!told_) {
        auto ask = [](store& at) { return at.fact(told_fact); };
        const auto known = co_await ask_store(door_, ask);
        if (!known) co_return false;
        told_ = holds_from_text(known->value_or("")).value_or(holds{});
    }
    const auto now = all_;
    const auto was = *told_;
    if (!now.programmes.empty() || !was.programmes.empty()) {
        const bool found = co_await find_pairs();
        if (!found) co_return false;
    }
    bool fine = true;
    for (const bool on : {true, false}) {
        const auto& some = on ? now : was;
        const auto& others = on ? was : now;
        for (const auto& id : only_in(some.people, others.people)) {
            const turn_owner owner(person_id{id});
            const stimulus what(held{owner, "person", on});
            const bool told = co_await turns_.insist(owner, what);
            fine = fine && told;
        }
        for (const auto& id : only_in(some.pairs, others.pairs)) {
            const pair_id which{id};
            const std::string by = "pair";
            const bool told = co_await tell_pair(which, by, on);
            fine = fine && told;
        }
        const auto programmes = only_in(some.programmes, others.programmes);
        const auto pairs = of_programmes_;
        for (const auto& [id, programme] : pairs) {
            if (std::ranges::count(programmes, programme) == 0) continue;
            const std::string by = "programme";
            const bool told = co_await tell_pair(id, by, on);
            fine = fine && told;
        }
    }
    if (!fine) co_return false;
    auto keep = [text = holds_text(now)](store& at) { return at.set_fact(told_fact, text); };
    const auto kept = co_await ask_store(door_, keep);
    if (kept) told_ = now;
    co_return kept.has_value();
}

asio::awaitable<bool> hold_watch::tell_pair(pair_id which, std::string by, bool on) {
    const turn_owner owner(which);
    const stimulus what(held{which, std::move(by), on});
    const bool told = co_await turns_.insist(owner, what);
    if (!told || !on) co_return told;
    const bool recalled = co_await recall_from(which);
    co_return recalled;
}

asio::awaitable<bool> hold_watch::recall_from(pair_id which) {
    auto job = [which](store& at) { return at.load(turn_owner(which)); };
    const auto known = co_await ask_store(door_, job);
    if (!known) co_return false;
    for (const auto& [id, person] : known->people) {
        const turn_owner owner(id);
        const stimulus what(pair_held{id, which});
        const bool told = co_await turns_.insist(owner, what);
        if (!told) co_return false;
    }
    co_return true;
}

}  // namespace waymark
