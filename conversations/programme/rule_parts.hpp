// The parts of a programme's rules, as their readers use them. Private to this folder.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "conversations/engine/stages.hpp"
#include "conversations/programme/programme_parts.hpp"

namespace waymark {

/// Lengths that have a name at the top of the file: "thresholds".
class named_lengths {
  public:
    named_lengths() = default;
    named_lengths(reading& in, const yaml_node& node);
    /// The length itself, with its own place in the file, if `node` is one of the names, otherwise `node`. Whatever
    /// looks like a name and is none is reported (P027).
    [[nodiscard]] yaml_node meant_by(reading& in, const yaml_node& node);
    /// Names that nothing has used are reported (P028).
    void check_all_used(reading& in) const;

  private:
    struct named {
        mark at;
        yaml_node length;
        bool used = false;
    };
    std::map<std::string, named> by_name_;
};

/// What reading a rule needs beside its text.
struct rule_aids {
    reading& in;
    const flow_library& flows;
    named_lengths& lengths;
    const std::string& language;
};

/// One stage, or a list of several (P023).
[[nodiscard]] std::vector<std::string> read_stages(reading& in, const yaml_node& node);
/// The moment of a nudge, and what must be so by then. Empty after reporting that it is no map.
[[nodiscard]] std::optional<trigger> read_trigger(const rule_aids& with, const yaml_node& node);
/// The same for a move to another stage, without the stage.
[[nodiscard]] std::optional<trigger> read_move(const rule_aids& with, const yaml_node& node);
[[nodiscard]] std::string read_anchor(const rule_aids& with, const yaml_node& node);
[[nodiscard]] std::vector<std::string> read_happenings(const rule_aids& with, const yaml_node& node);
/// The same, or a map of them with a length each: "{ meeting: 6 weeks }".
[[nodiscard]] std::vector<absence> read_absences(const rule_aids& with, const yaml_node& node);
/// Question and values of a moment of an answer; `values` may be missing.
void read_answer_moment(const rule_aids& with, const yaml_node& node, const yaml_node* values, trigger& into);
/// The step of "<flow>.<step>"; null when there is none.
[[nodiscard]] const flow_step* step_called(const flow_library& flows, const std::string& question);

[[nodiscard]] std::vector<nudge_rule> read_nudges(const rule_aids& with, const map_reader& from);
[[nodiscard]] std::vector<stage_rule> read_stage_rules(const rule_aids& with, const map_reader& from);
/// Whoever is led to a stage by its programme must hear of it (P042).
void check_stages_are_told(reading& in, const map_reader& from, const programme& of);

}  // namespace waymark
