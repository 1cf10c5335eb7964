// A whole turn: something happened, or time passed; what changes, and what is said. Pure; the store loads the world,
// calls this and writes the result in one transaction. The one place where pairs, people and the programme meet.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "conversations/engine/advance.hpp"
#include "conversations/person/gate.hpp"
#include "conversations/programme/programme.hpp"

namespace waymark {

/// Everything authored, loaded and checked at start. Immutable; shared by all turns.
struct script_book {
    flow_library flows;
    bot_texts texts;
    std::map<programme_id, programme> programmes;
    calendars regions{};
};

/// Whose turn it is. The store loads: for a person, all their pairs and those pairs' people; for a pair, both its
/// people.
using turn_owner = std::variant<person_id, pair_id>;

/// A line of the history: who and what, never words people wrote.
struct log_line {
    tenant_id tenant;
    std::string about;  ///< "pair/…", "person/…"
    std::string event;
    std::string detail;
    instant at;
};

/// What one turn may read.
/// Somebody who runs a programme has looked at its figures or its list of people.
struct admin_look {
    instant at;
    std::string what;        ///< the command: "report"
    programme_id programme;  ///< empty = all of them
};

struct world {
    std::map<person_id, person_state> people;
    std::map<pair_id, pair_state> pairs;
    std::set<message_key> unsent{};  ///< nudges to the person whose turn it is that nobody has begun to send
    /// What stands in the history about whoever's turn it is, oldest first. Empty unless a turn has asked for it.
    std::optional<std::vector<log_line>> history{};
    std::vector<admin_look> looks{};  ///< comes with the history
};

/// Somebody did something. `who` is the sender, already found by address.
struct heard {
    person_id who;
    inbound_event event;
};
/// One or more timers of the owner are due. What they were for is in the state; a stale one changes nothing.
struct time_passed {};
/// An admin or the playground asks for a flow to be started now.
struct start_requested {
    pair_id pair;
    std::string flow;
    std::string why;
    std::map<std::string, person_id> cast = {};  ///< role -> person; empty = as the flow's roles say by themselves
};
/// An admin says that a rule of the pair's programme comes now, whatever its moment. Nothing happens when the pair
/// rests, has ended, or is not where the rule wants it.
struct pushed {
    pair_id pair;
    std::string rule;
};
/// The platform will never deliver to this account: it is deactivated, or refuses the bot. What is said to its person
/// goes to another account of theirs; when there is none, the programme's contact hears of it once.
struct undeliverable {
    person_id who;
    address at;
    std::string reason;  ///< the platform's own code
};
/// The platform takes nothing more from the bot for a whole workspace or tenant: this contact of a programme that has
/// people there hears of it, if they can be reached elsewhere.
struct account_closed {
    person_id contact;
    programme_id programme;
    address at;  ///< without a user
};
/// A nudge could not be sent before this person's hours were over, and is not sent any more. What it was for goes back
/// into their gate.
struct came_too_late {
    person_id who;
    message_key message;
};
/// Put on hold, or let go on: by an admin ("pair", "programme", "person"), or as an account is closed ("account/...").
struct held {
    turn_owner who;
    std::string by;
    bool on = true;
};
/// What of this pair waits to be sent to this person is taken back: the pair has been put on hold.
struct pair_held {
    person_id who;
    pair_id pair;
};
/// Somebody nobody knows has asked the bot for something, or opened it, where a programme is open: they are asked to
/// take part.
struct arrived {
    person_id who;  ///< what they are called from now on
    inbound_event event;
};
/// The same where none is open: they are told whom to ask, and nothing is kept of them.
struct passed_by {
    person_id who;  ///< of this turn alone, see passer_by
    inbound_event event;
};
/// An admin has made the pairs of a round, and this person is in none: they hear of it, in their own hours.
struct unmatched {
    person_id who;
};
/// How a programme stands, as far as whoever runs it may know: counts of nobody in a small group.
struct programme_health {
    struct part {
        std::string stage;
        std::optional<std::int64_t> pairs{};  ///< empty = hidden, or none
    };
    programme_id programme;
    bool held = false;  ///< an admin has put it on hold
    std::string when;   ///< the day as of which these are: "2026-03-31"; empty = no count can be shown yet
    std::vector<part> stages{};
    std::string report;  ///< address of its reports; empty = none
};

/// Something on this person's page may have changed: it is put on its way anew if that is so.
struct page_wanted {
    person_id who;
    std::vector<programme_health> health{};  ///< of the programmes they run
    bool lost = false;                       ///< the latest did not arrive: the next change brings a whole one
};
using stimulus = std::variant<heard, time_passed, start_requested, pushed, undeliverable, account_closed, came_too_late,
                              held, pair_held, arrived, passed_by, unmatched, page_wanted>;

/// Keeps the timer table equal to what the states want: for each owner the one moment at which it next wants a turn, as
/// that turn looks at everything the owner waits for. Keys are "<owner kind>/<owner id>/next".
struct timer_change {
    std::string key;
    turn_owner owner;
    std::optional<instant> was;  ///< the row to remove; the same as `is` when that one should stand there already
    std::optional<instant> is;   ///< the row to add
};
[[nodiscard]] std::string timer_key(const turn_owner& owner);

struct hold_wanted {
    programme_id programme;
    bool on = true;
};

/// What one turn changes. Written whole or not at all.
struct turn_outcome {
    std::vector<person_state> people;  ///< only those that changed
    std::vector<pair_state> pairs;     ///< only those that changed
    std::vector<answer> answers_kept;
    std::vector<effect::drop_answer> answers_dropped;
    std::vector<outbox_message> outbox;
    std::vector<message_key> taken_back;  ///< nudges to remove from the outbox, unless somebody has begun to send them
    std::vector<timer_change> timers;
    std::vector<log_line> log;
    /// Nothing that names these people or holds their words stays: once the rest is written, the store takes them out.
    std::vector<person_id> forgotten;
    /// People the world lacked. The store adds those it knows and steps once more; what that returns counts.
    std::set<person_id> also_needed;
    bool history_needed = false;  ///< the same with the history
    /// Their page may have changed, and this turn has not all that stands on it: page_wanted is to follow.
    std::set<person_id> pages_wanted;
    /// Whoever runs a programme has put it on hold, or lets it go on.
    std::vector<hold_wanted> holds;
};

[[nodiscard]] turn_outcome take_turn(const script_book& book, const world& before, const stimulus& what, instant now);

/// What somebody nobody knows is to be called, if they may join a programme where they ask the bot for something or
/// open it: their id in its file, or one made of their account. Empty when no programme is open there, or this event is
/// neither of these.
[[nodiscard]] std::optional<person_id> newcomer(const script_book& book, const inbound_event& event);
/// The name under which somebody nobody knows is answered, other for each event, and no person's. Empty when what they
/// did wants no answer: they have asked for nothing, or looked where something stands already.
[[nodiscard]] std::optional<person_id> passer_by(const inbound_event& event);

/// A new pair and its people as the programme file names them: the outcome to commit when they are first seen.
/// `before` holds what the store already knows of them; nothing is changed twice.
[[nodiscard]] turn_outcome enrol(const script_book& book, const programme& of, const programme_pair& pair,
                                 const world& before, instant now);
/// The same for one person, who may have no pair yet. What is filled in `named` counts; zone and language only as long
/// as neither the platform nor the person has said them.
[[nodiscard]] turn_outcome enrol_one(const script_book& book, const programme& of, const programme_person& named,
                                     const world& before, instant now);

/// The rules of a programme may have changed: the timers of a pair and its people as they should be now.
[[nodiscard]] turn_outcome refresh(const script_book& book, const world& before, instant now);

}  // namespace waymark
