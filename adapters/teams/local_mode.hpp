// The anonymous mode: Microsoft's Agents Playground on this very machine, which sends no tokens and no GUIDs. Whoever
// starts it allows that by the configuration, and only while the service listens on this machine alone.
#pragma once

#include <string_view>

#include "adapters/teams/decode.hpp"

namespace waymark::teams {

/// Takes activities whose service is on this machine, from any tenant; 403 for others.
[[nodiscard]] understood receive_locally(std::string_view body, instant received);

}  // namespace waymark::teams
