#include "conversations/engine/holding.hpp"

#include "conversations/engine/passing_time.hpp"
#include "conversations/engine/speech.hpp"

namespace waymark {
namespace {

template <class Act>
void in_each_talk(step_room& room, const Act& act) {
    for (auto& state : room.pair.running) {
        const auto* script = room.flows.find(state.flow);
        if (script == nullptr) continue;
        talk in{room, *script, state, person_id{}};
        act(in);
    }
}

}  // namespace

void hold_pair(step_room& room, const std::string& by) {
    if (!room.pair.held_by.insert(by).second) return;
    room.note("held", by);
    if (room.pair.held_since) return;
    in_each_talk(room, [](talk& in) {
        for (const auto& one : in.state.lanes) withdraw_everything(in, one);
    });
    room.pair.held_since = room.now;
}

void release_pair(step_room& room, const std::string& by) {
    if (room.pair.held_by.erase(by) == 0) return;
    room.note("released", by);
    if (!room.pair.held_by.empty() || !room.pair.held_since) return;
    const auto held = room.now - *room.pair.held_since;
    room.pair.held_since.reset();
    room.pair.rested_until = room.now;
    in_each_talk(room, [&](talk& in) {
        rest_for(in.script, in.state, held, room.now);
        for (auto& one : in.state.lanes) propose_all_waiting(in, one);
    });
}

}  // namespace waymark
