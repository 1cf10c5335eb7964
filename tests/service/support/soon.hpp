// Waits until something holds, and no longer.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace waymark::testing {

/// False when it still did not hold in the end.
inline bool becomes_true(const std::function<bool()>& holds, std::chrono::milliseconds within) {
    const auto until = std::chrono::steady_clock::now() + within;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

}  // namespace waymark::testing
