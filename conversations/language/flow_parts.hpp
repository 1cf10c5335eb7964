// The parts of a flow file and the passes over it, as the reader uses them. Private to this folder.
#pragma once

#include <string>
#include <vector>

#include "conversations/language/flow_reader.hpp"
#include "conversations/language/node_reader.hpp"

namespace waymark {

[[nodiscard]] script_text read_script(reading& in, const yaml_node& node, std::string key);
[[nodiscard]] answer_spec read_answer(reading& in, const yaml_node& node, const std::string& step);
/// A typed answer is looked for among the labels without regard to case and punctuation: F018 when two are one.
void check_labels(reading& in, const std::vector<answer_option>& options);
[[nodiscard]] std::vector<condition> read_conditions(reading& in, const yaml_node& node);
/// `owner` is the id of the step or rule; it begins the translation keys.
[[nodiscard]] std::vector<flow_action> read_actions(reading& in, const yaml_node& node, const std::string& owner);
[[nodiscard]] flow_step read_step(reading& in, const yaml_node& node);
[[nodiscard]] together_rule read_rule(reading& in, const yaml_node& node);

/// Step, rule and answer names all exist, and tests fit their questions: F020, F021, F025.
void check_names(reading& in, const flow& one);
/// Every lane gets through: F022, F023, F024.
void check_paths(reading& in, const flow& one);
/// Nobody sees what they should not, and every placeholder is one of the list: F017, F030, F032, F035.
void check_audiences(reading& in, const flow& one);
/// Nothing is planned for a time when the talk is over: F062.
void check_times(reading& in, const flow& one);
/// What is promised comes; advice about a flow without errors: F036, F037, F063.
void check_promises(reading& in, const flow& one);
/// How it reads, and what a closing needs: F033, F034, F070.
void check_wording(reading& in, const flow& one);
/// The same for a translation of it.
void check_wording(reading& in, const flow& one, const translation& other);

/// Whether the test tells answers apart, and not only whether there is one.
[[nodiscard]] bool looks_inside(const condition& test);
/// "weekly", "fortnightly", "monthly", "quarterly" or a span.
[[nodiscard]] bool is_rhythm(std::string_view value);

}  // namespace waymark
