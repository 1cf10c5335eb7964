#include "conversations/engine/beginning.hpp"

#include <algorithm>

#include "conversations/engine/conditions.hpp"
#include "conversations/engine/ending.hpp"
#include "conversations/engine/question.hpp"
#include "conversations/engine/speech.hpp"
#include "conversations/engine/walk.hpp"

namespace waymark {
namespace {

/// Roles called mentor and mentee are those two. Of other names the first is whoever asks (the mentee when nobody
/// does), the second their partner.
person_id person_for(const pair_state& pair, const input::begin& wish, const std::string& role, bool first) {
    if (const auto given = wish.cast.find(role); given != wish.cast.end()) return given->second;
    if (role == "mentor") return pair.mentor;
    if (role == "mentee") return pair.mentee;
    const auto asker = wish.asker.empty() ? pair.mentee : wish.asker;
    return first ? asker : pair.partner_of(asker);
}

conversation new_conversation(step_room& room, const flow& script, const input::begin& wish) {
    conversation out;
    const auto number = ++room.pair.talks[script.ref.name];
    out.id.text = room.pair.id.text + "." + script.ref.name + "." + std::to_string(number);
    out.flow = script.ref;
    out.structure_hash = script.structure_hash;
    out.why = wish.why;
    out.weight = wish.weight;
    if (wish.good_for > span::zero()) out.good_until = room.now + wish.good_for;
    out.started = room.now;
    for (const auto& role : script.people) {
        lane one;
        one.role = role;
        one.person = person_for(room.pair, wish, role, out.lanes.empty());
        one.since = room.now;
        out.lanes.push_back(std::move(one));
    }
    return out;
}

/// The first question on this person's way that they have not answered; null when the way ends before one.
const flow_step* first_unanswered(const talk& in, const lane& one) {
    const auto& steps = in.script.steps;
    const auto* step = steps.empty() ? nullptr : steps.data();
    for (std::size_t seen = 0; step != nullptr && seen < 2 * steps.size(); ++seen) {
        const bool mine = talk::is_for(*step, one) && hold_all(in, one, step->only_if);
        if (mine && step->ask && in.answer_of(one.person, step->id) == nullptr) return step;
        if (mine)
            step = in.script.find_step(step_after(in, one, *step));
        else
            step = step == &steps.back() ? nullptr : step + 1;
    }
    return nullptr;
}

void ask_again(talk& in, lane& one, const flow_step& step) {
    open_question_of(in, one, step, question_again(in, one, step));
}

/// Somebody whose part is over, or who left it, takes it up again.
void take_up(talk& in, lane& one) {
    const auto* step = first_unanswered(in, one);
    if (step != nullptr) {
        one.revising = true;
        walk_to(in, one, step->id);
        return;
    }
    const auto* last = one.path.empty() ? nullptr : in.script.find_step(one.path.back());
    const auto* given = last == nullptr ? nullptr : in.answer_of(one.person, last->id);
    if (last == nullptr || !last->ask || (given != nullptr && given->opened)) {
        say_phrase(in, one, "answer.all_said");
        return;
    }
    one.path.pop_back();
    ask_again(in, one, *last);
}

/// Who waits for a day may think of it sooner.
void wait_no_longer(talk& in, lane& one) {
    const auto* step = in.script.find_step(one.step);
    if (step != nullptr && step->wait_for && !step->wait_for->date_of.empty())
        go_on_from_barrier(in, one, *step);
    else
        say_phrase(in, one, "answer.waiting", {{"name", in.first_name_of(in.partner_of(one))}});
}

void come_back(talk& in, lane& one) {
    switch (one.is) {
        case lane::phase::asking:
            if (const auto* step = in.script.find_step(one.step)) ask_again(in, one, *step);
            return;
        case lane::phase::held:
            withdraw(in, one.person, walk_offer_key(in, one));
            walk(in, one);
            return;
        case lane::phase::barrier:
            wait_no_longer(in, one);
            return;
        case lane::phase::done:
            take_up(in, one);
            return;
    }
}

}  // namespace

bool has_steps_for(const flow& script, std::string_view role) {
    return std::ranges::any_of(script.steps,
                               [&](const flow_step& step) { return step.only_for.empty() || step.only_for == role; });
}

void begin_talk(step_room& room, const input::begin& wish) {
    const auto* script = room.flows.find(wish.flow);
    if (script == nullptr || room.pair.ended) {
        room.note("no_change", wish.flow.name);
        return;
    }
    const auto here = wish.asked_for_by_someone ? wish.asker : person_id{};
    for (auto& running : room.pair.running) {
        if (running.over || running.flow.name != wish.flow.name) continue;
        const auto* pinned = room.flows.find(running.flow);  // it may run on an older version
        if (pinned == nullptr) return;
        talk in{room, *pinned, running, here};
        auto* one = in.lane_of(here);
        // What is the partner's alone says nothing to whoever asks for the same: they get one of their own.
        if (!here.empty() && (one == nullptr || !has_steps_for(*pinned, one->role))) continue;
        if (one == nullptr)
            room.note("no_change", running.id.text);
        else
            come_back(in, *one);
        return;
    }
    auto& state = room.pair.running.emplace_back(new_conversation(room, *script, wish));
    room.note("started", state.id.text);
    talk in{room, *script, state, here};
    for (auto& one : state.lanes)
        if (one.person == here) walk(in, one);
    for (auto& one : state.lanes)
        if (one.person != here) walk(in, one);
    end_if_done(in);
}

}  // namespace waymark
