// The gate: decides what may be said to a person, and when. No unsolicited message goes out except through it. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/person/calendar.hpp"
#include "conversations/person/person_state.hpp"

namespace waymark {

/// What counts for people who have nothing of their own, and the holidays of their regions. Only looked at during a
/// call.
struct home_rules {
    const gate_settings& gate;
    std::string_view zone;
    const calendars& regions;
};

/// What became of an offer that was not let through.
struct held_back {
    offer what;
    std::string reason;  ///< "expired", "budget", "stopped", "kind_switched_off", "pair_stopped", "unreachable"
};

struct gate_result {
    person_state person;
    std::vector<offer> released;  ///< say these now, what asks last: together they are one message
    std::vector<held_back> dropped;
};

/// Adds an offer. The same key twice is the same offer.
void propose(person_state& person, const offer& what);
/// Takes an offer back, if it still waits.
void withdraw(person_state& person, const std::string& offer_key);

/// Lets through what may be said at `now`, drops what has expired or is unwanted. `home` is their programme's.
/// `asked`: the message that is being made for this person holds a question already.
[[nodiscard]] gate_result open_gate(person_state person, const home_rules& home, instant now, bool asked = false);

/// When the gate, or what waits for this person beside it, wants to be looked at again; `never` while nothing waits.
[[nodiscard]] instant next_timer(const person_state& person, const home_rules& home, instant now);

/// Whether exactly so many messages in a row have stayed without any sign of life that from now on half as many go out:
/// the next one says so.
[[nodiscard]] bool slows_down_now(const person_state& person);

/// First moment at or after `from` that lies in the person's window (own zone, quiet hours, working days, snooze) and
/// within budget. `spread_key` spreads the start of a window deterministically. `never` when there is none in 400 days.
[[nodiscard]] instant next_slot(const person_state& person, const home_rules& home, instant from,
                                const std::string& spread_key);

/// First moment at or after `from` within the person's hours, on a day they work, and out of a snooze. Their budget is
/// of nudges and does not count here: this is for lines to a contact. `never` as above.
[[nodiscard]] instant next_hours(const person_state& person, const home_rules& home, instant from);

/// How long a line to a contact is kept after it was let out: longer than it may take to be sent.
constexpr span contact_lines_kept = std::chrono::days(2);
/// Until when what was let through at `now` may still reach the person: the end of their hours, a day later at most.
[[nodiscard]] instant end_of_hours(const person_state& person, const home_rules& home, instant now);

}  // namespace waymark
