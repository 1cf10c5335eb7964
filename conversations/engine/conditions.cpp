#include "conversations/engine/conditions.hpp"

#include <algorithm>

namespace waymark {
namespace {

bool is_one_of(const answer_value& value, const std::vector<std::string>& wanted) {
    return std::ranges::any_of(value.items,
                               [&](const auto& item) { return std::ranges::find(wanted, item) != wanted.end(); });
}

bool concerns(const talk& in, const condition& what, const lane& one) {
    const auto* step = in.script.find_step(what.step.name);
    return step != nullptr && talk::is_for(*step, one);
}

}  // namespace

bool holds(const talk& in, const lane& one, const condition& what) {
    using test = condition::test;
    const auto* given = in.settled_answer(one, what.step.name);
    const bool told = given != nullptr && !given->value.declined;
    switch (what.is) {
        case test::answered:
            return told;
        case test::declined:
            return given != nullptr && given->value.declined;
        case test::missing:
            return given == nullptr;
        case test::settled:
            return given != nullptr;
        case test::one_of:
            return told && is_one_of(given->value, what.values);
        case test::at_least:
            return told && given->value.number >= what.number;
        case test::at_most:
            return told && given->value.number <= what.number;
    }
    return false;
}

bool hold_all(const talk& in, const lane& one, const std::vector<condition>& what) {
    return std::ranges::all_of(what, [&](const condition& each) { return holds(in, one, each); });
}

bool needs_met(const talk& in, const together_rule& rule) {
    return std::ranges::all_of(rule.needs, [&](const condition& need) {
        bool anybody = false;
        for (const auto& one : in.state.lanes) {
            if (!concerns(in, need, one)) continue;
            anybody = true;
            if (!holds(in, one, need)) return false;
        }
        return anybody;
    });
}

bool own_part_done(const talk& in, const lane& one, const together_rule& rule) {
    return std::ranges::all_of(rule.needs,
                               [&](const condition& need) { return !concerns(in, need, one) || holds(in, one, need); });
}

}  // namespace waymark
