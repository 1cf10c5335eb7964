// The anonymous mode: Microsoft's Agents Playground on this very machine, which sends no tokens and no GUIDs. Whoever
// starts it allows that by the configuration, and only while the service listens on this machine alone.
#pragma once

#include <string_view>

#include "adapters/teams/decode.hpp"

namespace waymark::teams {

/// A page that somebody has open on this machine: browsers say so with every request that changes something.
[[nodiscard]] bool from_web_page(const webhook_request& request);
/// Takes activities whose service is on this machine, from any tenant; 403 for others.
[[nodiscard]] understood receive_locally(std::string_view body, instant received);

}  // namespace waymark::teams
