#include "bot/turn_batch.hpp"

#include <algorithm>

#include "bot/logging.hpp"
#include "storage/turn_rows.hpp"

namespace waymark {

std::string owner_text(const turn_owner& owner) {
    if (const auto* person = std::get_if<person_id>(&owner)) return "person/" + person->text;
    return "pair/" + std::get<pair_id>(owner).text;
}

result<void> one_turn(store& at, const turn_owner& owner, const stimulus& what, std::optional<std::int64_t> inbox_id,
                      instant now, const turn_runner::step_function& step, turn_batch& into) {
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

namespace {

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

/// Somebody nobody knows: taken in when they may join a programme, and otherwise told whom to ask.
result<void> one_stranger(store& at, const inbox_row& row, instant now, const turn_runner::step_function& step,
                          strangers& others, turn_batch& into) {
    const auto called = others.newcomer(row.event);
    bool is_news = called.has_value();
    if (called && (std::holds_alternative<inbound::opened>(row.event.what) || row.event.visiting)) {
        // who has said no, or wanted everything deleted, is not asked again because they look around: only when they
        // write; and a visitor has been told once
        const auto gone = at.is_forgotten(*called);
        if (!gone) return gone.error();
        is_news = !*gone;
    }
    if (!is_news) {
        const auto passing = called ? std::nullopt : others.passer_by(row.event, now);
        if (!passing) {
            ++into.strangers;
            return at.finish_inbox(row.id);
        }
        return one_turn(at, turn_owner(*passing), stimulus(passed_by{*passing, row.event}), row.id, now, step, into);
    }
    auto id = free_id(at, *called);
    if (!id) return id.error();
    into.arrived.push_back(row.event.from);
    return one_turn(at, turn_owner(*id), stimulus(arrived{*id, row.event}), row.id, now, step, into);
}

result<void> one_event(store& at, const inbox_row& row, instant now, const turn_runner::step_function& step,
                       strangers& others, turn_batch& into) {
    const bool is_added = std::holds_alternative<inbound::app_added>(row.event.what);
    if (is_added || std::holds_alternative<inbound::app_removed>(row.event.what))
        into.installed.emplace_back(row.event.from, is_added);
    auto who = at.find_person(row.event.from);
    if (!who) return who.error();
    if (!who->has_value()) return one_stranger(at, row, now, step, others, into);
    heard what;
    what.who = **who;
    what.event = row.event;
    return one_turn(at, turn_owner(**who), stimulus(std::move(what)), row.id, now, step, into);
}

}  // namespace

result<void> take_turns(store& at, turn_batch& work, instant now, const turn_runner::step_function& step,
                        strangers& others) {
    for (const auto& row : work.rows) {
        std::string reason;
        if (row.tries > turn_runner::most_ends) {  // its turn ended the whole process, more than once
            reason = "tried_too_often";
        } else {
            try {
                const auto done = one_event(at, row, now, step, others, work);
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

result<void> look_who_is_due(store& at, instant now, const std::vector<turn_owner>& left_alone, turn_batch& into) {
    const auto due = at.due_timers(now, turn_runner::timers_in_a_look);
    if (!due) return due.error();
    into.owners = owners_of(*due);
    std::erase_if(into.owners, [&](const turn_owner& one) { return std::ranges::count(left_alone, one) > 0; });
    into.more = due->size() == turn_runner::timers_in_a_look && !into.owners.empty();
    if (into.owners.size() > turn_runner::turns_at_once) std::ranges::sort(into.owners);
    std::ranges::reverse(into.owners);
    return {};
}

result<void> take_due_turns(store& at, instant now, const turn_runner::step_function& step, turn_batch& work) {
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

}  // namespace waymark
