// Notices that the system's time zone data was replaced (an upgrade of tzdata) while we run. Then zones are read anew,
// and the timers of everybody are computed anew; the rules about days and hours hold as before.
//
// Threads: lives on the io thread.
#pragma once

#include <functional>
#include <string>

#include "bot/clock.hpp"
#include "bot/store_door.hpp"

namespace waymark {

class zone_watch {
  public:
    static constexpr auto between_looks = std::chrono::hours(1);

    struct listeners {
        std::function<void()> timers_changed{};
    };
    /// All must outlive the watch. `version` says which data is there now.
    zone_watch(store_door& door, clock& time, const script_book& book, std::function<std::string()> version,
               listeners tell);

    /// Looks now and then, for ever. Belongs into the task group.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// Looks once. What the storage could not take is tried again at the next look.
    [[nodiscard]] boost::asio::awaitable<void> look();

  private:
    store_door& door_;
    clock& time_;
    const script_book& book_;
    std::function<std::string()> version_;
    listeners tell_;
    std::string known_;
};

}  // namespace waymark
