// The world of a rehearsal on a virtual clock: what is due is stepped, what is to be sent is handed to the platform,
// what people do comes in; and the clock goes on to the next thing that happens. The engine, the gate and the store are
// those of the service, and so is what is committed before what: the process may end at any call of the store.
//
// Threads: a loop and everything it is given belong to one thread.
#pragma once

#include <cstdint>
#include <map>

#include "bot/rehearsal/crowd.hpp"
#include "bot/rehearsal/platform.hpp"
#include "storage/store.hpp"

namespace waymark::rehearsal {

struct loop_counts {
    std::uint64_t turns = 0, messages = 0, events = 0;
};

class world_loop {
  public:
    /// All must outlive the loop.
    world_loop(store& at, const script_book& book, chat_platform& platform, crowd& people, witness& sees)
        : at_(&at), book_(book), platform_(platform), people_(people), sees_(sees), questions_(book.flows) {}

    /// Enrols everybody in the book's programmes.
    [[nodiscard]] result<void> enrol(instant now);
    /// Lets everything happen that happens before `until`. An error of the store, or of a turn, ends it.
    [[nodiscard]] result<void> run(instant from, instant until);
    /// The process has ended, and starts again on the same database. What people and the platform know stays.
    [[nodiscard]] result<void> restart(store& at, instant now);
    /// The clock was set while nothing happened; run() goes on from `now`.
    [[nodiscard]] result<void> clock_was_set(instant now);
    [[nodiscard]] const loop_counts& counts() const { return counts_; }
    /// The last moment at which everything that was due has happened.
    [[nodiscard]] instant stands_at() const { return stands_at_; }
    /// The moment at which run() has ended with an error.
    [[nodiscard]] instant ended_at() const { return ended_at_; }

  private:
    using step = result<std::size_t>;  ///< how much happened
    [[nodiscard]] result<void> let_all_happen(instant now);
    /// Work in one transaction, as the service's store thread groups what waits. Its turns count when it is committed.
    [[nodiscard]] result<void> whole(const std::function<result<void>()>& work, instant now);
    [[nodiscard]] result<instant> next();
    void forget_what_is_known_of_the_store();
    [[nodiscard]] step turn_what_is_due(instant now);
    [[nodiscard]] step ask_about_unknown(instant now);
    [[nodiscard]] step send(instant now);
    [[nodiscard]] handover hand_over(const outbox_row& row, instant now);
    /// Stores what became of a message, and first what its reader's turn makes of it.
    [[nodiscard]] result<void> record(const outbox_row& row, const send_result& how, bool person_gone, instant now);
    [[nodiscard]] step show(instant now);
    [[nodiscard]] step hear(instant now);
    [[nodiscard]] result<void> accept(const std::vector<inbound_event>& arrived, instant now);
    [[nodiscard]] step work_through_inbox(instant now);
    [[nodiscard]] result<void> turn(const turn_owner& owner, const stimulus& what, std::optional<std::int64_t> inbox_id,
                                    instant now);
    void learn(const turn_outcome& from, instant now);

    struct on_its_way {
        instant when;
        outbox_row row;
        std::optional<asked_question> asks;
    };

    store* at_;
    const script_book& book_;
    chat_platform& platform_;
    crowd& people_;
    witness& sees_;
    open_questions questions_;
    std::multimap<instant, on_its_way> to_people_;
    std::multimap<instant, inbound_event> to_bot_;
    std::vector<turn_outcome> turned_;  ///< not committed yet
    // What the store need not be asked for: nothing of the kind waits before then.
    instant next_due_ = instant::min(), next_send_ = instant::min();
    bool inbox_waits_ = true;
    loop_counts counts_;
    instant stands_at_, ended_at_;
};

}  // namespace waymark::rehearsal
