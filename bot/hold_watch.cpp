#include "bot/hold_watch.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/counted.hpp"
#include "bot/retry_policy.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr auto a_moment = std::chrono::seconds(1);

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

std::set<std::string> names_of(const by_id& some) {
    std::set<std::string> out;
    for (const auto& [id, since] : some) out.insert(id);
    return out;
}

}  // namespace

hold_watch::hold_watch(store_door& door, turn_runner& turns, std::string file, instant now,
                       std::function<void(bool)> changed)
    : door_(door), turns_(turns), file_(std::move(file)), changed_(std::move(changed)) {
    const auto found = read_holds(file_);  // before anything is sent
    if (const auto* all = std::get_if<holds>(&found))
        all_ = *all;
    else
        all_.everything = now;
}

std::optional<send_result> hold_watch::not_now(const outbox_row& row, instant now) const {
    if (auto held = held_back_by(all_, of_programmes_, row, now)) return held;
    const bool all_known = std::ranges::includes(looked_up_, names_of(all_.programmes));
    if (all_known || pair_of(row.message.key).empty()) return std::nullopt;
    return later(std::min<instant>(now + a_moment, row.message.expires), "held");
}

asio::awaitable<void> hold_watch::run() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        read();
        timer.expires_after(between_looks);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<void> hold_watch::keep_telling() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        if (told_ != all_) (void)co_await tell_all_concerned();  // what the storage could not take comes again
        timer.expires_after(between_looks);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<bool> hold_watch::look() {
    if (!read()) co_return false;
    if (told_ == all_) co_return true;
    const bool done = co_await tell_all_concerned();
    co_return done;
}

bool hold_watch::read() {
    const auto found = read_holds(file_);
    if (const auto* words = std::get_if<std::string>(&found)) {
        if (!trouble_) spdlog::error("{}: what was on hold stays so, and after a start everything", *words);
        trouble_ = true;
        return false;
    }
    trouble_ = false;
    const auto& now = std::get<holds>(found);
    if (now != all_) {
        const bool released = lacks_any(now, all_);
        all_ = now;
        spdlog::info("on hold now: {}{}, {}, {}", all_.everything ? "everything, " : "",
                     counted(std::ssize(all_.programmes), "programme", "programmes"),
                     counted(std::ssize(all_.pairs), "pair", "pairs"),
                     counted(std::ssize(all_.people), "person", "people"));
        changed_(released);
    }
    return true;
}

asio::awaitable<bool> hold_watch::find_pairs(std::set<std::string> of, bool of_all) {
    std::map<pair_id, std::string> all;
    std::optional<pair_id> after = of.empty() && !of_all ? std::nullopt : std::optional(pair_id());
    while (after) {
        auto job = [from = *after](store& at) { return pairs_after(at, from); };
        auto some = co_await ask_store(door_, job);
        if (!some) co_return false;
        for (auto& [id, programme] : some->with_programmes)
            if (of_all || of.contains(programme)) all.emplace(id, std::move(programme));
        after = some->last;
    }
    if (all == of_programmes_ && of == looked_up_) co_return true;
    of_programmes_ = std::move(all);
    looked_up_ = std::move(of);
    changed_(false);
    co_return true;
}

/// In the first round of a run everybody on hold is told once more: a list may have brought pairs to a programme.
asio::awaitable<bool> hold_watch::tell_all_concerned() {
    const auto now = all_;
    auto told = told_;
    if (!told) {
        auto ask = [](store& at) { return at.fact(holds_told_fact); };
        const auto known = co_await ask_store(door_, ask);
        if (!known) co_return false;
        told = holds_from_text(known->value_or("")).value_or(holds{});
    }
    if (now.nothing() && told->nothing()) {  // as at most starts: nobody needs to hear of it
        told_ = now;
        co_return true;
    }
    auto programmes = names_of(now.programmes);
    programmes.merge(names_of(told->programmes));
    const bool everything = now.everything || told->everything;
    const bool found = co_await find_pairs(std::move(programmes), everything);
    if (!found) co_return false;
    const auto known_as_held = told_.value_or(holds{});
    const bool held = co_await tell_those(now, known_as_held, true);
    if (!held) co_return false;
    const bool let_go = co_await tell_those(*told, now, false);
    if (!let_go) co_return false;
    auto keep = [text = holds_text(now)](store& at) { return at.set_fact(holds_told_fact, text); };
    const auto kept = co_await ask_store(door_, keep);
    if (kept) told_ = now;
    co_return kept.has_value();
}

asio::awaitable<bool> hold_watch::tell_those(holds of, holds but, bool on) {
    auto turns = turns_to_tell(of, but, on, of_programmes_);
    const bool all = co_await take_hold_turns(door_, turns_, std::move(turns));
    co_return all;
}

}  // namespace waymark
