// Whether the conditions of a script hold: for one person's own way, and for a rule about everybody.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

/// For the walk of one lane: its own answers count.
[[nodiscard]] bool holds(const talk& in, const lane& one, const condition& what);
[[nodiscard]] bool hold_all(const talk& in, const lane& one, const std::vector<condition>& what);

/// For a rule: each condition must hold for everybody who is ever asked that question.
[[nodiscard]] bool needs_met(const talk& in, const together_rule& rule);
/// Whether this person has done their own part of what the rule needs. True for somebody who is asked nothing of it.
[[nodiscard]] bool own_part_done(const talk& in, const lane& one, const together_rule& rule);

}  // namespace waymark
