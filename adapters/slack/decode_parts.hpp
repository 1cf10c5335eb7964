// What the decoders of events, interactions and commands share.
#pragma once

#include <string>
#include <string_view>

#include "adapters/replies.hpp"
#include "adapters/slack/decode.hpp"

namespace waymark::slack {

/// "slack/<team>/<kind>/<part>/<part>", as `waymark::natural_key` has it.
template <class... Parts>
[[nodiscard]] std::string natural_key(std::string_view team, const Parts&... parts) {
    return waymark::natural_key("slack", team, parts...);
}

}  // namespace waymark::slack
