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
    if (pair.stage != "closing") return;
    for (auto& state : pair.running) {
        const auto* script = room.flows.find(state.flow);
        if (script == nullptr || !leads_to_closing(*script)) continue;
        talk in{room, *script, state, person_id{}};
        end_talk(in, "put_off");
    }
    const auto before = pair.before_closing.value_or(earlier_stage{"growing", room.now});
    pair.stage = before.stage;
    pair.stage_since = before.since;
    pair.before_closing.reset();
    pair.rested_until = room.now;  // they were about to part: that was no silence, and what is open gets its time
    room.note("stage", pair.stage);
}

void end_talks_before_closing(step_room& room, const earlier_stage& was) {
    if (leads_on(room.pair.stage, closing_stage)) return;
    const bool closed = !leads_on(room.pair.stage, closed_stage);
    auto& all = room.pair.running;
    const auto is_closing = [&](const conversation& state) {
        const auto* script = room.flows.find(state.flow);
        return script != nullptr && leads_to_closing(*script);
    };
    // Talks stand in the order in which they began; a pause moves the times of each.
    auto up_to = std::ranges::find_if(all, is_closing);
    if (up_to != all.end() ? !closed && !up_to->over : !closed || !leads_on(was.stage, closed_stage)) return;
    if (up_to == all.end())
        up_to = std::ranges::find_if(all, [&](const conversation& state) { return state.started >= was.since; });
    for (auto state = all.begin(); state != up_to; ++state) {
        const auto* script = room.flows.find(state->flow);
        if (script == nullptr) continue;
        talk in{room, *script, *state, person_id{}};
        end_talk(in, "closing_over");
    }
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
