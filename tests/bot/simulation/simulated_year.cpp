#include "tests/bot/simulation/simulated_year.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "bot/rehearsal/people.hpp"
#include "bot/rehearsal/tally.hpp"
#include "bot/rehearsal/world_loop.hpp"
#include "bot/retry_policy.hpp"
#include "tests/bot/simulation/crashing_store.hpp"
#include "tests/bot/simulation/two_clocks.hpp"

namespace waymark::rehearsal {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr auto year = days(365), calm_before_the_end = days(10);
constexpr auto most_between_faults = days(9);
constexpr std::array ends{store_call::commit,      store_call::accept,      store_call::claim_inbox,
                          store_call::find_person, store_call::turn,        store_call::due_timers,
                          store_call::begin_sends, store_call::record_send, store_call::others};

/// A few of the pairs of a programme with everybody in them; another few for another number.
group some_pairs(const programme& file, std::uint64_t number) {
    auto out = groups_of(file, {.pairs = stories.size(), .languages = {"en", "es"}}).front();
    auto pairs = std::exchange(out.of.pairs, {});
    for (std::size_t i = 0; i < pairs_in_year; ++i)
        out.of.pairs.push_back(pairs[(number * pairs_in_year + i) % pairs.size()]);
    const auto takes_part = [&](const person_id& who) {
        return who == out.of.contact || std::ranges::any_of(out.of.pairs, [&](const programme_pair& one) {
                   return one.mentor == who || one.mentee == who;
               });
    };
    std::erase_if(out.players, [&](const player& one) { return !takes_part(one.id); });
    std::erase_if(out.of.people, [&](const programme_person& one) { return !takes_part(one.id); });
    return out;
}

class simulation {
  public:
    simulation(const group& all, script_book book, std::uint64_t seed)
        : all_(all),
          book_(std::move(book)),
          luck_(seed, "faults"),
          from_(beginning_of({all})),
          until_(from_ + year),
          platform_(seed, from_, until_ - calm_before_the_end),
          people_(all, book_, seed, from_, until_),
          sees_(all, book_, from_, until_),
          loop_(file_.at(), book_, platform_, people_, sees_) {}

    void live() {
        must(loop_.enrol(from_));
        auto now = from_;
        while (now < until_) now = until_next_fault(now);
    }

    year_outcome outcome() {
        year_outcome out;
        out.faults = platform_.counts();
        for (const auto& [kind, count] : counts_) out.faults[kind] += count;
        out.turns = loop_.counts().turns;
        out.left_over = left_over();
        const auto by_the_clock = sees_.take_by_the_clock(), in_order = sees_.take_in_order();
        out.shown = in_order.shown.size();
        out.endings = in_order.endings.size();
        for (const auto check : {over_budget, in_quiet_time, lost_nudges, said_twice})
            std::ranges::move(check(by_the_clock), std::back_inserter(out.broken));
        for (const auto check : {ended_without_a_word, opened_too_early, wrong_audience})
            std::ranges::move(check(in_order), std::back_inserter(out.broken));
        std::erase_if(out.broken, [this](const broken_promise& one) { return is_listed_as_unknown(one); });
        sort_by_time(out.broken);
        for (const auto& [what, count] : tally_of(by_the_clock, nullptr).nudges)
            if (what != "lost") (what == "due" ? out.due : out.accounted_for) += count;
        for (const auto& one : by_the_clock.happenings) out.nudges += one.is == happening::kind::nudge ? 1 : 0;
        return out;
    }

  private:
    static void must(const result<void>& done) {
        if (done.has_error()) throw std::runtime_error("the storage: " + done.error().message());
    }

    /// A notice may have arrived or not, and the platform cannot tell: it is never sent twice, an admin finds it in the
    /// list, and the contact hears of it.
    bool is_listed_as_unknown(const broken_promise& one) {
        constexpr std::size_t all = 10'000;
        const auto given_up = file_.at().dead_letters(all);
        return one.promise == "ended_without_a_word" && given_up &&
               std::ranges::any_of(*given_up, [&](const dead_letter& letter) {
                   return letter.to == one.who && letter.reason == reason_unresolved &&
                          letter.key.text.starts_with(one.pair.text + ".");
               });
    }

    instant until_next_fault(instant now) {
        const auto end = now >= until_ - calm_before_the_end
                             ? until_
                             : std::min(until_, now + luck_.between(1h, most_between_faults));
        if (const auto lived = loop_.run(now, end); lived.has_error()) return start_again(loop_.ended_at());
        if (end == until_) return until_;
        if (luck_.happens(.25)) return set_clock(end);
        if (!file_.will_end()) file_.end_at(luck_.one_of(ends));
        return end;
    }

    instant start_again(instant now) {
        if (file_.will_end()) throw std::runtime_error("the storage failed by itself");
        for (;;) {
            ++counts_["crash"];
            now += luck_.happens(.8) ? luck_.between(1s, 10min) : luck_.between(1h, days(3));
            file_.open_again();
            if (luck_.happens(.2)) file_.end_at(luck_.one_of(ends));  // perhaps while it starts
            if (!loop_.restart(file_.at(), now).has_error()) return now;
        }
    }

    instant set_clock(instant now) {
        const auto step = luck_.between(1min, 26h);
        const bool ahead = luck_.happens(.5);
        ++counts_[ahead ? "clock set ahead" : "clock set back"];
        sees_.clock_was_set(ahead ? step : -step);
        now += ahead ? step : -step;
        if (loop_.clock_was_set(now).has_error()) return start_again(now);
        return now;
    }

    /// What waits for a moment after the year is not left over: its time has not come.
    std::vector<outbox_row> for_later() {
        constexpr std::size_t all = 10'000;
        auto waiting = file_.at().sendable(until_ + days(1), {all}, {});
        if (!waiting) return {};
        std::erase_if(*waiting, [&](const outbox_row& one) { return one.not_before <= until_; });
        return std::move(*waiting);
    }

    std::vector<std::string> left_over() {
        std::vector<std::string> out;
        const auto health = file_.at().health();
        if (!health || health->inbox > 0) out.emplace_back("events in the inbox");
        if (!health || health->outbox > std::ssize(for_later())) out.emplace_back("messages in the outbox");
        for (const auto& pair : all_.of.pairs) {
            const auto known = file_.at().load(turn_owner(pair.id));
            if (!known) return {"a pair that cannot be loaded"};
            const auto state = known->pairs.find(pair.id);
            if (state == known->pairs.end()) continue;
            for (const auto& due : due_rules(all_.of, state->second, loop_.stands_at()))
                if (!state->second.rules_done.contains(due.occurrence)) out.push_back("rule " + due.occurrence);
        }
        return out;
    }

    const group& all_;
    script_book book_;
    chance luck_;
    instant from_, until_;
    crashing_store file_;
    faulty_platform platform_;
    synthetic_people people_;
    two_clocks sees_;
    world_loop loop_;
    fault_counts counts_;
};

}  // namespace

year_outcome simulate_year(script_book book, std::uint64_t seed) {
    auto& of = book.programmes.begin()->second;
    const auto all = some_pairs(of, seed);
    of = all.of;
    simulation one(all, std::move(book), seed);
    one.live();
    return one.outcome();
}

}  // namespace waymark::rehearsal
