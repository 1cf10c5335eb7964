// The only door to what is stored. Domain words in, domain words out. Implementations: sqlite/, memory/.
//
// Threads: a store belongs to one thread at a time (storage/store_thread.hpp gives it one and groups commits). Every
// call outside `transaction` is its own transaction. Nothing here blocks on the network, and no caller's code runs
// inside a transaction except the pure step of `turn`.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conversations/turn.hpp"
#include "storage/errc.hpp"

namespace waymark {

template <class T>
using result = boost::system::result<T>;

/// Who asks to read answers. The store shows an audience only what the question named it for.
struct reader {
    enum class kind { author, partner, programme } is = kind::author;
    person_id who;  ///< author, partner
};

struct visible_answer {
    answer what;
};

/// One accepted event that has not been worked on yet.
struct inbox_row {
    std::int64_t id = 0;
    inbound_event event;
    int tries = 0;
    instant accepted;
};

struct due_timer {
    std::string key;
    turn_owner owner;
    instant due;
};

enum class send_state { pending, sending, unknown };

/// One message in the outbox, in the order it must reach its recipient (`id` ascends).
struct outbox_row {
    std::int64_t id = 0;
    outbox_message message;
    send_state state = send_state::pending;
    int attempt = 0;
    instant not_before;
    instant send_started;
    bool resent = false;      ///< nobody knew whether it had arrived, and it was sent once more
    bool awaited = true;      ///< everything is but a nudge, and that too while a reply or change waits behind it
    std::string earlier_ref;  ///< for `settled`: the platform's name of the message to change; empty while it is unsent
    // Such a row goes where that message went, also when its person is spoken to elsewhere by now.
};

/// How many rows are asked for, and how many of them may be such as nobody awaits.
struct send_limit {
    std::size_t rows = 0;
    std::size_t nudges = rows;
};

/// Ids of rows that the caller has, as it knows them; each list ascending.
struct rows_in_hand {
    std::vector<std::int64_t> awaited{}, nudges{};
};

/// How a send ended. Exactly one is recorded per attempt.
struct send_result {
    enum class outcome {
        sent,      ///< the platform has it; `platform_ref` names it there
        retry_at,  ///< it surely did not arrive; try again at `when`
        unknown,   ///< it may have arrived; ask the platform at `when`
        dead       ///< it never will; `reason` says why, the programme's contact is told
    };
    outcome is = outcome::sent;
    std::string platform_ref;
    std::string reason;
    instant when;
    bool resend = false;  ///< with retry_at: although nobody can be quite sure; the row remembers that
    /// With retry_at: not where it was refused, but there, and so does whatever else waits for the same person at the
    /// old address. Changes of earlier messages stay: they go where those went.
    std::optional<address> elsewhere{};
    std::vector<platform_note> notes{};  ///< of the adapter, kept in the same transaction
};

/// A message that the platform was given: where, and when.
struct past_send {
    address to;
    instant at;
    friend bool operator==(const past_send&, const past_send&) = default;
};

struct dead_letter {
    message_key key;
    person_id to;
    std::string reason;  ///< platform's error code, "expired", "unknown_unresolved"
    instant at;
};

struct flow_body {
    flow_ref ref;
    std::string structure_hash;
    std::string body;   ///< the YAML text as published
    std::string texts;  ///< its translations at that time, as bot/script_library writes them
};

struct store_health {
    int schema = 0;
    std::int64_t inbox = 0, outbox = 0, timers = 0, dead = 0, unknown = 0;
};

/// Keys of workspaces that a new master key wraps now.
struct key_change {
    std::string from, to;  ///< ids of master keys
    std::int64_t keys = 0;
};

class store {
  public:
    virtual ~store() = default;

    /// Runs `work` in one transaction: all of its calls are durable when this returns without error, none otherwise.
    /// Calls inside may nest; an inner failure undoes only the inner part. Exempt from that are accept, claim_inbox,
    /// turn, finish_inbox, begin_sends and record_send: each is whole by itself, and may stay when the part that made
    /// it fails, unless the whole transaction does.
    [[nodiscard]] virtual result<void> transaction(const std::function<result<void>()>& work) = 0;

    // ---- inbox: accept once, work on it, be done with it
    /// True when the event is new, false when this act was accepted before (kept for 7 days at least).
    [[nodiscard]] virtual result<bool> accept(const inbound_event& event, instant now) = 0;
    /// Oldest first, of those whose acceptance is committed: an event is never accepted and worked on in one
    /// transaction, which would take it away again if its turn ended the process. Raises `tries` of what it returns.
    /// Committed before the work on them begins, that counts such a try as well.
    [[nodiscard]] virtual result<std::vector<inbox_row>> claim_inbox(std::size_t limit, instant now) = 0;
    /// Sets an event aside that failed three times; admins see it.
    [[nodiscard]] virtual result<void> quarantine(std::int64_t inbox_id, const std::string& reason, instant now) = 0;

    // ---- turns
    [[nodiscard]] virtual result<std::optional<person_id>> find_person(const address& at) = 0;
    /// Loads the owner's world, calls `step` (again with the people or the history it also needs), writes its outcome,
    /// and removes `inbox_id`, the nudges it takes back that are still `pending`, and those of the owner's timers that
    /// `due_timers` returned last; at last takes out whom it forgets, with every row that is theirs or names them. A
    /// timer whose `was` and `is` are the same is set for the owner only: everybody else's stands there. One
    /// transaction. Returns the outbox rows added.
    using step_function = std::function<turn_outcome(const world&)>;
    [[nodiscard]] virtual result<std::vector<outbox_row>> turn(const turn_owner& owner, const step_function& step,
                                                               std::optional<std::int64_t> inbox_id, instant now) = 0;
    /// The world of an owner, for tools and tests.
    [[nodiscard]] virtual result<world> load(const turn_owner& owner) = 0;
    /// An event that concerns nobody we know: done, with a reason for the counters.
    [[nodiscard]] virtual result<void> finish_inbox(std::int64_t inbox_id) = 0;

    // ---- timers
    /// By time. They stay until a turn of their owner.
    [[nodiscard]] virtual result<std::vector<due_timer>> due_timers(instant now, std::size_t limit) = 0;
    [[nodiscard]] virtual result<std::optional<instant>> next_due() = 0;

    // ---- outbox
    /// Rows that may be sent at `now`, what somebody awaits first, then by time: per recipient only the oldest open
    /// row, and only while none of the recipient is `sending` or `unknown`. A change of an earlier message that waits
    /// for a later time holds nothing back: nobody's answer comes late because a button row may not be changed yet.
    /// Without those that are `known`, unless they are known as nudges and have become awaited. Changes nothing.
    [[nodiscard]] virtual result<std::vector<outbox_row>> sendable(instant now, send_limit limit,
                                                                   const rows_in_hand& known) = 0;
    /// Marks these rows, which sendable() returned, `sending`: from here until record_send nobody can be sure whether
    /// they arrived, so call it directly before the platform is. Raises `attempt`, sets `send_started`; returns them as
    /// they then are, without those that do not wait any more, or were taken back.
    [[nodiscard]] virtual result<std::vector<outbox_row>> begin_sends(std::vector<outbox_row> rows, instant now) = 0;
    /// Rows left `sending` by a crash become `unknown`, to be asked about from `now` on. Call once at start.
    [[nodiscard]] virtual result<std::int64_t> recover_outbox(instant now) = 0;
    /// The clock was set back: what waits for a time after `latest`, or was begun after it, counts from `now`.
    [[nodiscard]] virtual result<void> clock_set_back(instant latest, instant now) = 0;
    /// Rows whose arrival is unknown and may be asked about at `now`.
    [[nodiscard]] virtual result<std::vector<outbox_row>> unknown_sends(instant now, std::size_t limit) = 0;
    [[nodiscard]] virtual result<void> record_send(std::int64_t outbox_id, const send_result& how, instant now) = 0;
    /// When sendable or unknown_sends could next return something; empty when nothing waits for time.
    [[nodiscard]] virtual result<std::optional<instant>> next_send() = 0;
    /// What has arrived since `earliest`, and what was begun since then and may have arrived; by time, and the latest
    /// of it when there is more than `limit`.
    [[nodiscard]] virtual result<std::vector<past_send>> sends_since(instant earliest, std::size_t limit) = 0;
    [[nodiscard]] virtual result<std::vector<dead_letter>> dead_letters(std::size_t limit) = 0;
    /// Where a message that was sent stands on its platform.
    [[nodiscard]] virtual result<std::optional<std::string>> platform_ref(const message_key& key) = 0;

    // ---- people who wanted everything deleted (see turn_outcome::forgotten)
    /// Whether this was somebody who is forgotten now: nothing may bring them back under this id.
    [[nodiscard]] virtual result<bool> is_forgotten(const person_id& who) = 0;
    /// Takes out whoever is forgotten and is here again, as after an older backup was brought back. Call at start,
    /// before anything is served. Returns how many there were.
    [[nodiscard]] virtual result<std::int64_t> forget_again(instant now) = 0;

    // ---- audience-aware reading
    [[nodiscard]] virtual result<std::vector<visible_answer>> answers(const pair_id& pair, const reader& who) = 0;
    [[nodiscard]] virtual result<std::vector<log_line>> history(const std::string& about, std::size_t limit) = 0;

    // ---- what concerns everybody
    /// The pairs whose ids come after `after`, in the order of their ids.
    [[nodiscard]] virtual result<std::vector<pair_id>> pairs(const pair_id& after, std::size_t limit) = 0;

    // ---- scripts, settings of platforms, upkeep
    [[nodiscard]] virtual result<std::vector<flow_body>> published_flows() = 0;
    [[nodiscard]] virtual result<void> publish_flow(const flow_body& flow, instant now) = 0;
    /// Small named facts an adapter needs to survive a restart ("slack/T0ACME/dm/U0MENTEE" -> "D0DM").
    [[nodiscard]] virtual result<std::optional<std::string>> fact(const std::string& name) = 0;
    [[nodiscard]] virtual result<void> set_fact(const std::string& name, const std::string& value) = 0;
    /// Keeps what an adapter noted of an account, or forgets it when the note is empty.
    [[nodiscard]] virtual result<void> keep_note(const platform_note& one) = 0;
    /// Empty when there is none, or when it has expired.
    [[nodiscard]] virtual result<std::optional<std::string>> note(const address& about, const std::string& name,
                                                                  instant now) = 0;
    /// Looks whether another master key has been put first where they stand, and wraps with it what others wrap. What
    /// is stored stays as it is, and can be read all the time. Cheap when nothing has changed. Returns what was done.
    [[nodiscard]] virtual result<std::vector<key_change>> renew_master_key() = 0;
    [[nodiscard]] virtual result<store_health> health() = 0;
    /// Removes accepted-keys, records of what was sent, notes, the words of events set aside, and history
    /// past their time.
    /// Returns rows tidied; call again while it returns `limit`.
    [[nodiscard]] virtual result<std::int64_t> tidy(instant now, std::size_t limit) = 0;
};

}  // namespace waymark
