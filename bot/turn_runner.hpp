// THE path: an accepted event or a due timer becomes a turn: load, pure step, commit. The store's thread takes one turn
// after the other, so no two of one person overlap; many are handed over at once, so that they share a commit.
//
// Threads: lives on the io thread; the steps run on the store's.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bot/clock.hpp"
#include "bot/store_door.hpp"
#include "bot/strangers.hpp"

namespace waymark {

struct turn_counts {
    std::uint64_t taken = 0, strangers = 0, failed = 0, quarantined = 0, timers = 0;
};

struct turn_batch;

class turn_runner {
  public:
    static constexpr std::size_t events_at_once = 128;
    static constexpr std::size_t timers_in_a_look = 16'384;  ///< what is due is looked up for so many
    static constexpr std::size_t turns_at_once = 256;        ///< and taken by so many in a commit
    static constexpr int most_tries = 3;                     ///< of a turn that fails
    /// Of one whose end is unknown. A kill or a power cut looks like a turn that ends the process, and an event must
    /// not be set aside for a few of those; the service unit starts again more often than that.
    static constexpr int most_ends = 8;
    static constexpr auto storage_pause = std::chrono::seconds(1);
    /// When this many events came at once, their turns wait a moment for the next ones to share a commit with.
    static constexpr std::size_t many = 8;
    static constexpr std::chrono::microseconds patience{2'000};

    struct listeners {
        std::function<void()> messages_wait{};                  ///< a turn added messages to the outbox
        std::function<void(instant earliest)> timer_set{};      ///< a turn set timers; the earliest of them
        std::function<void(const address&)> app_removed{};      ///< the bot was taken out of this workspace
        std::function<void(const address&)> app_added{};        ///< it was installed there, perhaps again
        std::function<void(const address&)> somebody_new{};     ///< a person nobody knew has been taken in
        std::function<void(const person_id&)> page_wanted{};    ///< their page may have changed
        std::function<void(const hold_wanted&)> hold_wanted{};  ///< whoever runs a programme wants this
        std::function<void(const std::string& what, const std::string& why)> failed{};  ///< a turn failed; ids only
    };

    /// waymark::take_turn with the script book bound. Called on the store's thread.
    using step_function = std::function<turn_outcome(const world&, const stimulus&, instant)>;
    /// `door` and `time` must outlive the runner. Without `newcomers`, nobody is one.
    turn_runner(store_door& door, clock& time, step_function step, listeners tell,
                strangers::newcomer_function newcomers = {});

    /// Events wait in the inbox.
    void events_wait();
    /// Works through the inbox until stop(). Belongs into the task group.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// No further batch is taken; run() returns when the one in hand is done.
    void stop();

    /// Takes the turns of some whose timers are due by now: once each, however many timers. Returns 0 when none is
    /// left, else call it again; an error when the storage could not.
    [[nodiscard]] boost::asio::awaitable<result<std::size_t>> take_due();
    /// Somebody asked for a flow to be started.
    [[nodiscard]] boost::asio::awaitable<result<void>> start(pair_id pair, std::string flow, std::string why);
    /// The platform will never deliver to this person. Returns true when that is stored, however long the storage
    /// takes; false when this is stopped before. The same may be said again.
    [[nodiscard]] boost::asio::awaitable<bool> unreachable(person_id who, address at, std::string reason);
    /// A nudge was not sent before this person's hours were over. Returns like `unreachable`.
    [[nodiscard]] boost::asio::awaitable<bool> too_late(person_id who, message_key message);

    /// Takes this turn, again and again while the storage cannot. Returns like `unreachable`.
    [[nodiscard]] boost::asio::awaitable<bool> insist(turn_owner owner, stimulus what);

    /// Whether no event is in hand and none was announced.
    [[nodiscard]] bool idle() const { return !announced_ && !working_; }
    [[nodiscard]] const turn_counts& counts() const { return counts_; }

  private:
    using shared_batch = std::shared_ptr<turn_batch>;
    [[nodiscard]] boost::asio::awaitable<bool> work_through_inbox();
    [[nodiscard]] boost::asio::awaitable<void> pause();
    [[nodiscard]] boost::asio::awaitable<void> set_aside_failed(shared_batch done);
    [[nodiscard]] boost::asio::awaitable<result<void>> turn_of(turn_owner owner, stimulus what);
    void settle(const turn_batch& done);

    store_door& door_;
    clock& time_;
    step_function step_;
    listeners tell_;
    strangers strangers_;
    turn_counts counts_;
    /// Owners whose timer turn throws each time are left alone, longer with each failure.
    struct trouble {
        int times = 0;
        instant until{};
    };
    std::map<turn_owner, trouble> troubled_;
    std::vector<turn_owner> due_;  ///< of the last look, whoever has not had their turn; the next one last
    bool more_due_ = false;        ///< that look brought as many as it may
    /// What an earlier run left may have ended it: such a row is claimed by itself, in a commit of its own, so that the
    /// try counts whatever happens. What came since shares the commit of its turn.
    bool careful_ = true;
    instant began_;
    bool many_come_ = false;
    bool announced_ = true;  ///< the inbox may hold rows of an earlier run
    bool working_ = false;
    bool stopping_ = false;
};

}  // namespace waymark
