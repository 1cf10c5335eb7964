// A flow after reading: plain data, the same for the checker, the engine and the tools. Written in ../flows/*.yaml.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "conversations/ids.hpp"
#include "conversations/message.hpp"
#include "conversations/time.hpp"

namespace waymark {

class bot_texts;

/// A place in an authored file, counted from 1. Line 0 = not from a file.
struct mark {
    int line = 0;
    int column = 0;
};

/// A word in a file that names something else (a step, a rule, an answer), with its place for diagnostics.
struct name_ref {
    std::string name;
    mark at;
    [[nodiscard]] bool empty() const { return name.empty(); }
};

/// A piece of script: its translation key ("victories.ask") and the base-language text. Placeholders stand in braces.
struct script_text {
    std::string key;
    std::string text;
    mark at;
    [[nodiscard]] bool empty() const { return text.empty(); }
};

/// Who may ever see the answer. Narrower is fine in a later version, wider never.
enum class audience { me, partner, partner_after_both, programme };

enum class answer_kind { text, long_text, list, choice, several, scale, yes_no, date, number, person };

struct answer_option {
    std::string value;
    script_text label;
};

struct answer_spec {
    answer_kind kind = answer_kind::text;
    int min_items = 1;                   ///< list, several
    int max_items = 1;                   ///< list, several
    int max_chars = 3000;                ///< text, long_text; for a list of each item
    std::vector<answer_option> options;  ///< choice, several; yes_no has "yes" and "no"
    double min = 0, max = 0;             ///< scale, number (both 0 = unbounded number)
    script_text low_label, high_label;   ///< scale
    script_text may_decline;  ///< label of the way to decline; empty = declining is not offered (skip still works)
    script_text if_vague;     ///< asked once when the answer is vague, then whatever comes is accepted
    std::optional<int> days_ahead;  ///< date: the earliest one, in days from today; none = any day
    int tries = 3;                  ///< how often an unreadable answer is asked again
};

/// One test on one step's answer. In a lane it looks at the walking person's own answer, in a rule at everyone's who is
/// asked.
struct condition {
    enum class test { answered, declined, missing, settled, one_of, at_least, at_most };
    name_ref step;
    test is = test::answered;
    std::vector<std::string> values;  ///< one_of
    double number = 0;                ///< at_least, at_most
    mark at;
};

struct reminder {
    std::vector<span> after;  ///< counted from the asking, ascending, at most 3
    script_text say;
};

struct give_up {
    span after{};
    name_ref go;
    mark at;  ///< where the length stands
};

struct ask {
    script_text text;
    script_text hint;
    script_text example;  ///< shown when the person asks for one ("example")
    answer_spec answer;
    audience seen_by = audience::me;
    bool says_who_sees = false;  ///< the script's own words do; otherwise the bot adds a line
    std::string keep_as;         ///< "", "goal", "victory", "lesson", "next_step", ...
    reminder remind;
    std::optional<give_up> after_silence;
};

/// Waits here until the rule has fired, or until `at_most` has passed; or until the day that was answered there.
struct barrier {
    name_ref rule;
    span at_most{};
    name_ref date_of{};  ///< a question of the same person; then there is no rule
};

namespace action {
struct set_rhythm {  ///< the slower of both people's choices, or a fixed one
    name_ref slowest_of;
    std::string value;
};
struct set_stage {
    std::string stage;
};
struct start_flow {
    name_ref flow;
    std::string with;  ///< "same": the same people in the same roles
};
struct pause_until {  ///< the pair pauses until the date answered there
    name_ref date_of;
};
struct set_end {  ///< the pair's agreed end becomes the date answered there; only in a rule about both
    name_ref date_of;
};
struct end_pair {  ///< the relationship ends; the reason is the answer given there, or empty
    name_ref reason_of;
};
struct log_meeting {};
struct calendar_file {  ///< whoever has just answered gets a file with a meeting on the date answered there
    name_ref date_of;
};
struct tell_contact {  ///< the programme's named human gets this line; never quotes an answer
    script_text text;
};
}  // namespace action

using flow_action =
    std::variant<action::set_rhythm, action::set_stage, action::start_flow, action::pause_until, action::set_end,
                 action::end_pair, action::log_meeting, action::tell_contact, action::calendar_file>;

struct branch {
    std::vector<condition> when;  ///< all must hold; empty = otherwise
    name_ref go;
};

struct flow_step {
    std::string id;
    std::string only_for;            ///< a role of `people`; empty = everyone
    std::vector<condition> only_if;  ///< skipped when one does not hold
    script_text say;
    std::optional<waymark::ask> ask;
    std::optional<barrier> wait_for;
    std::vector<flow_action> does;
    std::vector<branch> next;  ///< empty = the following step
    bool end = false;
    mark at;
};

/// A rule about both people. Fires once, when everyone who is asked meets `needs`, wherever each of them is.
struct together_rule {
    std::string id;
    std::vector<condition> needs;
    std::string to;  ///< a role; empty = everyone
    script_text say;
    std::vector<flow_action> does;
    struct {
        span after{};
        script_text say;
        mark at;  ///< where the length stands
    } otherwise;  ///< after == 0: nothing is said when it never fires
    mark at;
};

struct flow {
    flow_ref ref;
    std::string language;
    script_text title;
    std::vector<std::string> people;    ///< one or two roles
    std::vector<std::string> words;     ///< what a person can say to start it themselves ("goal")
    std::vector<std::string> in_stage;  ///< stages of a pair in which the words begin it; empty = all of them
    name_ref after;                     ///< a conversation that comes first when words begin this one; empty = none
    std::string nudge_kind;  ///< what "less of this" and "stop this kind" switch off; the flow's name if not said
    span ends_after{};
    std::vector<flow_step> steps;
    std::vector<together_rule> rules;
    std::string structure_hash;  ///< over everything but wording and marks; see language/structure_hash.hpp

    [[nodiscard]] const flow_step* find_step(std::string_view id) const;
    [[nodiscard]] const together_rule* find_rule(std::string_view id) const;
};

/// All flows in use, old pinned versions included, and their translations. Immutable once built.
class flow_library {
  public:
    void add(flow one);
    /// `language` is "es"; keys are script_text keys.
    void add_texts(const flow_ref& flow, const std::string& language, std::map<std::string, std::string> texts);

    using texts_by_language = std::map<std::string, std::map<std::string, std::string>>;
    /// Every translation of a flow; none when there is none.
    [[nodiscard]] texts_by_language texts_of(const flow_ref& ref) const;
    [[nodiscard]] const flow* find(const flow_ref& ref) const;
    [[nodiscard]] const flow* newest(std::string_view name) const;
    [[nodiscard]] const flow* started_by(std::string_view word) const;
    [[nodiscard]] std::vector<const flow*> all() const;
    /// The text in the person's language ("es-MX"), its base ("es"), or the flow's own; in each of them as `words` say
    /// it, if they do.
    [[nodiscard]] const std::string& text(const flow& flow, const script_text& text, std::string_view language,
                                          const bot_texts& words) const;

  private:
    std::map<flow_ref, flow> flows_;
    std::map<flow_ref, texts_by_language> texts_;
};

}  // namespace waymark
