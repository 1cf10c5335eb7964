// Sends stored messages: in order and one at a time per recipient, many recipients at once, at the platform's pace; and
// records how each send ended. When it is unknown whether one arrived, the platform is asked before it is sent again.
//
// Threads: lives on the io thread.
#pragma once

#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>

#include "adapters/adapter.hpp"
#include "bot/clock.hpp"
#include "bot/nudge_brake.hpp"
#include "bot/refused_accounts.hpp"
#include "bot/retry_policy.hpp"
#include "bot/store_door.hpp"
#include "bot/task_group.hpp"

namespace waymark {

struct outbox_counts {
    std::uint64_t sent = 0, retried = 0, unknown = 0, dead = 0;
};

class outbox_runner {
  public:
    static constexpr std::size_t most_in_flight = 256;
    /// Of them: the others are for what somebody awaits, so that a wave of nudges keeps no answer out.
    static constexpr std::size_t most_nudges = most_in_flight / 2;
    /// A message waits in hand this long for its turn under the platform's pace; longer waits go back into the outbox.
    /// It is marked as being sent only when its turn has come: a crash before that leaves no doubt about it.
    static constexpr auto patience_in_hand = std::chrono::seconds(2);
    static constexpr auto account_pause = std::chrono::hours(1);

    struct listeners {
        std::function<void(const outbox_row&, const std::string& reason)> dead{};  ///< ids and the platform's code only
        std::function<void(const address&, const std::string& reason)> account_dead{};
        std::function<void(const address&)> account_open{};  ///< again, after it was dead
        std::function<void(const address&)> arrived{};       ///< a message did, there
        /// Why this message must not go now, when an admin wants so; see holds.hpp.
        std::function<std::optional<send_result>(const outbox_row&, instant now)> held{};
        std::function<void(span by)> clock_set{};  ///< by so much that nudges pause
        /// These two must store what follows, and say whether they could; only then is the message taken off the
        /// outbox. A crash in between repeats them.
        using told = boost::asio::awaitable<bool>;
        std::function<told(person_id, address, std::string reason)> person_gone{};  ///< nothing can reach them there
        std::function<told(person_id, message_key)> too_late{};                     ///< a nudge has expired
    };

    /// All must outlive the runner. `chance` spreads retries.
    outbox_runner(store_door& door, clock& time, task_group& tasks, std::vector<adapter*> platforms, listeners tell,
                  std::uint64_t seed);

    /// Messages were added.
    void messages_wait();
    /// Sends until stop(). Belongs into the task group.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// Nothing further is taken in hand; what is in hand is finished.
    void stop();
    /// What is on hold has changed; what was `released` does not wait for its next time.
    void holds_changed(bool released);
    /// The token of this tenant is gone: nothing more is sent there before the process is started again.
    void close_account(const address& at, const std::string& reason);
    /// Something was heard from there: the bot is in use again.
    void open_account(const address& at);
    /// The bot was installed there, for the first time or again: it is in use from now on, whatever was before.
    void install_account(const address& at) {
        if (closed_.open(at) && tell_.account_open) tell_.account_open(at);
        try_all_again();  // also what an earlier run has put off
    }
    /// Whatever has been put off is tried now: nobody knows any more what it waits for.
    void try_all_again();
    /// Accounts closed so far, "slack/T0ACME", with the reason.
    [[nodiscard]] const std::map<std::string, std::string>& closed_accounts() const { return closed_.all(); }

    [[nodiscard]] bool idle(instant now) const { return known_ && !announced_ && in_hand_.empty() && next_ > now; }
    [[nodiscard]] const outbox_counts& counts() const { return counts_; }

  private:
    struct held_row {
        outbox_row row;
        instant give_up_at;
    };
    /// Marks those that are ready as being sent, sends them, and takes others in hand. False: the storage could not.
    [[nodiscard]] boost::asio::awaitable<bool> begin_and_look();
    void take_in_hand(std::vector<outbox_row> to_send, std::vector<outbox_row> to_ask);
    /// Those in hand whose turn has come, what somebody awaits before the nudges: it gets the next place under a pace
    /// that all share.
    void serve_held();
    void serve(held_row one, instant now);
    /// Its turn has come: counts it and lets it be sent next.
    void make_ready(outbox_row row, instant now);
    /// Looks whether the wall clock was set.
    void look_at_clocks();
    /// What was written while the clock was ahead does not wait until then.
    [[nodiscard]] boost::asio::awaitable<void> wait_no_longer();
    /// Why this message cannot be sent now, if so: how it ended, or when it may come again.
    [[nodiscard]] std::optional<send_result> obstacle(const outbox_row& row, instant now) const;
    /// Into the outbox, or out of it for good: its turn does not come soon.
    [[nodiscard]] boost::asio::awaitable<void> put_back(outbox_row row, send_result how);
    [[nodiscard]] boost::asio::awaitable<void> deliver(outbox_row row);
    [[nodiscard]] boost::asio::awaitable<void> ask_about(outbox_row row);
    [[nodiscard]] boost::asio::awaitable<void> record(const outbox_row& row, send_result how, bool person_gone = false);
    [[nodiscard]] boost::asio::awaitable<bool> tell_first(const outbox_row& row, const send_result& how,
                                                          bool person_gone);
    [[nodiscard]] boost::asio::awaitable<void> rest(span length);
    [[nodiscard]] adapter* platform_of(const address& at) const;
    [[nodiscard]] attempt_facts facts_of(const outbox_row& row);
    void done_with(std::int64_t id);

    store_door& door_;
    clock& time_;
    task_group& tasks_;
    std::vector<adapter*> platforms_;
    listeners tell_;
    std::mt19937_64 chance_;
    nudge_brake brake_;
    outbox_counts counts_;
    refused_accounts closed_;
    std::set<std::int64_t> in_hand_;  ///< rows held, ready, being sent or asked about right now
    std::set<std::int64_t> nudges_;   ///< those of them that nobody awaits
    std::vector<held_row> held_;      ///< they wait for their turn
    instant held_until_ = never;      ///< when the first of them may go
    std::vector<outbox_row> ready_;   ///< to be marked as being sent, and sent
    instant next_ = never;
    bool known_ = false;
    bool announced_ = true;
    bool stopping_ = false;
};

}  // namespace waymark
