// What the page posts, decoded: an event of one of the two people, or a wish for the clock. Pure.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "adapters/playground/settings.hpp"
#include "conversations/message.hpp"

namespace waymark {

/// A request that is not acted on; `reason` is a sentence the page shows.
struct playground_refusal {
    unsigned status = 400;
    std::string reason;
};

/// Turn the clock on by `by`; 0 = to the next thing that happens.
struct clock_wish {
    span by{};
};

struct start_wish {
    std::string flow;
};

using playground_act = std::variant<inbound_event, clock_wish, start_wish, playground_refusal>;

constexpr std::size_t playground_text_limit = 8000;  ///< bytes of one message

/// `action` is the last part of the path: "say", "edit", "choose", "person", "clock", "start".
[[nodiscard]] playground_act decode_playground(std::string_view action, std::string_view body,
                                               const playground_settings& settings, instant now);

}  // namespace waymark
