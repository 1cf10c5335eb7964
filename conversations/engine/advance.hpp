// One step of a pair's talks: a pure function. The same pair, input and `now` give the same result on every machine.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "conversations/engine/pair_state.hpp"
#include "conversations/person/offer.hpp"
#include "conversations/texts.hpp"

namespace waymark {

namespace input {
/// Start a flow. Does nothing when the same flow is already running for the pair.
struct begin {
    flow_ref flow;
    std::map<std::string, person_id> cast;  ///< role -> person; empty = mentor and mentee by name
    std::string why;                        ///< id of the rule or word
    priority weight = priority::normal;     ///< of the first words
    span good_for{};                        ///< first words not said by then are not said at all; 0 = no such limit
    bool asked_for_by_someone = false;  ///< a person asked: their own lane answers at once instead of through the gate
    person_id asker;
};
/// A person typed something while a question of this conversation was theirs to answer.
struct typed {
    person_id who;
    conversation_id conversation;
    std::string text;
    std::string said_in;
};
/// A person used a control of a question; `step` came back with it, so an older question may be meant.
struct picked {
    person_id who;
    conversation_id conversation;
    std::string step;
    std::vector<std::string> values;
};
/// The message an answer was typed in was changed or deleted.
struct edited {
    person_id who;
    std::string said_in;
    std::string text;
};
struct deleted {
    person_id who;
    std::string said_in;
};
/// `back`, `skip`, `cancel` and `example`, understood in every flow; and the open question once more.
struct asked_to {
    enum class what { go_back, skip, cancel, show_example, ask_again };
    person_id who;
    conversation_id conversation;
    what wish;
};
/// The person's gate lets this offer through now. Nothing happens when the world has moved on.
struct released {
    offer what;
};
/// Somebody who wanted silence, or could not be reached, is back: whatever their gate has thrown away meanwhile is
/// offered to it again.
struct came_back {
    person_id who;
};
/// An admin puts the pair on hold, or lets it go on. `by`: "pair", "programme".
struct hold {
    std::string by;
};
struct release {
    std::string by;
};
/// This message of the offer came too late to be sent. What nobody saw has not been said: it waits in the gate again.
struct missed {
    person_id who;
    message_key message;
    std::string offer_key;
};
/// The two have agreed on so late an end that their closing would not have begun yet: it ends where it is, and the pair
/// goes back to the stage it came from. Nothing happens in any other stage.
struct closing_put_off {};
/// A rule of the programme leads the pair to this stage.
struct moved_on {
    std::string stage;
};
/// Somebody wants everything of theirs deleted: the pair is over, and so is each of its talks.
struct left {
    person_id who;
};
/// Time has passed: reminders, give-ups, barriers and the flow's own end that are due by `now` happen.
struct clock_struck {};
}  // namespace input

using engine_input =
    std::variant<input::begin, input::typed, input::picked, input::edited, input::deleted, input::asked_to,
                 input::released, input::came_back, input::missed, input::hold, input::release, input::closing_put_off,
                 input::moved_on, input::left, input::clock_struck>;

namespace effect {
/// Put this into the outbox, to be sent at once: the person has just done something, or the gate has let it through.
struct say {
    person_id to;
    message_key key;
    outgoing message;
    bool unsolicited = false;  ///< came through the gate: the shell adds the ways out
    std::string why;           ///< what `why` answers about it
};
/// Replace the buttons of an earlier message by the choice made.
struct settle {
    person_id to;
    settled what;
};
/// Hand this to the person's gate; it comes back as input::released, or never.
struct propose {
    person_id to;
    offer what;
};
/// The reason for an offer is gone: take it back from the gate if it still waits.
struct withdraw {
    person_id to;
    std::string offer_key;
};
/// Store or replace this answer row.
struct keep_answer {
    answer what;
};
/// Delete this answer row: its author took it back before it was opened.
struct drop_answer {
    conversation_id conversation;
    std::string step;
    person_id author;
};
/// Start another flow of the same pair (the shell steps again with it).
struct start {
    input::begin what;
};
/// Tell the programme's named human this line. Never holds an answer.
struct tell_contact {
    std::string text;
};
/// Append to the pair's history: what happened, without private words. Shown in reports and in tests.
struct note {
    std::string event;  ///< "started", "answered", "gave_up", "opened", "stage", "rhythm", "ended", "no_change", ...
    std::string detail;
};
}  // namespace effect

using engine_effect = std::variant<effect::say, effect::settle, effect::propose, effect::withdraw, effect::keep_answer,
                                   effect::drop_answer, effect::start, effect::tell_contact, effect::note>;

/// What scripts may mention, beside the pair itself. First names and languages of both people, the programme's facts.
struct cast_facts {
    struct someone {
        person_id id;
        std::string first_name;
        std::string language;               ///< BCP 47
        std::string zone;                   ///< IANA
        std::vector<std::string> offers{};  ///< what others can learn from them
    };
    std::map<person_id, someone> people;
    std::string programme_name;
    std::string contact_name;
};

struct step_result {
    pair_state pair;
    std::vector<engine_effect> effects;
};

[[nodiscard]] step_result advance(const flow_library& flows, const bot_texts& texts, const cast_facts& facts,
                                  pair_state pair, const engine_input& input, instant now);

/// When this pair next wants to be stepped with clock_struck; `never` when nothing of it waits for time.
[[nodiscard]] instant next_timer(const flow_library& flows, const pair_state& pair);

/// The conversation whose open question a plain message of this person answers, newest question first; null if none.
[[nodiscard]] const conversation* open_question(const pair_state& pair, const person_id& who);

}  // namespace waymark
