#include "bot/rehearsal/questions.hpp"

#include <algorithm>

namespace waymark::rehearsal {
namespace {

bool notes_a_meeting(const flow_step& one) {
    return std::ranges::any_of(
        one.does, [](const flow_action& what) { return std::holds_alternative<action::log_meeting>(what); });
}

}  // namespace

void open_questions::learn(const turn_outcome& from) {
    for (const auto& pair : from.pairs) {
        for (const auto& talk : pair.running) {
            const auto* script = talk.over ? nullptr : flows_.find(talk.flow);
            if (script == nullptr) continue;
            for (const auto& one : talk.lanes) {
                if (one.is != lane::phase::asking) continue;
                const auto* step = script->find_step(one.step);
                if (step == nullptr || !step->ask) continue;
                const message_key last{talk.id.text + "/" + one.role + "/" + std::to_string(one.said)};
                by_message_[last] = {pair.id, talk.id, script, step, one.person};
            }
        }
    }
}

std::optional<asked_question> open_questions::take(const message_key& message) {
    const auto found = by_message_.extract(message);
    if (found.empty()) return {};
    return found.mapped();
}

std::string choice_that_notes_a_meeting(const flow& script, const flow_step& at) {
    for (const auto& way : at.next) {
        const auto* to = script.find_step(way.go.name);
        if (to == nullptr || !notes_a_meeting(*to)) continue;
        for (const auto& test : way.when)
            if (test.is == condition::test::one_of && test.step.name == at.id && !test.values.empty())
                return test.values.front();
    }
    return {};
}

}  // namespace waymark::rehearsal
