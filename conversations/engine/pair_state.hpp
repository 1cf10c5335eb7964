// A pair: one mentor, one mentee, one relationship, with its running talks and everything it has answered. Plain
// values.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/engine/flow.hpp"
#include "conversations/person/offer.hpp"

namespace waymark {

/// What somebody answered to one question. Choices keep option values, dates ISO text, persons the platform's user
/// name.
struct answer_value {
    std::vector<std::string> items;  ///< one for most kinds, several for list and several; empty when declined
    double number = 0;               ///< scale and number
    bool declined = false;           ///< knowingly declined or skipped
    friend bool operator==(const answer_value&, const answer_value&) = default;
};

struct answer {
    static constexpr int format = 1;
    conversation_id conversation;
    std::string flow;  ///< flow name, for reports and for later flows that quote it
    std::string step;
    std::string label;  ///< the question's title in the author's language, for `my data`
    person_id author;
    audience seen_by = audience::me;
    answer_kind kind = answer_kind::text;
    answer_value value;
    std::string keep_as;
    instant at;
    bool opened = false;  ///< the partner has seen it: from now on it cannot be changed
    std::string said_in;  ///< the platform message it was typed in, so that an edit finds it
    friend bool operator==(const answer&, const answer&) = default;
};

/// One person's walk through a flow.
struct lane {
    enum class phase {
        held,     ///< the next words wait in the person's gate
        asking,   ///< a question is open
        barrier,  ///< waits for a rule
        done
    };
    std::string role;
    person_id person;
    phase is = phase::held;
    std::string step;  ///< step id, never an index; empty before the first
    instant since;     ///< asked at, or waiting since; done: until when its last words may come back unsent;
                       ///< at a barrier with a day: that day
    int tries = 0;     ///< unreadable answers to this question
    int reminded = 0;
    bool vague_asked = false;
    int rounds = 0;                     ///< how often it has waited or asked; numbers the offers
    int said = 0;                       ///< messages sent so far; numbers the message keys
    std::vector<message_key> ask_keys;  ///< the messages that hold the open question's buttons
    std::vector<std::string> path;      ///< questions passed, for `back`
    std::set<std::string> acted;        ///< steps on the way from the last answer that have done what they do
    std::string let_out;    ///< "<step>/<round>" where the last walk began that came through the gate, while
                            ///< nothing has followed it: unsent, all its words wait again
    bool revising = false;  ///< went back: on the way forward, what is answered is not asked again
    std::set<std::string>
        to_tell;               ///< words of rules that wait in the person's gate: "tell/<rule>", "otherwise/<rule>"
    std::string told_contact;  ///< a hash of the line about them that the programme's contact has got last
    friend bool operator==(const lane&, const lane&) = default;
};

struct conversation {
    conversation_id id;
    flow_ref flow;
    std::string structure_hash;
    std::string why;  ///< id of the nudge rule or word that started it, for "why did I get this"
    priority weight = priority::normal;
    instant good_until = never;  ///< first words that have not been said by then are not said at all
    instant started;
    std::optional<instant> lasts_from{};  ///< a day that somebody named in it: its time runs from there
    std::vector<lane> lanes;
    std::set<std::string> fired;      ///< rule ids
    std::set<std::string> told_late;  ///< rule ids whose `otherwise` was told
    bool over = false;
    friend bool operator==(const conversation&, const conversation&) = default;
};

struct kept_text {  ///< a goal, victory, lesson or next step the pair has named
    std::string kind;
    person_id author;
    audience seen_by = audience::partner;
    bool opened = false;
    std::string text;
    conversation_id conversation;
    instant at;
    friend bool operator==(const kept_text&, const kept_text&) = default;
};

/// One meeting and who has noted it.
struct meeting_note {
    instant at;
    std::set<person_id> by;
    friend bool operator==(const meeting_note&, const meeting_note&) = default;
};

/// Where a pair was before its closing began.
struct earlier_stage {
    std::string stage;
    instant since;
    friend bool operator==(const earlier_stage&, const earlier_stage&) = default;
};

struct pair_state {
    static constexpr int format = 1;
    pair_id id;
    tenant_id tenant;
    programme_id programme;
    person_id mentor;
    person_id mentee;
    std::string stage = "invited";
    instant stage_since;
    std::optional<earlier_stage> before_closing{};
    instant started;
    std::optional<instant> ends;
    std::optional<instant> paused_until;
    std::set<std::string> held_by;          ///< "pair", "programme" (an admin), "account/slack/T0" (it is closed)
    std::optional<instant> held_since;      ///< while it is
    std::optional<instant> rested_until{};  ///< the end of the last pause or hold: its days count for no rule
    bool ended = false;
    std::string end_reason;
    std::optional<instant> ended_at{};
    span rhythm{};                            ///< agreed time between meetings; 0 = the programme's default
    std::vector<instant> met;                 ///< meetings somebody logged; a missing answer is never one
    std::vector<meeting_note> met_lately{};   ///< those that the other one may still note as well
    std::map<person_id, instant> last_heard;  ///< when each last said anything in this pair
    std::map<std::string, int> talks;         ///< flow name -> how many were started, numbers the conversation ids
    std::vector<conversation> running;        ///< finished talks are dropped; their answers stay
    std::vector<kept_text> kept;
    std::vector<answer> answers;       ///< stored as rows of their own, with their audience; see storage/store.hpp
    std::set<std::string> rules_done;  ///< occurrence keys of nudge rules that have fired
    friend bool operator==(const pair_state&, const pair_state&) = default;

    [[nodiscard]] person_id partner_of(const person_id& one) const { return one == mentor ? mentee : mentor; }
    [[nodiscard]] const conversation* find(const conversation_id& wanted) const;
    [[nodiscard]] conversation* find(const conversation_id& wanted);
};

/// JSON text with a format number. from_text throws std::invalid_argument for another format or a broken document.
[[nodiscard]] std::string pair_to_text(const pair_state& pair);
[[nodiscard]] pair_state pair_from_text(std::string_view text);
[[nodiscard]] std::string answer_to_text(const answer& one);
[[nodiscard]] answer answer_from_text(std::string_view text);
/// The same as a tree, for tools.
[[nodiscard]] nlohmann::json pair_to_json(const pair_state& pair);
[[nodiscard]] pair_state pair_from_json(const nlohmann::json& document);
[[nodiscard]] nlohmann::json answer_to_json(const answer& one);
[[nodiscard]] answer answer_from_json(const nlohmann::json& document);

}  // namespace waymark
