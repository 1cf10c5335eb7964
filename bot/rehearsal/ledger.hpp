// What happened in one world, written down as plain data: the promises are checked against it, and the figures are
// counted from it. Nothing here knows how it came about.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/rehearsal/cast.hpp"
#include "conversations/engine/flow.hpp"
#include "conversations/person/calendar.hpp"
#include "conversations/person/person_state.hpp"

namespace waymark::rehearsal {

/// What a part of a nudge is about.
struct nudge_about {
    std::string kind;  ///< what "less of this" would switch off
    bool reminder = false;
};

/// Something that came to a person, or that a person did.
struct happening {
    /// The last three are what people did; `noticed` is what the platform told the bot of them.
    enum class kind { reply, nudge, for_contact, changed_buttons, wrote, pressed, noticed };
    instant at;
    person_id who;
    pair_id pair;  ///< empty when it belongs to none in particular
    kind is = kind::reply;
    message_key key;  ///< of a message
    std::string text;
    std::vector<std::string> choices;  ///< what could be pressed
    std::string zone;                  ///< the person's, as the bot knew it then
    std::optional<instant> let_out{};  ///< of a nudge: when the gate let it through, if it came later than that
    std::vector<nudge_about> about{};  ///< of a nudge: one for each part of it
    message_key changes{};             ///< of changed buttons: the message they were under
};

[[nodiscard]] inline bool is_act(const happening& one) {
    using enum happening::kind;
    return one.is == wrote || one.is == pressed || one.is == noticed;
}

/// Something that was to be said to somebody without having been asked, and what became of it.
struct due_nudge {
    enum class end { open, sent, merged, held_back, expired, reason_gone, not_begun };
    std::string key;
    person_id to;
    pair_id pair;
    instant due;
    end became = end::open;  ///< open: it still waits in their gate
    instant ended;
    std::string why;                    ///< of one that was held back, or never begun
    std::vector<message_key> messages;  ///< that it was a part of
    bool lost = false;                  ///< it has left the gate, and nothing says where it went
};

/// A question that was answered, every time it was.
struct given_answer {
    pair_id pair;
    conversation_id talk;
    std::string step;
    person_id author;
    audience seen_by = audience::me;  ///< as the question says
    bool asked_of_both = true;
    instant at;
    std::vector<std::int64_t> marks;  ///< in what was written
    bool declined = false;
    std::string keep_as;
    std::string flow;
    std::string value;  ///< of a choice
};

/// Words of one person that came to somebody else.
struct shown_words {
    instant at;
    std::int64_t mark = 0;
    person_id to;
};

struct written_words {
    person_id author;
    pair_id pair;
};

struct ending {
    pair_id pair;
    instant at;
    std::string reason;
    conversation_id talk;
};

struct stage_change {
    pair_id pair;
    instant at;
    std::string stage;
};

/// A question nobody answered any more, or a talk whose time was over.
struct talk_end {
    pair_id pair;
    person_id who;
    instant at;
    std::string flow, step;
    bool gave_up = false;  ///< else its time has run out
};

struct person_facts {
    player is;
    gate_settings gate;
    std::optional<instant> unreachable_since, stopped_since;
};

struct ledger {
    instant from, until;
    calendars regions;
    std::map<person_id, person_facts> people;
    std::vector<programme_pair> pairs;
    std::vector<happening> happenings;
    std::map<std::string, due_nudge> nudges;
    std::vector<given_answer> answers;
    std::map<std::int64_t, written_words> written;  ///< by mark
    std::vector<shown_words> shown;
    std::vector<ending> endings;
    std::vector<stage_change> stages;
    std::vector<talk_end> talk_ends;
    std::vector<std::string> never_fired;  ///< occurrences of rules that were due at the end and had not come
    std::uint64_t turns = 0;
};

}  // namespace waymark::rehearsal
