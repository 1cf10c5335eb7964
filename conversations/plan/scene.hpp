// The world as it is when a transcript begins: a programme without rules of its own, two people, their pair.
#pragma once

#include "conversations/plan/plan.hpp"
#include "conversations/turn.hpp"

namespace waymark::plan_scene {

[[nodiscard]] address address_of(const std::string& name);
[[nodiscard]] programme programme_of(const plan_head& head, const std::string& language);
[[nodiscard]] person_state person_of(const plan_head& head, const std::string& name);
/// Whom lines to the programme's contact reach.
[[nodiscard]] person_state contact_of(const plan_head& head);
/// Mentor and mentee by their roles; in a flow with other roles the first who is named counts as the mentor.
[[nodiscard]] pair_state pair_of(const plan_head& head);

}  // namespace waymark::plan_scene
