#include "conversations/engine/ending.hpp"

#include <algorithm>

#include "conversations/engine/speech.hpp"
#include "conversations/engine/stages.hpp"
#include "conversations/engine/walk.hpp"

namespace waymark {
namespace {

bool may_still_be_told(const conversation& state, const together_rule& rule) {
    return rule.otherwise.after > span::zero() && !state.fired.contains(rule.id) && !state.told_late.contains(rule.id);
}

/// Nobody has been told or asked anything in it.
bool nobody_has_heard_of(const conversation& state) {
    return std::ranges::all_of(state.lanes, [](const lane& one) { return one.said == 0; });
}

bool leads_to(const step_room& room, const conversation& state, std::string_view stage) {
    const auto* script = room.flows.find(state.flow);
    return script != nullptr && leads_to(*script, stage);
}

void end_talk(step_room& room, conversation& state, std::string_view how) {
    const auto* script = room.flows.find(state.flow);
    if (script == nullptr) return;
    talk in{room, *script, state, person_id{}};
    end_talk(in, how);
}

/// The pair has gone on to `stage`, which is the closing or lies after it, from before the closing.
void end_all_but_what_led_to(step_room& room, std::string_view stage) {
    for (auto& state : room.pair.running) {
        if (leads_to(room, state, stage)) continue;
        if (stage != closing_stage)
            end_talk(room, state, "stage_over");
        else if (nobody_has_heard_of(state))
            end_talk(room, state, "closing_begun");
    }
}

}  // namespace

void end_if_done(talk& in) {
    if (in.state.over) return;
    const bool all_through =
        std::ranges::all_of(in.state.lanes, [](const lane& one) { return one.is == lane::phase::done; });
    if (!all_through ||
        std::ranges::any_of(in.script.rules, [&](const auto& rule) { return may_still_be_told(in.state, rule); }))
        return;
    in.state.over = true;
    in.room.note("ended", in.state.id.text);
}

void end_talk(talk& in, std::string_view how) {
    if (in.state.over) return;
    for (auto& one : in.state.lanes) {
        if (one.is == lane::phase::done) continue;
        withdraw_questions(in, one);
        close_buttons(in, one);
        one.let_out.clear();
        finish_lane(in, one, how);
    }
    in.state.over = true;
    in.room.note("ended", in.state.id.text);
}

void put_off_closing(step_room& room) {
    auto& pair = room.pair;
    if (pair.stage != closing_stage) return;
    for (auto& state : pair.running)
        if (leads_to(room, state, closing_stage)) end_talk(room, state, "put_off");
    const auto before = pair.before_closing.value_or(earlier_stage{"growing", room.now});
    pair.stage = before.stage;
    pair.stage_since = before.since;
    pair.before_closing.reset();
    pair.rested_until = room.now;  // they were about to part: that was no silence, and what is open gets its time
    room.note("stage", pair.stage);
}

void end_talks_left_behind(step_room& room, const earlier_stage& was) {
    const auto& stage = room.pair.stage;
    if (leads_on(stage, closing_stage)) return;
    if (leads_on(was.stage, closing_stage)) return end_all_but_what_led_to(room, stage);
    const bool closed = leads_on(closing_stage, stage);
    auto& all = room.pair.running;
    // Talks stand in the order in which they began; a pause moves the times of each.
    auto up_to =
        std::ranges::find_if(all, [&](const conversation& state) { return leads_to(room, state, closing_stage); });
    if (up_to != all.end() ? !closed && !up_to->over : !closed || !leads_on(was.stage, closed_stage)) return;
    if (up_to == all.end())
        up_to = std::ranges::find_if(all, [&](const conversation& state) { return state.started >= was.since; });
    for (auto state = all.begin(); state != up_to; ++state) end_talk(room, *state, "closing_over");
}

bool has_last_words(const lane& one) {
    return !one.to_tell.empty() || one.is == lane::phase::held;
}

void drop_ended(pair_state& pair, instant now) {
    std::erase_if(pair.running, [&](const conversation& one) {
        return one.over && std::ranges::all_of(
                               one.lanes, [&](const lane& each) { return !has_last_words(each) && each.since <= now; });
    });
}

}  // namespace waymark
