// The programme: what happens when, and for whom. A file's content as plain data, and what of it is due.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "conversations/engine/advance.hpp"
#include "conversations/person/person_state.hpp"
#include "conversations/programme/trigger.hpp"
#include "conversations/texts.hpp"

namespace waymark {

/// Starts a conversation, or tells the contact a line.
struct nudge_rule {
    std::string id;
    trigger when;
    flow_ref start;                  ///< the newest version when the file was read; without a name: `tell_contact`
    std::vector<std::string> roles;  ///< of that flow, in its order
    std::string to;  ///< "both"; or who takes the first role: "mentor", "mentee", "waiting_person", "author" of an
                     ///< answer, "fading_person"
    translated tell_contact;  ///< "{pair}" stands for the two names
    priority weight = priority::normal;
    span good_for{};    ///< 0 = as long as the talk lives
    int hold_out = 0;   ///< percent of the pairs, always the same ones, that do not get it
    translated reason;  ///< the plain sentence `why` answers with; the programme's language is among them
    friend bool operator==(const nudge_rule&, const nudge_rule&) = default;
};

/// What leads a pair from one stage to the next, beside what conversations do.
struct stage_rule {
    std::string to;
    trigger when;  ///< its only stage is the one that is left
    friend bool operator==(const stage_rule&, const stage_rule&) = default;
};

struct programme_person {
    person_id id;
    std::string first_name, full_name, zone, language;
    std::vector<address> addresses;
    learning_profile profile;
    friend bool operator==(const programme_person&, const programme_person&) = default;
};

struct programme_pair {
    pair_id id;
    person_id mentor, mentee;
    std::optional<std::chrono::year_month_day> starts, ends;
    friend bool operator==(const programme_pair&, const programme_pair&) = default;
};

struct programme {
    programme_id id;
    int version = 1;
    std::string title;
    std::string language = "en";
    std::string zone = "UTC";
    person_id contact;  ///< the named human
    std::string contact_name;
    std::vector<person_id> deputies;  ///< of the contact, in order: who hears of people while the contact is away
    std::string slack_workspace;      ///< of all Slack accounts in it; may be empty
    std::string teams_tenant;         ///< of all Teams accounts in it, a GUID in small letters; may be empty
    span rhythm = std::chrono::hours(24 * 28);
    gate_settings gate;
    bool open_to_join = false;  ///< whoever writes to the bot where its people have their accounts may take part
    std::optional<bot_texts> own_texts;  ///< those that ship, and what the programme says in its own words
    std::vector<stage_rule> stages;
    std::vector<nudge_rule> nudges;
    std::vector<std::string> topics;  ///< all that people may want or offer; empty = anything
    std::vector<programme_person> people;
    std::vector<programme_pair> pairs;
    friend bool operator==(const programme&, const programme&) = default;
};

/// What a rule wants to happen for this pair now.
struct due_rule {
    enum class fate {
        comes,
        too_late,  ///< longer ago than the rule's `good_for`: count it as done and do nothing
        held_out   ///< this pair does not get it: the same
    };
    struct line_to_contact {
        translated text;
    };
    struct move {
        std::string stage;
    };
    std::string occurrence;  ///< goes into pair_state::rules_done
    fate is = fate::comes;
    std::variant<input::begin, line_to_contact, move> what;
    bool from_answers = false;  ///< how many it concerns would tell how many have answered so
};
/// A rule comes once: per entry into its stage, per start, per agreed end, per silence, per so many meetings, per
/// day, per answer. Nothing comes while the pair is paused or after it has ended. A move to another stage comes alone:
/// what is due after it is another question.
[[nodiscard]] std::vector<due_rule> due_rules(const programme& of, const pair_state& pair, instant now);
/// Whether an admin can push it at all: not what follows from one person's answer, or from how seldom they answer.
[[nodiscard]] bool can_be_pushed(const nudge_rule& rule);
/// What a rule does when an admin says so, now; empty when it does not come for the pair as it is. Whoever has not
/// joined yet gets it only where the rule names their stage, or waits for a push anyway.
[[nodiscard]] std::optional<due_rule> pushed_rule(const programme& of, const std::string& rule, const pair_state& pair,
                                                  instant now);
/// When due_rules should be asked again; `never` when nothing is to come. A moment that has come stays until it is in
/// rules_done.
[[nodiscard]] instant next_timer(const programme& of, const pair_state& pair);

}  // namespace waymark
