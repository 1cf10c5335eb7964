#include "conversations/engine/walk.hpp"

#include <algorithm>

#include "conversations/engine/actions.hpp"
#include "conversations/engine/conditions.hpp"
#include "conversations/engine/ending.hpp"
#include "conversations/engine/keeping.hpp"
#include "conversations/engine/question.hpp"
#include "conversations/engine/render.hpp"
#include "conversations/engine/rules.hpp"
#include "conversations/engine/speech.hpp"

namespace waymark {
namespace {

/// Where a script that is only read again and again would otherwise never stop. The checker finds such loops (F023).
constexpr int most_steps_at_once = 1000;
constexpr std::string_view the_end = "end";

std::string following(const flow& script, const flow_step& step) {
    const auto index = static_cast<std::size_t>(&step - script.steps.data());
    return index + 1 < script.steps.size() ? script.steps[index + 1].id : std::string(the_end);
}

bool has_words(const flow_step& step) {
    return step.ask || !step.say.empty();
}

/// On the way forward after going back, what has an answer is left as it is; but a script that leads to a question for
/// the second time wants it asked.
bool passes_by(const talk& in, const lane& one, const flow_step& step, std::set<std::string>& passed) {
    return one.revising && step.ask && in.answer_of(one.person, step.id) != nullptr && passed.insert(step.id).second;
}

void wait_since(talk& in, lane& one, instant since) {
    one.is = lane::phase::barrier;
    one.since = since;
    in.note("waits", one, one.step);
}

/// True when the walk stops here: for a rule that has not happened, or for a day to come.
bool waits_here(talk& in, lane& one, const barrier& what) {
    if (what.date_of.empty()) {
        if (in.state.fired.contains(what.rule.name)) return false;
        wait_since(in, one, in.room.now);
        return true;
    }
    const auto* given = in.answer_of(one.person, what.date_of.name);
    const auto day = given == nullptr ? std::nullopt : in.day_named_in(*given, 0);
    if (!day || *day <= in.room.now) return false;
    wait_since(in, one, *day);
    in.state.lasts_from = std::max(*day, in.state.lasts_from.value_or(*day));
    one.revising = false;  // what comes then is no way back
    return true;
}

void hold(talk& in, lane& one) {
    one.is = lane::phase::held;
    one.since = in.room.now;
    ++one.rounds;
    propose_walk(in, one);
}

/// Once, even when the step's words have to wait, or to be said again: what the script does is not held up by anybody's
/// hours.
void act_once(talk& in, lane& one, const flow_step& step) {
    if (step.does.empty() || !one.acted.insert(step.id).second) return;
    for (const auto& what : step.does) perform(in, &one, what);
}

/// One step. True when the walk goes on at lane::step.
bool take_step(talk& in, lane& one, const flow_step& step, std::set<std::string>& passed) {
    if (!talk::is_for(step, one) || !hold_all(in, one, step.only_if)) {
        one.step = following(in.script, step);
        return true;
    }
    if (step.wait_for && waits_here(in, one, *step.wait_for)) return false;
    if (passes_by(in, one, step, passed)) {
        one.path.push_back(step.id);
        one.step = step_after(in, one, step);
        return true;
    }
    act_once(in, one, step);
    if (has_words(step) && in.present != one.person) {
        hold(in, one);
        return false;
    }
    if (step.ask) {
        if (!in.unsolicited) say_all_waiting(in, one);
        open_question_of(in, one, step, question_message(in, one, step));
        return false;
    }
    if (!step.say.empty()) say_text(in, one, render(in, one, step.say));
    one.step = step_after(in, one, step);
    return true;
}

}  // namespace

std::string step_after(const talk& in, const lane& one, const flow_step& step) {
    if (step.end) return std::string(the_end);
    for (const auto& way : step.next)
        if (hold_all(in, one, way.when)) return way.go.name;
    return following(in.script, step);
}

void open_question_of(talk& in, lane& one, const flow_step& step, outgoing message) {
    const bool has_control = message.ask.has_value();
    const auto key = say(in, one, std::move(message));
    one.is = lane::phase::asking;
    one.step = step.id;
    one.since = in.room.now;
    one.tries = 0;
    one.reminded = 0;
    ++one.rounds;
    one.vague_asked = false;
    one.ask_keys.clear();
    if (!in.unsolicited) one.let_out.clear();
    if (has_control) one.ask_keys.push_back(key);
    in.note("asked", one, step.id);
}

void walk_unasked(talk& in, lane& one) {
    one.let_out = step_and_round(one);
    walk(in, one);
}

void say_again_later(talk& in, lane& one) {
    withdraw_questions(in, one);
    one.ask_keys.clear();
    one.step = one.let_out.substr(0, one.let_out.find('/'));
    one.let_out.clear();
    hold(in, one);
}

void finish_lane(talk& in, lane& one, std::string_view how) {
    one.is = lane::phase::done;
    one.step.clear();
    one.since = in.room.now;
    if (!one.let_out.empty()) one.since += words_come_back_within;
    one.revising = false;
    in.note("lane_done", one, std::string(how));
}

void walk(talk& in, lane& one) {
    if (one.step.empty()) one.step = in.script.steps.empty() ? std::string(the_end) : in.script.steps.front().id;
    one.is = lane::phase::held;  // neither asking nor waiting while it walks
    std::set<std::string> passed;
    for (int steps = 0; steps < most_steps_at_once; ++steps) {
        const auto* step = in.script.find_step(one.step);
        if (step == nullptr) break;
        if (!take_step(in, one, *step, passed)) return;
    }
    finish_lane(in, one, "finished");
}

void walk_on(talk& in, lane& one) {
    const auto* step = in.script.find_step(one.step);
    walk_to(in, one, step == nullptr ? std::string(the_end) : step_after(in, one, *step));
}

void walk_to(talk& in, lane& one, const std::string& step) {
    one.step = step;
    one.acted.clear();
    one.let_out.clear();
    walk(in, one);
}

void go_on_from_barrier(talk& in, lane& one, const flow_step& barrier) {
    const auto next = step_after(in, one, barrier);
    const auto* before = in.answer_of(one.person, next);
    const bool for_a_day = barrier.wait_for && !barrier.wait_for->date_of.empty();
    if (for_a_day && before != nullptr && !before->opened) drop_answer(in, one, next);
    walk_to(in, one, next);
}

}  // namespace waymark
