// How Socket Mode is spoken.
#pragma once

#include <chrono>
#include <string>

#include "adapters/web_socket.hpp"

namespace waymark::slack {

struct socket_settings {
    static constexpr int most_connections = 10;  ///< that Slack allows an app, all its services together

    std::string app_token;          ///< "xapp-…"; never logged. Empty: events come over HTTP
    int connections = 2;            ///< open at the same time
    bool debug_reconnects = false;  ///< Slack ends each socket after six minutes
    web_socket_limits limits{};
    std::chrono::milliseconds hello_within{10'000};
    /// An old socket is kept so long beside the new one that takes its place: what is under way to it still arrives.
    std::chrono::milliseconds kept_beside{10'000};
    std::chrono::milliseconds first_pause{1'000};  ///< before connecting anew after a failure, doubled up to:
    std::chrono::milliseconds longest_pause{60'000};
    std::chrono::milliseconds lives_at_least{
        5'000};  ///< after a socket that ends sooner the next one waits `first_pause`
};

/// Before the next try, after so many failures in a row; none after none. `dice` is from 0 to 1, and takes off up to
/// half: many services do not come again in the same moment.
[[nodiscard]] std::chrono::milliseconds pause_after(int failures, double dice, const socket_settings& by);

}  // namespace waymark::slack
