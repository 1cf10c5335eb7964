// When a platform account takes nothing more from the bot (its app was taken out, its token refused), no time passes
// for the pairs that cannot be reached otherwise: they are on hold until it does.
//
// Threads: lives on the io thread.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "bot/store_door.hpp"
#include "bot/turn_runner.hpp"

namespace waymark {

class account_holds {
  public:
    static constexpr auto between_looks = std::chrono::milliseconds(200);

    /// Both must outlive it.
    account_holds(store_door& door, turn_runner& turns);

    void closed(const address& at);
    void opened(const address& at);
    /// Tells pairs, for ever. What an earlier run found closed is open until it is found closed again. Belongs into a
    /// task group.
    [[nodiscard]] boost::asio::awaitable<void> keep_telling();

  private:
    /// False when the storage could not take all of it.
    [[nodiscard]] boost::asio::awaitable<bool> tell();
    /// Accounts that pairs may know to be closed.
    [[nodiscard]] boost::asio::awaitable<bool> note(std::set<std::string> told);
    [[nodiscard]] boost::asio::awaitable<bool> tell_pairs(std::set<std::string> now_closed,
                                                          std::set<std::string> now_open);

    store_door& door_;
    turn_runner& turns_;
    std::set<std::string> closed_;               ///< "slack/T0ACME"
    std::optional<std::set<std::string>> told_;  ///< those that pairs know of; empty until this run has looked
};

/// Whether one of the two has all their addresses in this account ("slack/T0ACME").
[[nodiscard]] bool depends_on(const world& of_pair, const pair_state& pair, const std::string& account);

}  // namespace waymark
