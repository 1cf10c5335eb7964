#include "bot/account_holds.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sstream>

#include "bot/hold_turns.hpp"
#include "bot/refused_accounts.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr auto told_fact = "accounts_held";  // one a line
constexpr std::size_t pairs_at_once = 100;

using names = std::set<std::string>;

std::string by(const std::string& account) {
    return "account/" + account;
}

names lines_of(const std::string& text) {
    names out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.insert(line);
    return out;
}

std::string text_of(const names& all) {
    std::string out;
    for (const auto& one : all) out += one + "\n";
    return out;
}

names without(names some, const names& others) {
    for (const auto& one : others) some.erase(one);
    return some;
}

struct some_turns {
    std::vector<hold_turn> turns;
    std::optional<pair_id> last;  ///< empty: there are no more pairs
};

result<some_turns> turns_after_pair(store& at, const pair_id& after, const names& now_closed, const names& now_open) {
    some_turns out;
    const auto some = at.pairs(after, pairs_at_once);
    if (!some) return some.error();
    for (const auto& id : *some) {
        const auto known = at.load(turn_owner(id));
        if (!known) return known.error();
        for (const auto& [which, pair] : known->pairs) {
            for (const auto& one : now_closed)
                if (depends_on(*known, pair, one)) out.turns.push_back({which, held{which, by(one), true}});
            for (const auto& one : now_open)
                if (pair.held_by.contains(by(one))) out.turns.push_back({which, held{which, by(one), false}});
        }
    }
    if (!some->empty()) out.last = some->back();
    return out;
}

}  // namespace

bool depends_on(const world& of_pair, const pair_state& pair, const std::string& account) {
    return std::ranges::any_of(std::array{pair.mentor, pair.mentee}, [&](const person_id& id) {
        const auto found = of_pair.people.find(id);
        if (found == of_pair.people.end() || found->second.addresses.empty()) return false;
        return std::ranges::all_of(found->second.addresses,
                                   [&](const address& one) { return refused_accounts::name_of(one) == account; });
    });
}

account_holds::account_holds(store_door& door, turn_runner& turns) : door_(door), turns_(turns) {}

void account_holds::closed(const address& at) {
    closed_.insert(refused_accounts::name_of(at));
}

void account_holds::opened(const address& at) {
    closed_.erase(refused_accounts::name_of(at));
}

asio::awaitable<void> account_holds::keep_telling() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (;;) {
        if (told_ != closed_) (void)co_await tell();  // what the storage could not take comes again
        timer.expires_after(between_looks);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<bool> account_holds::tell() {
    const auto now = closed_;
    auto told = told_;
    if (!told) {
        auto ask = [](store& at) { return at.fact(told_fact); };
        const auto known = co_await ask_store(door_, ask);
        if (!known) co_return false;
        told = lines_of(known->value_or(""));
    }
    if (*told != now) {
        auto either = now;  // whoever may know of it, should this run end in between
        either.insert(told->begin(), told->end());
        const bool noted = co_await note(std::move(either));
        if (!noted) co_return false;
        auto now_closed = without(now, *told);
        auto now_open = without(*told, now);
        const bool done = co_await tell_pairs(std::move(now_closed), std::move(now_open));
        if (!done) co_return false;
        const bool kept = co_await note(now);
        if (!kept) co_return false;
    }
    told_ = now;
    co_return true;
}

asio::awaitable<bool> account_holds::note(names told) {
    auto keep = [text = text_of(told)](store& at) { return at.set_fact(told_fact, text); };
    const auto kept = co_await ask_store(door_, std::move(keep));
    co_return kept.has_value();
}

asio::awaitable<bool> account_holds::tell_pairs(names now_closed, names now_open) {
    std::optional<pair_id> after{pair_id()};
    while (after) {
        auto find = [from = *after, now_closed, now_open](store& at) {
            return turns_after_pair(at, from, now_closed, now_open);
        };
        const auto some = co_await ask_store(door_, std::move(find));
        if (!some) co_return false;
        const bool told = co_await take_hold_turns(door_, turns_, some->turns);
        if (!told) co_return false;
        after = some->last;
    }
    co_return true;
}

}  // namespace waymark
