#include "bot/rehearsal/rehearsal.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "bot/rehearsal/people.hpp"
#include "bot/rehearsal/recorder.hpp"
#include "bot/rehearsal/world_loop.hpp"
#include "bot/rehearsal/years.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/report/facts.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark::rehearsal {
namespace {

/// What comes out of one group.
struct group_result {
    ledger what;  ///< only while its years are to be told
    tally all;
    std::array<tally, persona_count> by_persona;
    broken_promises broken;
    std::uint64_t turns = 0;
};

instant months_later(instant from, int months) {
    auto day = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(from)) + std::chrono::months(months);
    if (!day.ok()) day = day.year() / day.month() / std::chrono::last;
    return std::chrono::sys_days(day);
}

/// Rules that are due and have not come, when everything that was due has been stepped.
result<void> look_for_missing_rules(store& at, const programme& of, instant now, ledger& into) {
    for (const auto& pair : of.pairs) {
        const auto known = at.load(turn_owner(pair.id));
        if (!known) return known.error();
        const auto state = known->pairs.find(pair.id);
        if (state == known->pairs.end()) continue;
        for (const auto& due : due_rules(of, state->second, now))
            if (!state->second.rules_done.contains(due.occurrence)) into.never_fired.push_back(due.occurrence);
    }
    return {};
}

result<ledger> play(const group& one, const script_book& book, std::uint64_t seed, instant from, instant until) {
    auto opened = open_sqlite_in_memory();
    if (!opened.at) return make_error_code(opened.problem.code);
    calm_platform platform;
    synthetic_people people(one, book, seed, from, until);
    recorder sees(one, book, from, until);
    world_loop loop(*opened.at, book, platform, people, sees);
    if (const auto done = loop.enrol(from); done.has_error()) return done.error();
    if (const auto done = loop.run(from, until); done.has_error()) return done.error();
    auto out = sees.take();
    if (const auto looked = look_for_missing_rules(*opened.at, one.of, loop.stands_at(), out); looked.has_error())
        return looked.error();
    return out;
}

/// Plays all groups, some at once. Whatever goes wrong first, in the order of the groups, is what is told.
class stage {
  public:
    stage(const script_book& book, const rehearsal_wishes& wishes, std::vector<group> groups)
        : book_(book),
          wishes_(wishes),
          groups_(std::move(groups)),
          results_(groups_.size()),
          failures_(groups_.size()) {
        from_ = beginning_of(groups_);
        until_ = months_later(from_, wishes.cast.months);
    }

    result<rehearsal_report> play_all() {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < wishes_.threads; ++i) others.emplace_back([this] { play_some(); });
        play_some();
        others.clear();
        return put_together();
    }

  private:
    void play_some() {
        for (auto i = next_++; i < groups_.size(); i = next_++) {
            try {
                results_[i] = play_one(i);
            } catch (...) {
                failures_[i] = std::current_exception();
            }
            if (wishes_.on_group) {
                const std::lock_guard alone(telling_);
                wishes_.on_group(++played_, groups_.size());
            }
        }
    }

    std::optional<result<group_result>> play_one(std::size_t i) {
        script_book book;
        book.flows = book_.flows;
        book.texts = book_.texts;
        book.regions = book_.regions;
        book.programmes[groups_[i].of.id] = groups_[i].of;
        auto played = play(groups_[i], book, wishes_.seed, from_, until_);
        if (!played) return result<group_result>(played.error());
        group_result out;
        out.all = tally_of(*played, nullptr);
        for (std::size_t one = 0; one < persona_count; ++one) {
            const auto whose = static_cast<persona>(one);
            out.by_persona.at(one) = tally_of(*played, &whose);
        }
        out.broken = all_broken(*played);
        out.turns = played->turns;
        if (i * pairs_in_group < wishes_.years) out.what = std::move(*played);
        return result<group_result>(std::move(out));
    }

    result<rehearsal_report> put_together() {
        for (const auto& failure : failures_)
            if (failure) std::rethrow_exception(failure);
        rehearsal_report out;
        out.seed = wishes_.seed;
        out.place_names = reporting::place_names(book_.flows);
        out.from = from_;
        out.until = until_;
        year_book years(out, wishes_.years);
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            if (!results_[i]) continue;
            if (!*results_[i]) return results_[i]->error();
            auto& one = **results_[i];
            out.title = groups_[i].of.title;
            out.per_week = groups_[i].of.gate.per_week;
            out.pairs += groups_[i].of.pairs.size();
            out.turns += one.turns;
            out.all.add(one.all);
            for (std::size_t whose = 0; whose < persona_count; ++whose)
                out.by_persona.at(whose).add(one.by_persona.at(whose));
            std::ranges::move(one.broken, std::back_inserter(out.broken));
            years.add(one.what);
            results_[i].reset();
        }
        sort_by_time(out.broken);
        return out;
    }

    const script_book& book_;
    const rehearsal_wishes& wishes_;
    std::vector<group> groups_;
    std::vector<std::optional<result<group_result>>> results_;  ///< each is written by one thread
    std::vector<std::exception_ptr> failures_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex telling_;
    std::size_t played_ = 0;  ///< under `telling_`
    instant from_, until_;
};

}  // namespace

result<rehearsal_report> rehearse(const script_book& book, const rehearsal_wishes& wishes) {
    if (book.programmes.size() != 1) return make_error_code(store_errc::misuse);
    return stage(book, wishes, groups_of(book.programmes.begin()->second, wishes.cast)).play_all();
}

}  // namespace waymark::rehearsal
