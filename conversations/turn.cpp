#include "conversations/turn.hpp"

#include <algorithm>

#include "conversations/turn/contact.hpp"
#include "conversations/turn/forms.hpp"
#include "conversations/turn/gates.hpp"
#include "conversations/turn/heard.hpp"
#include "conversations/turn/holding.hpp"
#include "conversations/turn/home.hpp"
#include "conversations/turn/joining.hpp"
#include "conversations/turn/leaving.hpp"
#include "conversations/turn/no_match.hpp"
#include "conversations/turn/old_words.hpp"
#include "conversations/turn/other_pairs.hpp"
#include "conversations/turn/recall.hpp"
#include "conversations/turn/rules.hpp"
#include "conversations/turn/step.hpp"
#include "conversations/turn/strangers.hpp"
#include "conversations/turn/timers.hpp"
#include "conversations/turn/where.hpp"

namespace waymark {
namespace {

// Nudges are kept as long as the gate's budget looks back, at half its pace too, and the last few for `why`.
constexpr auto nudges_kept = std::chrono::days(28);
constexpr std::size_t least_nudges_kept = 10;

void let_time_pass(turn_work& work) {
    for (auto& [id, pair] : work.is.pairs) {
        (void)step_pair(work, id, input::clock_struck{});
        follow_rules(work, pair);
    }
    forget_old_words(work);
    forget_who_is_due(work);
}

void start_talk(turn_work& work, const start_requested& wanted) {
    const auto* pair = find_pair(work, wanted.pair);
    if (pair == nullptr) return;
    const auto* script = work.book.flows.newest(wanted.flow);
    if (script == nullptr) return note_pair(work, *pair, "no_such_flow", wanted.flow);
    input::begin begin;
    begin.flow = script->ref;
    begin.cast = wanted.cast;
    begin.why = wanted.why;
    (void)step_pair(work, wanted.pair, begin);
}

struct taker {
    turn_work& work;

    void operator()(const heard& what) const { hear(work, what); }
    void operator()(const time_passed&) const { let_time_pass(work); }
    void operator()(const start_requested& what) const { start_talk(work, what); }
    void operator()(const pushed& what) const {
        if (auto* pair = find_pair(work, what.pair)) push_rule(work, *pair, what.rule);
    }
    void operator()(const came_too_late& what) const {
        if (auto* who = find_person(work, what.who)) not_sent(work, *who, what.message, "too_late");
    }
    void operator()(const held& what) const { hold_or_release(work, what); }
    void operator()(const pair_held& what) const {
        if (auto* who = find_person(work, what.who)) recall(work, *who, what.pair);
    }
    void operator()(const arrived& what) const { arrive(work, what); }
    void operator()(const passed_by& what) const { answer_stranger(work, what); }
    void operator()(const unmatched& what) const {
        if (auto* who = find_person(work, what.who)) tell_of_no_match(work, *who);
    }
    void operator()(const undeliverable& what) const {
        if (auto* who = find_person(work, what.who)) cannot_be_reached(work, *who, what.at, what.reason);
    }
    void operator()(const page_wanted& what) const { refresh_page(work, what); }
    void operator()(const account_closed& what) const { tell_of_closed_account(work, what.programme, what.at); }
};

/// Whoever asks for something waits for an answer; what time, a platform or a push for many pairs brings does not.
bool is_done_by_somebody(const stimulus& what) {
    if (const auto* event = std::get_if<heard>(&what))
        return !std::holds_alternative<inbound::profile_changed>(event->event.what);
    return !std::holds_alternative<time_passed>(what) && !std::holds_alternative<undeliverable>(what) &&
           !std::holds_alternative<account_closed>(what) && !std::holds_alternative<pushed>(what) &&
           !std::holds_alternative<page_wanted>(what);
}

void forget_old_nudges(person_state& person, instant now) {
    auto& sent = person.sent;
    const auto spare = sent.size() > least_nudges_kept ? sent.size() - least_nudges_kept : 0;
    std::size_t old = 0;
    while (old < spare && sent[old].at + nudges_kept < now) ++old;
    sent.erase(sent.begin(), sent.begin() + static_cast<std::ptrdiff_t>(old));
}

}  // namespace

turn_outcome take_turn(const script_book& book, const world& before, const stimulus& what, instant now) {
    turn_work work{book, before, before, now};
    work.by_time = !is_done_by_somebody(what);
    std::visit(taker{work}, what);
    follow_new_ends(work);
    tell_other_pairs(work);
    recall_withdrawn(work);
    open_gates(work);
    pass_on_contact_lines(work);
    for (auto& [id, person] : work.is.people) forget_old_nudges(person, now);
    if (!std::holds_alternative<page_wanted>(what)) refresh_pages(work);
    finish_form(work);
    const bool timer_fired = std::holds_alternative<time_passed>(what);
    change_timers(work, timer_fired ? timers_set::all : timers_set::changed);
    return finished(work);
}

}  // namespace waymark
