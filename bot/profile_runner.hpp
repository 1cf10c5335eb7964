// Asks the platforms for the time zone (and language) of people of whom no file says it, so that they are written to in
// their own hours. What comes back enters like anything else that happens: as a stored event.
#pragma once

#include <functional>
#include <vector>

#include "adapters/adapter.hpp"
#include "bot/clock.hpp"
#include "bot/store_door.hpp"

namespace waymark {

/// Somebody whose profile is wanted.
struct missing_profile {
    address who;
    bool language = false;  ///< the language as well as the zone
    bool name = false;      ///< and what they are called
};

/// Lives on the io thread.
class profile_runner {
  public:
    /// Between two questions; Slack allows about 100 a minute.
    static constexpr auto breath = std::chrono::milliseconds(700);
    static constexpr auto first_pause = std::chrono::minutes(1);  ///< doubled while nobody can be told about
    static constexpr auto longest_pause = std::chrono::hours(6);

    /// All must outlive the runner. `events_wait` hears when an event was stored.
    profile_runner(store_door& door, clock& time, std::vector<adapter*> platforms, std::vector<missing_profile> missing,
                   std::function<void()> events_wait);

    /// Asks about everybody, and again about those of whom nothing was learnt; ends when none is left. May be cancelled
    /// at any time.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// Somebody is new. True when run() has ended, and has to be called again to ask about them.
    [[nodiscard]] bool also(missing_profile one);
    /// Somebody did something. If their profile is still wanted, the next question need not wait.
    void heard_from(const address& who);

  private:
    [[nodiscard]] boost::asio::awaitable<bool> ask_about(missing_profile one);
    void forget_wishes(const address& who, const profile& told);
    [[nodiscard]] boost::asio::awaitable<bool> keep(inbound_event event);
    [[nodiscard]] boost::asio::awaitable<void> rest(instant until);

    store_door& door_;
    clock& time_;
    std::vector<adapter*> platforms_;
    std::vector<missing_profile> missing_;
    std::function<void()> events_wait_;
    bool hurry_ = false;
    bool running_ = true;  ///< or will be at once
};

}  // namespace waymark
