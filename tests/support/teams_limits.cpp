#include "tests/support/teams_limits.hpp"

#include <algorithm>

namespace waymark::testing {

using namespace std::chrono_literals;

const std::vector<call_window>& sending_windows() {
    static const std::vector<call_window> all{{7, 1s}, {8, 2s}, {60, 30s}, {1800, 3600s}};
    return all;
}

const std::vector<call_window>& creating_windows() {
    return sending_windows();
}

const std::vector<call_window>& reading_windows() {
    static const std::vector<call_window> all{{14, 1s}, {16, 2s}, {120, 30s}, {3600, 3600s}};
    return all;
}

const std::vector<call_window>& tenant_windows() {
    static const std::vector<call_window> all{{50, 1s}};
    return all;
}

bool call_limits::take(const std::string& name, const std::vector<call_window>& windows, instant now) {
    auto& taken = taken_[name];
    const auto longest = std::ranges::max(windows, {}, &call_window::length).length;
    while (!taken.empty() && taken.front() <= now - longest) taken.pop_front();
    for (const auto& one : windows) {
        const auto within = std::ranges::count_if(taken, [&](instant at) { return at > now - one.length; });
        if (static_cast<std::size_t>(within) >= one.calls) return false;
    }
    taken.push_back(now);
    return true;
}

}  // namespace waymark::testing
