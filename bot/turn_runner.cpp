#include "bot/turn_runner.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "bot/logging.hpp"
#include "storage/turn_rows.hpp"

namespace waymark {
namespace asio = boost::asio;

/// What some turns came to. Written on the store's thread, read on the io thread when the job is done.
struct turn_runner::batch {
    struct failure {
        std::int64_t inbox_id = 0;
        int tries = 0;
        std::string about;
        std::string reason;
    };
    std::vector<inbox_row> rows;
    std::vector<turn_owner> owners;  ///< whose timers are due, the next one last
    bool more = false;               ///< there were as many due timers as a look brings
    std::vector<failure> failures;
    std::vector<address> arrived;
    std::vector<std::pair<address, bool>> installed;  ///< true: the bot was added there, false: taken out
    std::vector<turn_owner> failed_owners;
    std::uint64_t taken = 0, strangers = 0, messages = 0;
    instant earliest = never;
    std::set<person_id> pages;
    std::vector<hold_wanted> holds;
};

namespace {

std::string owner_text(const turn_owner& owner) {
    if (const auto* person = std::get_if<person_id>(&owner)) return "person/" + person->text;
    return "pair/" + std::get<pair_id>(owner).text;
}

/// One turn. Throws what the step throws; nothing is changed then.
template <class Batch, class Step>
result<void> one_turn(store& at, const turn_owner& owner, const stimulus& what, std::optional<std::int64_t> inbox_id,
                      instant now, const Step& step, Batch& into) {
    instant earliest = never;
    std::set<person_id> pages;
    std::vector<hold_wanted> holds;
    const auto run = [&](const world& before) {
        auto out = step(before, what, now);
        pages = out.pages_wanted;
        holds = out.holds;
        earliest = never;
        for (const auto& one : out.timers)
            if (one.is) earliest = std::min(earliest, *one.is);
        return out;
    };
    auto added = at.turn(owner, run, inbox_id, now);
    if (!added) return added.error();
    into.messages += added->size();
    into.earliest = std::min(into.earliest, earliest);
    into.pages.merge(pages);
    into.holds.insert(into.holds.end(), holds.begin(), holds.end());
    ++into.taken;
    return {};
}

/// "u0mia", or "u0mia_2" when somebody else is called so, or has been and is forgotten.
result<person_id> free_id(store& at, const person_id& wanted) {
    auto id = wanted;
    for (int number = 2;; ++number) {
        const auto gone = at.is_forgotten(id);
        if (!gone) return gone.error();
        const auto known = at.load(turn_owner(id));
        if (!known) return known.error();
        if (!*gone && !known->people.contains(id)) return id;
        id.text = wanted.text + "_" + std::to_string(number);
    }
}

/// Somebody nobody knows: taken in when they may join a programme, and otherwise only counted.
template <class Batch, class Step>
result<void> one_stranger(store& at, const inbox_row& row, const std::optional<person_id>& called, instant now,
                          const Step& step, Batch& into) {
    bool is_news = called.has_value();
    if (called && std::holds_alternative<inbound::opened>(row.event.what)) {
        // who has said no, or wanted everything deleted, is not asked again because they look around: only when they
        // write
        const auto gone = at.is_forgotten(*called);
        if (!gone) return gone.error();
        is_news = !*gone;
    }
    if (!is_news) {
        ++into.strangers;
        return at.finish_inbox(row.id);
    }
    auto id = free_id(at, *called);
    if (!id) return id.error();
    into.arrived.push_back(row.event.from);
    return one_turn(at, turn_owner(*id), stimulus(arrived{*id, row.event.from}), row.id, now, step, into);
}

template <class Batch, class Step, class Newcomers>
result<void> one_event(store& at, const inbox_row& row, instant now, const Step& step, const Newcomers& newcomers,
                       Batch& into) {
    const bool is_added = std::holds_alternative<inbound::app_added>(row.event.what);
    if (is_added || std::holds_alternative<inbound::app_removed>(row.event.what))
        into.installed.emplace_back(row.event.from, is_added);
    auto who = at.find_person(row.event.from);
    if (!who) return who.error();
    if (!who->has_value())
        return one_stranger(at, row, newcomers ? newcomers(row.event) : std::nullopt, now, step, into);
    heard what;
    what.who = **who;
    what.event = row.event;
    return one_turn(at, turn_owner(**who), stimulus(std::move(what)), row.id, now, step, into);
}

/// A turn for each row. Errors that concern one event are noted, those of the storage end it.
template <class Batch, class Step, class Newcomers>
result<void> take_turns(store& at, Batch& work, instant now, const Step& step, const Newcomers& newcomers) {
    for (const auto& row : work.rows) {
        std::string reason;
        if (row.tries > turn_runner::most_ends) {  // its turn ended the whole process, more than once
            reason = "tried_too_often";
        } else {
            try {
                const auto done = one_event(at, row, now, step, newcomers, work);
                if (done.has_error() && is_trouble(done.error())) return done.error();
                if (done.has_error()) reason = done.error().message();
            } catch (const std::exception& what) {
                reason = kind_of(what);
            }
        }
        if (!reason.empty()) work.failures.push_back({row.id, row.tries, row.event.key, reason});
    }
    return {};
}

/// Few come in the order of their time. Many come by their owner: rows of neighbours lie together, so that fewer pages
/// are read and written for each commit.
template <class Batch>
result<void> look_who_is_due(store& at, instant now, const std::vector<turn_owner>& left_alone, Batch& into) {
    const auto due = at.due_timers(now, turn_runner::timers_in_a_look);
    if (!due) return due.error();
    into.owners = owners_of(*due);
    std::erase_if(into.owners, [&](const turn_owner& one) { return std::ranges::count(left_alone, one) > 0; });
    into.more = due->size() == turn_runner::timers_in_a_look && !into.owners.empty();
    if (into.owners.size() > turn_runner::turns_at_once) std::ranges::sort(into.owners);
    std::ranges::reverse(into.owners);
    return {};
}

/// The next few of them.
template <class Batch, class Step>
result<void> take_due_turns(store& at, instant now, const Step& step, Batch& work) {
    for (auto left = turn_runner::turns_at_once; left > 0 && !work.owners.empty(); --left) {
        const auto owner = std::move(work.owners.back());
        work.owners.pop_back();
        try {
            const auto done = one_turn(at, owner, stimulus(time_passed{}), {}, now, step, work);
            if (!done.has_error()) continue;
            if (is_trouble(done.error())) return done.error();
            work.failures.push_back({0, 0, owner_text(owner), done.error().message()});
        } catch (const std::exception& what) {
            work.failures.push_back({0, 0, owner_text(owner), kind_of(what)});
        }
        work.failed_owners.push_back(owner);
    }
    return {};
}

}  // namespace

turn_runner::turn_runner(store_door& door, clock& time, step_function step, listeners tell, newcomer_function newcomers)
    : door_(door),
      time_(time),
      step_(std::move(step)),
      tell_(std::move(tell)),
      newcomers_(std::move(newcomers)),
      began_(time.now()) {}

void turn_runner::events_wait() {
    announced_ = true;
    if (!working_) time_.wake();
}

void turn_runner::stop() {
    stopping_ = true;
    time_.wake();
}

asio::awaitable<void> turn_runner::pause() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, storage_pause);
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> turn_runner::run() {
    while (!stopping_) {
        if (!announced_) {
            co_await time_.wait_until(never);
            continue;
        }
        announced_ = false;
        working_ = true;
        const bool fine = co_await work_through_inbox();
        working_ = false;
        if (!fine && !stopping_) {
            announced_ = true;
            co_await pause();
        }
    }
}

asio::awaitable<bool> turn_runner::work_through_inbox() {
    while (!stopping_) {
        const auto now = time_.now();
        auto work = std::make_shared<batch>();
        const auto claim = [work, now](store& at, std::size_t most) -> result<void> {
            auto claimed = at.claim_inbox(most, now);
            if (!claimed) return claimed.error();
            work->rows = std::move(*claimed);
            return {};
        };
        if (careful_) {
            auto claim_one = [claim](store& at) { return claim(at, 1); };
            const auto claimed = co_await ask_store(door_, claim_one);
            if (!claimed) co_return false;
            careful_ = !work->rows.empty() && work->rows.front().accepted < began_;
        }
        const auto* step = &step_;
        auto job = [work, now, step, newcomers = &newcomers_, claim](store& at) -> result<void> {
            auto claimed = work->rows.empty() ? claim(at, events_at_once) : result<void>();
            return claimed ? take_turns(at, *work, now, *step, *newcomers) : claimed;
        };
        const auto done = co_await ask_store(door_, job, many_come_ ? patience : std::chrono::microseconds());
        if (!done) {
            if (tell_.messages_wait) tell_.messages_wait();  // it may be stored, and only the answer was lost
            co_return false;
        }
        if (work->rows.empty()) co_return true;
        many_come_ = work->rows.size() >= many;
        settle(*work);
        co_await set_aside_failed(work);
    }
    co_return true;
}

void turn_runner::settle(const batch& done) {
    counts_.taken += done.taken;
    counts_.strangers += done.strangers;
    for (const auto& [at, is_added] : done.installed)  // in their order: the last one counts
        if (const auto& tell = is_added ? tell_.app_added : tell_.app_removed) tell(at);
    for (const auto& one : done.arrived)
        if (tell_.somebody_new) tell_.somebody_new(one);
    for (const auto& one : done.holds)
        if (tell_.hold_wanted) tell_.hold_wanted(one);
    for (const auto& one : done.pages)
        if (tell_.page_wanted) tell_.page_wanted(one);
    if (done.messages > 0 && tell_.messages_wait) tell_.messages_wait();
    if (done.earliest != never && tell_.timer_set) tell_.timer_set(done.earliest);
}

asio::awaitable<void> turn_runner::set_aside_failed(shared_batch done) {
    for (const auto& one : done->failures) {
        ++counts_.failed;
        if (tell_.failed) tell_.failed("event " + std::to_string(one.inbox_id), one.reason);
        if (one.tries < most_tries) continue;
        const auto id = one.inbox_id;
        const auto now = time_.now();
        auto job = [id, now, reason = one.reason](store& at) { return at.quarantine(id, reason, now); };
        const auto set_aside = co_await ask_store(door_, job);
        if (set_aside) ++counts_.quarantined;
    }
}

asio::awaitable<result<std::size_t>> turn_runner::take_due() {
    const auto now = time_.now();
    auto work = std::make_shared<batch>();
    const auto* step = &step_;
    std::vector<turn_owner> left_alone;
    for (const auto& [owner, what] : troubled_)
        if (what.until > now) left_alone.push_back(owner);
    work->owners = std::exchange(due_, {});
    work->more = std::exchange(more_due_, false);
    auto job = [work, now, step, left_alone](store& at) -> result<std::size_t> {
        if (work->owners.empty())
            if (const auto looked = look_who_is_due(at, now, left_alone, *work); !looked) return looked.error();
        if (const auto done = take_due_turns(at, now, *step, *work); !done) return done.error();
        return work->owners.size() + (work->more ? 1 : 0);
    };
    const auto done = co_await ask_store(door_, job);
    if (!done) co_return done.error();  // the next call looks again
    due_ = std::move(work->owners);
    more_due_ = work->more;
    counts_.timers += work->taken;
    settle(*work);
    for (const auto& owner : work->failed_owners) {
        auto& failing = troubled_[owner];
        failing.until = now + std::chrono::minutes(1) * (1 << std::min(failing.times++, 10));
        ++counts_.failed;
    }
    for (const auto& one : work->failures)
        if (tell_.failed) tell_.failed(one.about, one.reason);
    co_return *done;
}

asio::awaitable<result<void>> turn_runner::turn_of(turn_owner owner, stimulus what) {
    auto work = std::make_shared<batch>();
    const auto now = time_.now();
    const auto* step = &step_;
    auto job = [work, now, step, owner = std::move(owner), what = std::move(what)](store& at) {
        return one_turn(at, owner, what, {}, now, *step, *work);
    };
    const auto done = co_await ask_store(door_, std::move(job));
    if (done) settle(*work);
    co_return done;
}

asio::awaitable<result<void>> turn_runner::start(pair_id pair, std::string flow, std::string why) {
    start_requested wanted;
    wanted.pair = pair;
    wanted.flow = std::move(flow);
    wanted.why = std::move(why);
    turn_owner owner(std::move(pair));
    stimulus what(std::move(wanted));
    return turn_of(std::move(owner), std::move(what));
}

asio::awaitable<bool> turn_runner::unreachable(person_id who, address at, std::string reason) {
    undeliverable gone;
    gone.who = who;
    gone.at = std::move(at);
    gone.reason = std::move(reason);
    turn_owner owner(std::move(who));
    stimulus what(std::move(gone));
    co_return co_await insist(std::move(owner), std::move(what));
}

asio::awaitable<bool> turn_runner::too_late(person_id who, message_key message) {
    came_too_late late;
    late.who = who;
    late.message = std::move(message);
    turn_owner owner(std::move(who));
    stimulus what(std::move(late));
    co_return co_await insist(std::move(owner), std::move(what));
}

asio::awaitable<bool> turn_runner::insist(turn_owner owner, stimulus what) {
    auto done = co_await turn_of(owner, what);
    while (done.has_error() && is_trouble(done.error()) && !stopping_) {
        co_await pause();
        done = co_await turn_of(owner, what);
    }
    if (!done.has_error()) co_return true;
    if (is_trouble(done.error())) co_return false;
    ++counts_.failed;
    if (tell_.failed) tell_.failed(owner_text(owner), done.error().message());
    co_return true;  // it fails each time: nothing is won by keeping the message
}

}  // namespace waymark
