// Reads what leads a pair from one stage to the next.
#include <algorithm>

#include "conversations/programme/rule_parts.hpp"

namespace waymark {

namespace keys {
const key_set stage{"a stage", {"from", "to", "when"}};
}  // namespace keys

namespace {

std::optional<stage_rule> read_stage_rule(const rule_aids& with, const yaml_node& node) {
    const map_reader from(with.in, node, keys::stage);
    if (!from.is_map()) return {};
    std::string left;
    stage_rule into;
    if (const auto* stage = from.need("from", "groundwork"))
        left = read_word(with.in, *stage, "stage", stage_names(), "P023");
    if (const auto* stage = from.need("to", "goals"))
        into.to = read_word(with.in, *stage, "stage", stage_names(), "P023");
    if (const auto* when = from.need("when", "{ meetings: 2 }"))
        if (auto read = read_move(with, *when)) into.when = std::move(*read);
    if (left.empty() || into.to.empty()) return {};
    if (!leads_on(left, into.to))
        with.in.error(from.key_at("to"), "P033", "\"" + into.to + "\" does not come after \"" + left + "\"",
                      "stages lead on: " + joined(stage_names()));
    into.when.stages = {left};
    return into;
}

bool tells_of(const nudge_rule& rule, const std::string& stage) {
    return rule.when.is == trigger::moment::in_stage && rule.when.length == span::zero() && rule.to == "both" &&
           std::ranges::count(rule.when.stages, stage) > 0;
}

}  // namespace

std::vector<stage_rule> read_stage_rules(const rule_aids& with, const map_reader& from) {
    std::vector<stage_rule> all;
    for (const auto& node : read_list(with.in, from, "stages", "from: groundwork"))
        if (auto one = read_stage_rule(with, node)) all.push_back(std::move(*one));
    return all;
}

void check_stages_are_told(reading& in, const map_reader& from, const programme& of) {
    for (const auto& rule : of.stages)
        if (std::ranges::none_of(of.nudges, [&](const nudge_rule& one) { return tells_of(one, rule.to); }))
            in.warning(from.key_at("stages"), "P042", "nobody hears that a pair has come to \"" + rule.to + "\"",
                       "add a nudge with when: { in_stage: " + rule.to + " } and to: both");
}

}  // namespace waymark
