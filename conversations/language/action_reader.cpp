// Reads conditions (only_if, if, needs) and actions (do).
#include <algorithm>
#include <utility>

#include "conversations/language/flow_parts.hpp"

namespace waymark {

namespace {

const std::vector<std::string> tests{"answered", "declined", "missing", "settled", "one_of", "at_least", "at_most"};
constexpr int single_words = 4;
const key_set test_keys{"a test", {"one_of", "at_least", "at_most"}};

bool read_test(reading& in, const yaml_node& node, condition& into) {
    using enum condition::test;
    if (node.is == yaml_node::kind::scalar) {
        const auto found = std::find(tests.begin(), tests.begin() + single_words, node.text);
        if (found == tests.begin() + single_words) {
            in.unknown(node.at, "F015", "\"" + node.text + "\" is not a test of an answer", node.text, tests);
            return false;
        }
        into.is = static_cast<condition::test>(found - tests.begin());
        return true;
    }
    const map_reader from(in, node, test_keys);
    if (!from.is_map()) return false;
    if (node.entries.size() != 1) {
        in.error(node.at, "F018", "exactly one test belongs here", "such as { one_of: [monthly, quarterly] }");
        return false;
    }
    if (const auto* values = from.find("one_of")) {
        into.is = one_of;
        for (auto& value : read_names(in, *values, "the name of an option")) into.values.push_back(value.name);
        if (into.values.empty())
            in.error(values->at, "F013", "one_of needs at least one option", "such as [monthly, quarterly]");
        return !into.values.empty();
    }
    into.is = from.find("at_least") != nullptr ? at_least : at_most;
    const auto* bound = from.find(into.is == at_least ? "at_least" : "at_most");
    const auto number = bound == nullptr ? std::nullopt : read_number(in, *bound);
    into.number = number.value_or(0);
    return number.has_value();
}

std::optional<flow_action> read_rhythm(reading& in, const yaml_node& node) {
    if (node.is == yaml_node::kind::map) {
        const map_reader from(in, node, keys::slowest);
        const auto* step = from.need("slowest_of", "contact");
        if (step == nullptr) return {};
        return action::set_rhythm{read_name(in, *step, "the name of a step"), {}};
    }
    auto value = read_text(in, node, "set_rhythm");
    if (!value.empty() && !is_rhythm(value)) {
        in.unknown(node.at, "F015", "\"" + value + "\" is not a rhythm", value,
                   {"weekly", "fortnightly", "monthly", "quarterly", "3w"});
        return {};
    }
    return action::set_rhythm{{}, std::move(value)};
}

std::optional<flow_action> read_end(reading& in, const yaml_node& node) {
    if (node.is != yaml_node::kind::map)
        return read_true(in, node) ? std::optional<flow_action>(action::end_pair{}) : std::nullopt;
    const map_reader from(in, node, keys::end_pair);
    const auto* reason = from.need("reason", "a_step");
    if (reason == nullptr) return {};
    return action::end_pair{read_name(in, *reason, "the name of a step")};
}

std::optional<flow_action> read_action(reading& in, const yaml_node::entry& entry, const std::string& owner) {
    const auto& [key, at, value] = entry;
    if (key == "set_rhythm") return read_rhythm(in, value);
    if (key == "set_stage") return action::set_stage{read_name(in, value, "the name of a stage").name};
    if (key == "start") return action::start_flow{read_name(in, value, "the name of a flow"), "same"};
    if (key == "pause_until") return action::pause_until{read_name(in, value, "the name of a step")};
    if (key == "set_end") return action::set_end{read_name(in, value, "the name of a step")};
    if (key == "end_pair") return read_end(in, value);
    if (key == "log_meeting")
        return read_true(in, value) ? std::optional<flow_action>(action::log_meeting{}) : std::nullopt;
    if (key == "tell_contact") return action::tell_contact{read_script(in, value, owner + ".contact")};
    if (key == "calendar_file") return action::calendar_file{read_name(in, value, "the name of a step")};
    return {};  // unknown keys have been reported
}

}  // namespace

bool is_rhythm(std::string_view value) {
    return value == "weekly" || value == "fortnightly" || value == "monthly" || value == "quarterly" ||
           parse_span(value).value_or(span::zero()) > span::zero();
}

bool looks_inside(const condition& test) {
    using enum condition::test;
    return test.is == one_of || test.is == at_least || test.is == at_most || test.is == declined;
}

std::vector<condition> read_conditions(reading& in, const yaml_node& node) {
    std::vector<condition> all;
    if (node.is != yaml_node::kind::map || node.entries.empty()) {
        in.error(node.at, "F013", "a condition names a question and what must hold for its answer",
                 "such as { contact: answered }");
        return all;
    }
    for (const auto& entry : node.entries) {
        condition one;
        one.step = {entry.key, entry.at};
        one.at = entry.value.at;
        if (read_test(in, entry.value, one)) all.push_back(std::move(one));
    }
    return all;
}

std::vector<flow_action> read_actions(reading& in, const yaml_node& node, const std::string& owner) {
    std::vector<flow_action> all;
    const map_reader from(in, node, keys::actions);
    if (!from.is_map()) return all;
    for (const auto& entry : node.entries)
        if (auto one = read_action(in, entry, owner)) all.push_back(*std::move(one));
    return all;
}

}  // namespace waymark
