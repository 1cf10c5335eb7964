// Runs a transcript: what people do is done to the whole core, what the bot says is held against what is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conversations/plan/plan.hpp"
#include "conversations/turn.hpp"

namespace waymark {

/// The first thing that did not go as written, with its line, what the bot said instead and the talk until there;
/// empty when everything did. `one` must have passed check_plan against `book`.
[[nodiscard]] std::optional<std::string> run_plan(const script_book& book, const plan& one, std::string_view source);

}  // namespace waymark
