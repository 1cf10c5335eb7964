// The programme: when things start. In this version name, people, pairs, gate settings and a closed list of triggers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conversations/engine/advance.hpp"
#include "conversations/person/person_state.hpp"
#include "conversations/texts.hpp"

namespace waymark {

struct nudge_rule {
    enum class trigger {
        in_stage,        ///< the pair has been in one of `stages` for `length`
        after_start,     ///< `length` after the pair's start
        before_end,      ///< `length` before the agreed end
        silent_for,      ///< nobody logged a meeting for `rhythms` times the pair's rhythm
        every_meetings,  ///< with each `meetings`-th meeting that somebody logged
        on               ///< on a `day`
    };
    std::string id;
    trigger when = trigger::in_stage;
    std::vector<std::string> stages;  ///< comes only while the pair is in one of them; empty = in every stage
    span length{};
    double rhythms = 0;
    int meetings = 1;
    std::optional<std::chrono::year_month_day> day;
    std::string without;             ///< "meeting", or something kept such as "goal": comes only when there is none
    flow_ref start;                  ///< the newest version when the file was read
    std::vector<std::string> roles;  ///< of that flow, in its order
    std::string to;                  ///< "both"; or "mentor", "mentee", "waiting_person": who takes the first role
    priority weight = priority::normal;
    span good_for{};    ///< 0 = as long as the talk lives
    translated reason;  ///< the plain sentence `why` answers with; the programme's language is among them
};

struct programme_person {
    person_id id;
    std::string first_name, full_name, zone, language;
    std::vector<address> addresses;
};

struct programme_pair {
    pair_id id;
    person_id mentor, mentee;
    std::optional<std::chrono::year_month_day> starts, ends;
};

struct programme {
    programme_id id;
    int version = 1;
    std::string title;
    std::string language = "en";
    std::string zone = "UTC";
    person_id contact;  ///< the named human
    std::string contact_name;
    std::string slack_workspace;  ///< of all Slack accounts in it; may be empty
    span rhythm = std::chrono::hours(24 * 28);
    gate_settings gate;
    std::vector<nudge_rule> nudges;
    std::vector<programme_person> people;
    std::vector<programme_pair> pairs;
};

/// A talk that a rule wants to start for this pair at `now`, with its occurrence key.
struct due_start {
    std::string occurrence;  ///< goes into pair_state::rules_done
    input::begin what;
    bool too_late = false;  ///< longer ago than the rule's `good_for`: count it as done and start nothing
};
/// A rule comes once: per entry into its stage, per start, per agreed end, per silence, per so many meetings, per day.
/// Nothing comes while the pair is paused or
/// after it has ended; days of a pause do not count as days in a stage or as silence.
[[nodiscard]] std::vector<due_start> due_starts(const programme& of, const pair_state& pair, instant now);
/// When due_starts should be asked again, by key "rule/<id>". A moment that has come stays until it is in rules_done.
[[nodiscard]] std::map<std::string, instant> timers_of(const programme& of, const pair_state& pair);

}  // namespace waymark
