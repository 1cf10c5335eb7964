#include "conversations/engine/advance.hpp"

#include <algorithm>

#include "conversations/engine/answering.hpp"
#include "conversations/engine/beginning.hpp"
#include "conversations/engine/ending.hpp"
#include "conversations/engine/holding.hpp"
#include "conversations/engine/passing_time.hpp"
#include "conversations/engine/question.hpp"
#include "conversations/engine/render.hpp"
#include "conversations/engine/rules.hpp"
#include "conversations/engine/speech.hpp"
#include "conversations/engine/stages.hpp"
#include "conversations/engine/walk.hpp"

namespace waymark {
namespace {

void say_reminder(talk& in, lane& one, const offer& what) {
    const auto* step = in.script.find_step(one.step);
    if (one.is != lane::phase::asking || step == nullptr || !step->ask || one.step != what.name) return;
    outgoing message = question_again(in, one, *step);
    message.text = render(in, one, step->ask->remind.say);
    const bool has_control = message.ask.has_value();
    const auto key = say(in, one, std::move(message));
    if (has_control) one.ask_keys.push_back(key);
}

/// What this offer was for is offered once more, if it was this lane's and still has a reason.
void offer_again(talk& in, lane& one, const input::missed& what) {
    for (const auto& rule : in.script.rules)
        for (const auto* how : {"tell", "otherwise"})
            if (what.offer_key == rule_offer_key(in, one, std::string(how) + "/" + rule.id))
                return propose_rule(in, one, how, rule.id);
    if (!one.let_out.empty() && what.offer_key == walk_offer_key(in, one, one.let_out)) return say_again_later(in, one);
    if (one.is != lane::phase::asking || what.offer_key != remind_offer_key(in, one, one.reminded)) return;
    std::erase(one.ask_keys, what.message);
    remind_later(in, one);
}

/// One input, taken by whichever talk it is for.
struct taking {
    step_room& room;

    [[nodiscard]] const flow* script_of(const conversation& state) const { return room.flows.find(state.flow); }

    /// Lets `act` do something in a running talk with this person's lane; says "no change" where there is none.
    template <class Act>
    void in_talk(const conversation_id& id, const person_id& who, Act act) const {
        auto* state = room.pair.find(id);
        const auto* script = state == nullptr ? nullptr : script_of(*state);
        if (script == nullptr || state->over) {
            room.note("no_change", id.text);
            return;
        }
        talk in{room, *script, *state, who};
        auto* one = in.lane_of(who);
        if (one == nullptr) {
            room.note("no_change", id.text);
            return;
        }
        act(in, *one);
        say_all_waiting(in, *one);
        end_if_done(in);
    }

    /// The same for an answer. Where the script has no word after the last one, the bot itself says that it has come.
    template <class Act>
    void answer_in_talk(const conversation_id& id, const person_id& who, Act act) const {
        in_talk(id, who, [&](talk& in, lane& one) {
            const bool asked = one.is == lane::phase::asking;
            const auto said = one.said;
            act(in, one);
            say_all_waiting(in, one);
            if (asked && one.is != lane::phase::asking && one.said == said) say_phrase(in, one, "answer.noted");
        });
    }

    void heard_from(const person_id& who) const { room.pair.last_heard[who] = room.now; }

    void operator()(const input::begin& wish) const {
        if (wish.asked_for_by_someone) heard_from(wish.asker);
        begin_talk(room, wish);
    }

    void operator()(const input::typed& what) const {
        heard_from(what.who);
        answer_in_talk(what.conversation, what.who,
                       [&](talk& in, lane& one) { answer_typed(in, one, what.text, what.said_in); });
    }

    void operator()(const input::picked& what) const {
        heard_from(what.who);
        answer_in_talk(what.conversation, what.who,
                       [&](talk& in, lane& one) { answer_picked(in, one, what.step, what.values); });
    }

    [[nodiscard]] std::optional<answer> answer_said_in(const person_id& who, const std::string& said_in) const {
        const auto found = std::ranges::find_if(
            room.pair.answers, [&](const answer& one) { return one.author == who && one.said_in == said_in; });
        if (said_in.empty() || found == room.pair.answers.end()) return std::nullopt;
        return *found;
    }

    void operator()(const input::edited& what) const {
        heard_from(what.who);
        const auto before = answer_said_in(what.who, what.said_in);
        if (before)
            in_talk(before->conversation, what.who,
                    [&](talk& in, lane& one) { answer_edited(in, one, *before, what.text); });
    }

    void operator()(const input::deleted& what) const {
        heard_from(what.who);
        const auto before = answer_said_in(what.who, what.said_in);
        if (before)
            in_talk(before->conversation, what.who, [&](talk& in, lane& one) { answer_deleted(in, one, *before); });
    }

    void operator()(const input::asked_to& what) const {
        heard_from(what.who);
        in_talk(what.conversation, what.who, [&](talk& in, lane& one) {
            using wish = input::asked_to::what;
            switch (what.wish) {
                case wish::go_back:
                    return go_back(in, one);
                case wish::skip:
                    return skip_question(in, one);
                case wish::cancel:
                    return cancel_talk(in, one);
                case wish::show_example:
                    return show_example(in, one);
                case wish::ask_again:
                    return repeat_question(in, one);
            }
        });
    }

    /// Words of a talk that is over may still be waiting.
    void operator()(const input::released& let_out) const {
        const auto& what = let_out.what;
        auto* state = room.pair.find(what.conversation);
        const auto* script = state == nullptr ? nullptr : script_of(*state);
        if (script == nullptr) return;
        const auto one = std::ranges::find(state->lanes, what.role, &lane::role);
        if (one == state->lanes.end()) return;
        talk in{room, *script, *state, one->person, true};
        if (what.what == "tell" || what.what == "otherwise")
            say_waiting(in, *one, what.what + "/" + what.name);
        else if (what.what == "remind")
            say_reminder(in, *one, what);
        else if (one->is == lane::phase::held && walk_offer_key(in, *one) == what.key)
            walk_unasked(in, *one);
        end_if_done(in);
    }

    void operator()(const input::came_back& what) const {
        for (auto& state : room.pair.running) {
            const auto* script = script_of(state);
            if (script == nullptr) continue;
            talk in{room, *script, state, person_id{}};
            if (auto* one = in.lane_of(what.who)) propose_all_waiting(in, *one);
        }
    }

    void operator()(const input::missed& what) const {
        for (auto& state : room.pair.running) {
            const auto* script = script_of(state);
            if (script == nullptr) continue;
            talk in{room, *script, state, person_id{}};
            if (auto* one = in.lane_of(what.who)) offer_again(in, *one, what);
        }
    }

    /// Why is theirs; that it is over is everybody's.
    void operator()(const input::left&) const {
        room.pair.ended = true;
        room.pair.end_reason = "left";
        room.note("pair_ended", "left");
    }

    void operator()(const input::moved_on& what) const {
        enter_stage(room.pair, what.stage, room.now);
        room.note("stage", what.stage);
    }

    void operator()(const input::closing_put_off&) const { put_off_closing(room); }
    void operator()(const input::hold& what) const { hold_pair(room, what.by); }
    void operator()(const input::release& what) const { release_pair(room, what.by); }

    void operator()(const input::clock_struck&) const {
        if (room.pair.held_since) return;  // no time passes
        const bool resumed = room.pair.paused_until && *room.pair.paused_until <= room.now;
        if (resumed) {
            room.pair.rested_until =
                std::max(*room.pair.paused_until, room.pair.rested_until.value_or(*room.pair.paused_until));
            room.pair.paused_until.reset();
            room.note("resumed", {});
        }
        for (auto& state : room.pair.running) {
            const auto* script = script_of(state);
            if (script == nullptr) continue;
            talk in{room, *script, state, person_id{}};
            if (resumed)
                for (auto& one : state.lanes) propose_all_waiting(in, one);
            let_time_pass(in);
        }
    }
};

/// A pair that has ended has nothing more to ask; what is to be told about it is still told.
void end_other_talks(step_room& room) {
    if (!room.pair.ended) return;
    for (auto& state : room.pair.running) {
        const auto* script = room.flows.find(state.flow);
        if (script == nullptr) continue;
        talk in{room, *script, state, person_id{}};
        end_talk(in, "pair_ended");
    }
}

}  // namespace

step_result advance(const flow_library& flows, const bot_texts& texts, const cast_facts& facts, pair_state pair,
                    const engine_input& input, instant now) {
    step_room room{flows, texts, facts, now, std::move(pair)};
    const bool had_ended = room.pair.ended;
    const earlier_stage was{room.pair.stage, room.pair.stage_since};
    std::visit(taking{room}, input);
    end_talks_left_behind(room, was);
    if (room.pair.ended && !room.pair.ended_at) room.pair.ended_at = now;
    if (!had_ended) end_other_talks(room);
    drop_ended(room.pair, now);
    return {std::move(room.pair), std::move(room.effects)};
}

instant next_timer(const flow_library& flows, const pair_state& pair) {
    if (pair.held_since) return never;
    auto next = pair.paused_until.value_or(never);
    for (const auto& state : pair.running)
        if (const auto* script = flows.find(state.flow)) next = std::min(next, next_due(*script, state));
    return next;
}

const conversation* open_question(const pair_state& pair, const person_id& who) {
    const conversation* newest = nullptr;
    instant asked{};
    for (const auto& state : pair.running) {
        for (const auto& one : state.lanes) {
            if (state.over || one.person != who || one.is != lane::phase::asking || one.since < asked) continue;
            newest = &state;
            asked = one.since;
        }
    }
    return newest;
}

}  // namespace waymark
