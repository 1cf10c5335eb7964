#include "conversations/engine/answering.hpp"

#include <algorithm>

#include "conversations/engine/keeping.hpp"
#include "conversations/engine/question.hpp"
#include "conversations/engine/render.hpp"
#include "conversations/engine/rules.hpp"
#include "conversations/engine/speech.hpp"
#include "conversations/engine/walk.hpp"

namespace waymark {
namespace {

bool is_asking(const lane& one, std::string_view step) {
    return one.is == lane::phase::asking && one.step == step;
}

void settle_buttons(talk& in, lane& one, const flow_step& step) {
    const auto* given = in.answer_of(one.person, step.id);
    if (given == nullptr) return;
    for (const auto& key : one.ask_keys)
        in.room.effects.emplace_back(effect::settle{one.person, {key, chosen_label(in, one, step, *given), true}});
    one.ask_keys.clear();
}

/// The question at lane::step has its answer: the rules first, then whatever comes next.
void move_on(talk& in, lane& one, const flow_step& step) {
    settle_buttons(in, one, step);
    withdraw_reminder(in, one);
    if (one.path.empty() || one.path.back() != step.id) one.path.push_back(step.id);
    one.is = lane::phase::held;  // from here on the answer counts
    fire_rules(in);
    walk_on(in, one);
}

/// What is said beside the open question has its buttons, too: those above may be off the screen.
void say_with_control(talk& in, lane& one, outgoing message) {
    const bool has_control = message.ask.has_value();
    const auto key = say(in, one, std::move(message));
    if (has_control) one.ask_keys.push_back(key);
}

void ask_anew(talk& in, lane& one, const flow_step& step, const answer_reading& read) {
    if (read.counts) ++one.tries;
    if (one.tries < step.ask->answer.tries) {
        auto message = question_again(in, one, step);
        message.text = phrase(in, one.person, read.problem, read.problem_values);
        if (message.ask) {  // a card stands by itself, and so it does when it is answered
            message.text.push_back({"\n", false});
            std::ranges::move(render(in, one, step.ask->text), std::back_inserter(message.text));
        }
        say_with_control(in, one, std::move(message));
        return;
    }
    say_phrase(in, one, "answer.left_out");
    skip_question(in, one);
}

/// An answer to the question this lane is at.
void accept(talk& in, lane& one, const flow_step& step, const answer_reading& read, const std::string& said_in) {
    if (!read.readable) {
        ask_anew(in, one, step, read);
        return;
    }
    keep_answer(in, one, step, read.value, said_in);
    if (!step.ask->answer.if_vague.empty() && !one.vague_asked && is_vague(read.value)) {
        one.vague_asked = true;
        auto words = render(in, one, step.ask->answer.if_vague);
        words.push_back({"\n", false});
        std::ranges::move(phrase(in, one.person, "answer.or_stays"), std::back_inserter(words));
        say_text(in, one, std::move(words));
        return;
    }
    move_on(in, one, step);
}

/// Whether the way through the script depends on this answer.
bool decides_the_way(const talk& in, const flow_step& step) {
    if (std::ranges::any_of(step.next, [](const branch& way) { return !way.when.empty(); })) return true;
    return std::ranges::any_of(in.script.steps, [&](const flow_step& other) {
        return std::ranges::any_of(other.only_if, [&](const condition& what) { return what.step.name == step.id; });
    });
}

/// Another answer to a question that lies behind. False when the partner has read the earlier one.
bool amend(talk& in, lane& one, const flow_step& step, const answer_reading& read, const std::string& said_in) {
    const auto* before = in.answer_of(one.person, step.id);
    if (before != nullptr && before->opened) {
        say_phrase(in, one, "answer.opened");
        return false;
    }
    if (!read.readable) {
        say_phrase(in, one, read.problem, read.problem_values);
        return false;
    }
    const bool the_same = before != nullptr && before->value == read.value;
    if (!decides_the_way(in, step) || the_same) {
        keep_answer(in, one, step, read.value, said_in);
        fire_rules(in);
        return true;
    }
    one.ask_keys.clear();  // the open question is asked again when the way leads there
    withdraw_reminder(in, one);
    one.reminded = 0;
    one.step = step.id;
    one.is = lane::phase::asking;
    one.revising = true;
    keep_answer(in, one, step, read.value, said_in);
    move_on(in, one, step);
    return true;
}

const flow_step* question_at(const talk& in, std::string_view id) {
    const auto* step = in.script.find_step(id);
    return step != nullptr && step->ask ? step : nullptr;
}

/// Somebody who is here and whose next words wait in the gate gets them now.
void go_on_if_held(talk& in, lane& one) {
    if (one.is != lane::phase::held) return;
    withdraw(in, one.person, walk_offer_key(in, one));
    walk(in, one);
}

}  // namespace

void answer_typed(talk& in, lane& one, const std::string& text, const std::string& said_in) {
    const auto* step = one.is == lane::phase::asking ? question_at(in, one.step) : nullptr;
    if (step == nullptr) {
        in.note("no_change", one, "nothing_asked");
        return;
    }
    if (one.vague_asked && in.answer_of(one.person, step->id) != nullptr &&
        in.room.texts.is_word(in.language_of(one.person), "word.it_stays", text))
        return move_on(in, one, *step);
    accept(in, one, *step, read_typed(step->ask->answer, aids_for(in, one, *step), text), said_in);
}

void answer_picked(talk& in, lane& one, const std::string& step_id, const std::vector<std::string>& values) {
    const auto* step = question_at(in, step_id);
    if (step == nullptr || !talk::is_for(*step, one)) {
        in.note("no_change", one, "no_such_question");
        return;
    }
    const auto read = read_picked(step->ask->answer, aids_for(in, one, *step), values);
    if (is_asking(one, step_id)) {
        accept(in, one, *step, read, {});
        return;
    }
    if (amend(in, one, *step, read, {}) && one.step != step_id && !decides_the_way(in, *step))
        say_phrase(in, one, "answer.changed");
    go_on_if_held(in, one);
}

void answer_edited(talk& in, lane& one, const answer& before, const std::string& text) {
    const auto* step = question_at(in, before.step);
    if (step == nullptr) return;
    const auto read = read_typed(step->ask->answer, aids_for(in, one, *step), text);
    if (!is_asking(one, before.step)) {
        (void)amend(in, one, *step, read, before.said_in);  // the edited message itself shows that it worked
        return;
    }
    if (read.readable)
        keep_answer(in, one, *step, read.value, before.said_in);
    else
        say_phrase(in, one, read.problem, read.problem_values);
}

void answer_deleted(talk& in, lane& one, const answer& before) {
    if (before.opened) {
        say_phrase(in, one, "answer.opened");
        return;
    }
    drop_answer(in, one, before.step);
    say_phrase(in, one, "answer.taken_back");
}

void go_back(talk& in, lane& one) {
    if (one.path.empty()) {
        say_phrase(in, one, "answer.no_way_back");
        return;
    }
    const auto* step = question_at(in, one.path.back());
    const auto* given = step == nullptr ? nullptr : in.answer_of(one.person, step->id);
    if (step == nullptr || (given != nullptr && given->opened)) {
        const bool asks = one.is == lane::phase::asking;  // what they write next is not the answer they came back for
        say_phrase(in, one, asks ? "answer.opened_and_asked" : "answer.opened");
        return;
    }
    withdraw_questions(in, one);
    one.path.pop_back();
    open_question_of(in, one, *step, question_again(in, one, *step));
    one.revising = true;
}

void skip_question(talk& in, lane& one) {
    const auto* step = one.is == lane::phase::asking ? question_at(in, one.step) : nullptr;
    if (step == nullptr) {
        in.note("no_change", one, "nothing_to_skip");
        return;
    }
    if (in.answer_of(one.person, step->id) == nullptr) {  // after "back" the earlier answer stays
        answer_value nothing;
        nothing.declined = true;
        keep_answer(in, one, *step, nothing, {});
    }
    move_on(in, one, *step);
}

void cancel_talk(talk& in, lane& one) {
    withdraw_questions(in, one);
    one.let_out.clear();
    finish_lane(in, one, "left");
}

void repeat_question(talk& in, lane& one) {
    const auto* step = one.is == lane::phase::asking ? question_at(in, one.step) : nullptr;
    if (step != nullptr) say_with_control(in, one, question_again(in, one, *step));
}

void show_example(talk& in, lane& one) {
    const auto* step = one.is == lane::phase::asking ? question_at(in, one.step) : nullptr;
    if (step == nullptr || step->ask->example.empty())
        say_phrase(in, one, "answer.no_example");
    else
        say_text(in, one, render(in, one, step->ask->example));
}

void give_up_question(talk& in, lane& one, const flow_step& step) {
    in.note("gave_up", one, step.id);
    withdraw_reminder(in, one);
    if (in.answer_of(one.person, step.id) != nullptr) {  // a short answer, or one that was to be changed
        move_on(in, one, step);
        return;
    }
    close_buttons(in, one);
    one.is = lane::phase::held;
    walk_to(in, one, step.ask->after_silence->go.name);
}

}  // namespace waymark
