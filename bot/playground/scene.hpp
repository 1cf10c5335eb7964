// Who and what the playground shows: the first pair of a programme that can be reached there, and what can be started.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/playground/settings.hpp"
#include "conversations/turn.hpp"

namespace waymark {

struct playground_scene {
    pair_id pair;
    playground_settings settings;  ///< without `run` and `journal`, which belong to one run
};

/// The first pair of `of` whose people both have an address on the platform "playground"; empty when there is none.
[[nodiscard]] std::optional<playground_scene> scene_of(const script_book& book, const programme& of);

/// Takes everybody out of `of`, and puts two made-up people who are on the playground in their place.
void cast_for_page(programme& of);

}  // namespace waymark
