// What authors and translators get to see of a flow: a readable talk, a graph, and its texts in another language.
#pragma once

#include <string>

#include "conversations/language/flow_reader.hpp"

namespace waymark {

/// The flow as a talk one can read aloud: a lane for each role, who sees which answer, then what happens together.
[[nodiscard]] std::string show_flow(const flow& one);

/// The flow for Graphviz' dot: one cluster a lane, dashed for a give-up, dotted for what a rule opens.
[[nodiscard]] std::string graph_flow(const flow& one);

/// A translation file to fill in: every text of the flow in order. What `known` (may be null) translates is filled in
/// already; where the text has changed since, the old translation stands above it as a comment.
[[nodiscard]] std::string export_texts(const flow& one, const std::string& language, const translation* known);

/// The translation file after a translator's work: their texts, and those of `known` (may be null) that they left out.
/// What the flow no longer has is dropped. Check `edited` first.
[[nodiscard]] std::string import_texts(const flow& one, const translation& edited, const translation* known);

}  // namespace waymark
