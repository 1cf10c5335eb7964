// After a restart the platforms' limits go on where they were: what was sent shortly before counts as if this process
// had sent it.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "adapters/adapter.hpp"
#include "bot/clock.hpp"
#include "bot/store_door.hpp"

namespace waymark {

/// No limit of a platform that we keep to looks back further.
constexpr span limits_look_back = std::chrono::hours(1);
constexpr std::size_t most_recent_sends = 20'000;

/// Call before anything is sent. Says nothing when the storage cannot be read: then the platforms' own refusals hold.
[[nodiscard]] boost::asio::awaitable<void> count_recent_sends(store_door& door, clock& time,
                                                              std::vector<adapter*> platforms);

}  // namespace waymark
