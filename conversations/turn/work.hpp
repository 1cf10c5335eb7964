// What the parts of one turn share: the world as it becomes, and what has been collected so far. Internal to turn/.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "conversations/turn.hpp"

namespace waymark {

/// Words that a person's gate has let out. All of one turn become one message, see nudge.hpp.
struct nudge_part {
    offer what;
    message_key key;
    outgoing message;
};

struct turn_work {
    const script_book& book;
    const world& before;
    world is;  ///< changes as the turn goes on
    instant now;
    turn_outcome out{};
    std::map<person_id, std::vector<nudge_part>> let_out{};
    /// Nobody has done anything: what comes of it for a contact waits for the next day's message.
    bool by_time = false;
    std::optional<address> heard_from{};  ///< where somebody has just done something
    std::string surface{};                ///< the form they did it in: what is said to them stands there
    std::set<std::string> withdrawn{};    ///< offers whose reason has gone in this turn
};

/// Null when the store did not load them.
[[nodiscard]] person_state* find_person(turn_work& work, const person_id& who);
[[nodiscard]] pair_state* find_pair(turn_work& work, const pair_id& which);

/// A programme that names none of what is asked is an empty one: UTC, English, the default gate.
[[nodiscard]] const programme& programme_of(const script_book& book, const pair_state& pair);
/// The programme whose defaults count for a person: the first they came into. It never depends on which of their pairs
/// happens to be loaded.
[[nodiscard]] const programme& home_of(const script_book& book, const person_state& person);
/// What its gate goes by.
[[nodiscard]] home_rules rules_for(const script_book& book, const person_state& person);
[[nodiscard]] const programme_person* named_in(const programme& of, const person_id& who);

/// The bot's words as this programme says them.
[[nodiscard]] const bot_texts& texts_of(const script_book& book, const programme& of);
/// As a person reads them.
[[nodiscard]] const bot_texts& texts_for(const script_book& book, const person_state& reader);
[[nodiscard]] std::string language_of(const script_book& book, const person_state& person);
[[nodiscard]] std::string zone_of(const script_book& book, const person_state& person);
[[nodiscard]] std::string name_of(const person_state& person);
[[nodiscard]] cast_facts facts_of(const turn_work& work, const pair_state& pair);

/// The person's pairs that are loaded and go on, in the person's own order.
[[nodiscard]] std::vector<pair_state*> pairs_of(turn_work& work, const person_state& person);
/// What the other one of a pair is called; empty when the store did not load them.
[[nodiscard]] std::string partner_name(const turn_work& work, const pair_state& pair, const person_id& who);
/// What admins have looked at of the programmes this person is in, by time.
[[nodiscard]] std::vector<admin_look> looks_that_concern(const turn_work& work, const person_state& who);
[[nodiscard]] std::string title_of(const script_book& book, const flow& one, const person_state& reader);
/// What a kind of nudge is called: the title of the first flow of that kind.
[[nodiscard]] std::string kind_title(const script_book& book, const std::string& kind, const person_state& reader);
/// The lane of this person in that talk; null when they have none.
[[nodiscard]] const lane* lane_of(const conversation& talk, const person_id& who);
/// Whether this talk has, or had, anything for them to do. Of another they are not to know that it runs.
[[nodiscard]] bool concerns(const turn_work& work, const conversation& talk, const person_id& who);

/// Hands over everything that differs from before. The last thing a turn does.
[[nodiscard]] turn_outcome finished(turn_work& work);

void note_person(turn_work& work, const person_state& person, std::string event, std::string detail = {});
void note_pair(turn_work& work, const pair_state& pair, std::string event, std::string detail = {});

}  // namespace waymark
