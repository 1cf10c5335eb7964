// Notices what is put on hold and released while we run. First nothing more is sent; then the pairs and people learn of
// it in turns, so that no time passes for them.
//
// Threads: lives on the io thread.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "bot/clock.hpp"
#include "bot/hold_turns.hpp"
#include "bot/turn_runner.hpp"

namespace waymark {

class hold_watch {
  public:
    static constexpr auto between_looks = std::chrono::milliseconds(500);

    /// `changed(released)`: what may be sent is another. All must outlive the watch. Nothing is sent from the beginning
    /// when there is a file that cannot be read.
    hold_watch(store_door& door, turn_runner& turns, std::string file, instant now,
               std::function<void(bool released)> changed);

    /// Looks again and again, for ever, and does not wait for anybody to be told. Belongs into the task group.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// Tells pairs and people of what was seen, for ever. Belongs into the task group, too.
    [[nodiscard]] boost::asio::awaitable<void> keep_telling();
    /// Looks once and tells everybody. False when the storage could not take all that follows.
    [[nodiscard]] boost::asio::awaitable<bool> look();

    /// Why the message must not go at `now`, if so. While it is not known yet which pairs a programme on hold has, the
    /// talks of all pairs wait for a moment.
    [[nodiscard]] std::optional<send_result> not_now(const outbox_row& row, instant now) const;
    [[nodiscard]] bool everything() const { return all_.everything.has_value(); }
    [[nodiscard]] const holds& all() const { return all_; }

  private:
    /// False when it cannot be read.
    bool read();
    /// Of these programmes, or all there are. False when the storage could not.
    [[nodiscard]] boost::asio::awaitable<bool> find_pairs(std::set<std::string> of, bool of_all);
    [[nodiscard]] boost::asio::awaitable<bool> tell_all_concerned();
    /// What is on hold in `of` and not in `but`.
    [[nodiscard]] boost::asio::awaitable<bool> tell_those(holds of, holds but, bool on);

    store_door& door_;
    turn_runner& turns_;
    std::string file_;
    std::function<void(bool)> changed_;
    holds all_;                  ///< what the file said at the last look
    std::optional<holds> told_;  ///< what pairs and people know; empty until they were told in this run
    bool trouble_ = false;
    std::map<pair_id, std::string> of_programmes_;  ///< pairs of `looked_up_`, or all
    std::set<std::string> looked_up_;               ///< programmes whose pairs are known
};

}  // namespace waymark
