// The driver's doors into a running process: its store, its runners and the page.
#pragma once

#include "adapters/playground/playground_adapter.hpp"
#include "bot/outbox_runner.hpp"
#include "bot/playground/driver.hpp"
#include "bot/timer_runner.hpp"
#include "bot/turn_runner.hpp"

namespace waymark {

/// All of these outlive the driver.
struct playground_parts {
    store_door& door;
    manual_clock& hands;
    turn_runner& turns;
    timer_runner& timers;
    outbox_runner& outbox;
    playground_adapter& page;
    pair_id pair;
};

[[nodiscard]] playground_doors doors_into(const playground_parts& parts);

}  // namespace waymark
