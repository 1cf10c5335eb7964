#include "conversations/engine/passing_time.hpp"

#include <algorithm>

#include "conversations/engine/answering.hpp"
#include "conversations/engine/ending.hpp"
#include "conversations/engine/rules.hpp"
#include "conversations/engine/speech.hpp"
#include "conversations/engine/walk.hpp"

namespace waymark {
namespace {

const flow_step* open_step(const flow& script, const lane& one) {
    const auto* step = one.is == lane::phase::asking ? script.find_step(one.step) : nullptr;
    return step != nullptr && step->ask ? step : nullptr;
}

std::optional<instant> reminder_due(const lane& one, const ask& question) {
    const auto next = static_cast<std::size_t>(one.reminded);
    if (next >= question.remind.after.size()) return std::nullopt;
    return one.since + question.remind.after[next];
}

std::optional<instant> give_up_due(const lane& one, const ask& question) {
    if (!question.after_silence) return std::nullopt;
    return one.since + question.after_silence->after;
}

bool waits_for_day(const flow& script, const lane& one) {
    const auto* step = one.is == lane::phase::barrier ? script.find_step(one.step) : nullptr;
    return step != nullptr && step->wait_for && !step->wait_for->date_of.empty();
}

bool waits_to_be_late(const conversation& state, const together_rule& rule) {
    return rule.otherwise.after > span::zero() && !state.fired.contains(rule.id) && !state.told_late.contains(rule.id);
}

void offer_reminder(talk& in, const lane& one, const ask& question) {
    auto until = give_up_due(one, question).value_or(ends_at(in.script, in.state));
    if (const auto next = reminder_due(one, question)) until = std::min(until, *next);
    propose_reminder(in, one, until);
}

void remind(talk& in, lane& one, const ask& question) {
    bool due = false;
    for (auto next = reminder_due(one, question); next && *next <= in.room.now; next = reminder_due(one, question)) {
        withdraw_reminder(in, one);
        ++one.reminded;
        due = true;
    }
    if (!due) return;
    offer_reminder(in, one, question);
    in.note("reminded", one, one.step);
}

void pass_time_in(talk& in, lane& one) {
    if (const auto* step = open_step(in.script, one)) {
        const auto end = give_up_due(one, *step->ask);
        if (end && *end <= in.room.now)
            give_up_question(in, one, *step);
        else
            remind(in, one, *step->ask);
        return;
    }
    if (one.is != lane::phase::barrier) return;
    const auto* step = in.script.find_step(one.step);
    if (step == nullptr || !step->wait_for || one.since + step->wait_for->at_most > in.room.now) return;
    const auto& ends = in.room.pair.ends;
    if (waits_for_day(in.script, one) && ends && *ends <= in.room.now)  // since then it was moved to before that day
        return finish_lane(in, one, "end_passed");
    go_on_from_barrier(in, one, *step);
}

void forget_last_words(talk& in, lane& one) {
    one.to_tell.clear();
    if (in.state.over && one.is == lane::phase::held) finish_lane(in, one, "ran_out");
}

}  // namespace

void remind_later(talk& in, const lane& one) {
    if (const auto* step = open_step(in.script, one)) offer_reminder(in, one, *step->ask);
}

void let_time_pass(talk& in) {
    const auto end = ends_at(in.script, in.state);
    if (in.room.now >= end + last_words_kept)
        for (auto& one : in.state.lanes) forget_last_words(in, one);
    if (in.room.now >= end) end_talk(in, "ran_out");
    if (in.state.over) return;
    for (auto& one : in.state.lanes) pass_time_in(in, one);
    for (const auto& rule : in.script.rules)
        if (waits_to_be_late(in.state, rule) && in.state.started + rule.otherwise.after <= in.room.now)
            tell_late(in, rule);
    end_if_done(in);
}

instant ends_at(const flow& script, const conversation& state) {
    return std::max(state.started, state.lasts_from.value_or(state.started)) + script.ends_after;
}

void rest_for(const flow& script, conversation& state, span length, instant now) {
    state.started += length;
    if (state.lasts_from && *state.lasts_from <= now) *state.lasts_from += length;
    for (auto& one : state.lanes)
        if (!waits_for_day(script, one)) one.since += length;
}

instant next_due(const flow& script, const conversation& state) {
    const auto end = ends_at(script, state);
    if (state.over) {
        auto last = instant::min();
        for (const auto& one : state.lanes)
            last = std::max(last, has_last_words(one) ? end + last_words_kept : one.since);
        return last;
    }
    auto next = end;
    const auto or_at = [&](std::optional<instant> at) { next = std::min(next, at.value_or(next)); };
    for (const auto& rule : script.rules)
        if (waits_to_be_late(state, rule)) or_at(state.started + rule.otherwise.after);
    for (const auto& one : state.lanes) {
        if (const auto* step = open_step(script, one)) {
            or_at(reminder_due(one, *step->ask));
            or_at(give_up_due(one, *step->ask));
        } else if (one.is == lane::phase::barrier) {
            const auto* waits = script.find_step(one.step);
            if (waits != nullptr && waits->wait_for) or_at(one.since + waits->wait_for->at_most);
        }
    }
    return next;
}

}  // namespace waymark
