#include "conversations/engine/stages.hpp"

#include <algorithm>

namespace waymark {
const std::vector<std::string>& stage_names() {
    static const std::vector<std::string> all{"invited", "groundwork", "goals",    "growing",
                                              "closing", "closed",     "afterglow"};
    return all;
}

bool leads_on(std::string_view from, std::string_view to) {
    const auto place = [](std::string_view stage) { return std::ranges::find(stage_names(), stage); };
    const auto none = stage_names().end();
    if (place(from) == none || place(to) == none) return from != to;
    return place(from) < place(to);
}

void enter_stage(pair_state& pair, std::string_view stage, instant now) {
    if (stage == closing_stage) pair.before_closing = earlier_stage{pair.stage, pair.stage_since};
    pair.stage = stage;
    pair.stage_since = now;
}

bool leads_to(const flow& script, std::string_view stage) {
    const auto sets_it = [&](const flow_action& what) {
        const auto* next = std::get_if<action::set_stage>(&what);
        return next != nullptr && next->stage == stage;
    };
    const auto does_it = [&](const auto& part) { return std::ranges::any_of(part.does, sets_it); };
    return std::ranges::any_of(script.steps, does_it) || std::ranges::any_of(script.rules, does_it);
}

}  // namespace waymark
