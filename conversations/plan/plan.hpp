// A transcript: a talk between the bot and two people as it should go, line by line. Plain data, written in .plan
// files; ../flows/README.md shows how.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "conversations/engine/flow.hpp"

namespace waymark {

/// The name under which lines to the programme's contact stand in a transcript.
constexpr std::string_view contact_name_in_plans = "contact";

namespace plan_act {
/// The bot has said this to `to`, a person's name or `contact`. `*` in the pattern stands for any text.
struct bot_says {
    std::string to;
    std::string pattern;
};
struct says {
    std::string who;
    std::string text;
};
/// Uses a button or picker of a message that was shown earlier.
struct presses {
    std::string who;
    std::string label;
};
/// Changes the last message they wrote.
struct edits {
    std::string who;
    std::string text;
};
/// Deletes the last message they wrote.
struct deletes {
    std::string who;
};
/// The clock moves on to this moment; everything due on the way happens at its own time.
struct clock_moves {
    instant to;
    std::string written;  ///< "+2d", as in the file
};
/// Nothing has been said that is not written above.
struct silence {};
}  // namespace plan_act

using plan_act_type = std::variant<plan_act::bot_says, plan_act::says, plan_act::presses, plan_act::edits,
                                   plan_act::deletes, plan_act::clock_moves, plan_act::silence>;

struct plan_line {
    mark at;
    mark text_at;  ///< of its text; the same as `at` for lines without one
    plan_act_type what;
};

struct plan_person {
    std::string role;
    std::string name;
    mark at;
};

/// A goal the pair had before the talk; both know it.
struct plan_goal {
    std::string text;
    std::string by;
};

/// Who talks about what, from when on, and what was so before.
struct plan_head {
    flow_ref flow;
    mark flow_at;
    std::vector<plan_person> people;  ///< in the order written; two of them
    instant begins;
    std::string zone;
    std::vector<std::string> given;  ///< the `given` lines as written

    std::string programme = "the programme";
    std::string contact = "Kim";
    std::string stage = "growing";
    std::optional<std::chrono::year_month_day> ends;
    span rhythm{};
    std::vector<plan_goal> goals;
    std::map<std::string, std::string> languages, zones;  ///< by name
};

struct plan {
    std::string file;
    plan_head head;
    std::vector<plan_line> lines;
};

}  // namespace waymark
