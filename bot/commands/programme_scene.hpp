// What the commands "waymark programme ..." look at before they do anything: the files as they are, and what runs.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "bot/applied_programmes.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/config.hpp"
#include "bot/holds.hpp"
#include "bot/plan/programme_plan.hpp"

namespace waymark {

struct programme_wishes {
    std::string config;
    std::string programme;  ///< may be empty when there is only one
};

struct programme_scene {
    config settings;
    loaded_scripts files;   ///< as they are now
    loaded_scripts in_use;  ///< the same conversations, with the programmes that were applied
    programme_id of;
    std::optional<applied_text> applied;  ///< what runs
    facts_look facts;
    people_look known;
    std::vector<flow_body> published;  ///< conversations as they were at the last start
    holds on_hold;                     ///< everything, where nobody can read what is: so the service takes it, too
    std::string holds_problem;
    bool has_database = false;
    instant now;
};

/// Reads all of it, also while Waymark runs. Says what is wrong when the code is not exit_clean.
[[nodiscard]] exit_code read_programme_scene(const programme_wishes& wishes, programme_scene& into,
                                             std::ostream& complaints);

/// A text that could run in the place of what does.
struct wanted_text {
    std::string text;
    std::string shown;  ///< where it comes from, for problems
};
/// The chosen programme's file.
[[nodiscard]] wanted_text text_of_file(const programme_scene& in);

/// A change that could be made, and everything authored as it would be afterwards.
struct possible_change {
    planning::planned_change what;
    loaded_scripts after;
};
/// Empty after saying what is wrong with the text, or why it cannot follow what runs.
[[nodiscard]] std::optional<possible_change> change_to(const programme_scene& in, const wanted_text& wanted,
                                                       std::ostream& complaints);

}  // namespace waymark
