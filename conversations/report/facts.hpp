// What a report is made from: the pairs and people of one programme, and the history of ids that both left. Nobody's
// words are in it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "conversations/report/disclosure.hpp"
#include "conversations/turn.hpp"

namespace waymark::reporting {

/// A question whose answers the programme may count, and never quotes.
struct counted_question {
    struct option {
        std::string value, label;
    };
    std::string id;     ///< "<conversation>/<step>"
    std::string title;  ///< as it is asked, with "…" for every name
    std::string conversation;
    bool has_choices = false;  ///< of others only is counted how many have answered
    bool several = false;
    std::vector<option> options;  ///< a scale has its steps
    std::string declined;         ///< the way to decline; empty = none is offered
};
/// Those of all conversations in use, of each as its newest version asks it.
[[nodiscard]] std::vector<counted_question> counted_questions(const flow_library& flows);

/// What a place in a talk is called, by "<conversation>/<step>": the title of the conversation, and what is asked
/// there.
[[nodiscard]] std::map<std::string, std::string> place_names(const flow_library& flows);

struct counted_answer {
    std::string question;
    pair_id pair;
    person_id by;  ///< whose group it counts in; empty once nobody knows
    std::string talk;
    std::set<std::string> picked;  ///< of the options; of other kinds nothing
    bool declined = false;
    instant at;
};

struct report_facts {
    const programme* of = nullptr;
    std::vector<person_state> people{};
    std::vector<pair_state> pairs{};
    std::vector<log_line> history{};        ///< by time
    std::set<std::string> end_reasons{};    ///< those that are choices of a conversation; others may be words
    std::map<message_key, instant> dead{};  ///< messages given up
    std::vector<counted_question> questions{};
    std::map<std::string, std::string> place_names{};
    std::vector<counted_answer> answers{};  ///< of these questions
};

/// A month of the calendar in the programme's zone: [from, until).
struct month {
    std::string name;  ///< "2026-03"
    instant from, until;
};
/// All whole months from the one in which the programme's first pair began until `now`.
[[nodiscard]] std::vector<month> whole_months(const report_facts& facts, instant now);
/// The whole weeks, until Sunday, from the start of the first pair on that are over before its month is. Each is named
/// by its last day.
[[nodiscard]] std::vector<month> first_weeks(const report_facts& facts, instant now);

/// The facts, put in order for looking things up at any time in the past.
class timelines {
  public:
    explicit timelines(const report_facts& facts);

    [[nodiscard]] const report_facts& facts() const { return facts_; }
    [[nodiscard]] const std::vector<seat>& seats() const { return seats_; }
    /// Both seats of a pair; all seats of a person. Empty when nothing is known of them.
    [[nodiscard]] const crowd& of_pair(const pair_id& who) const;
    [[nodiscard]] const crowd& of_person(const person_id& who) const;

    /// "not begun" before its start, and "ended early" after an ending before the closing.
    [[nodiscard]] std::string stage_at(const pair_state& pair, instant at) const;
    [[nodiscard]] std::string zone_of(const person_id& who) const;
    /// "different zones" when the two do not share one.
    [[nodiscard]] std::string zone_of(const pair_state& pair) const;
    /// The lines about somebody, such as "pair/ann_and_bo", by time.
    [[nodiscard]] const std::vector<const log_line*>& lines_about(const std::string& about) const;
    [[nodiscard]] const std::vector<const pair_state*>& pairs_of(const person_id& who) const;

  private:
    const report_facts& facts_;
    std::vector<seat> seats_;
    std::map<pair_id, crowd> pairs_;
    std::map<person_id, crowd> people_;
    std::map<person_id, const person_state*> states_;
    std::map<person_id, std::vector<const pair_state*>> pairs_of_;
    std::map<std::string, std::vector<const log_line*>> lines_;
};

}  // namespace waymark::reporting
