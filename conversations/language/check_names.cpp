// Every name in a flow means something that is there, and every test fits the question it looks at.
#include <algorithm>
#include <set>

#include "conversations/language/flow_parts.hpp"

namespace waymark {

namespace {

class name_check {
  public:
    name_check(reading& in, const flow& one) : in_(in), flow_(one) {
        for (const auto& step : one.steps) {
            if (!step.id.empty()) steps_.push_back(step.id);
            if (step.ask && !step.id.empty()) questions_.push_back(step.id);
        }
        for (const auto& rule : one.rules)
            if (!rule.id.empty()) rules_.push_back(rule.id);
    }

    void run() {
        twice();
        for (const auto& step : flow_.steps) check(step);
        for (const auto& rule : flow_.rules) {
            check(rule.needs, {});
            check(rule.does);
            check_rhythm(rule);
            check_files(rule);
        }
    }

  private:
    void twice() {
        std::map<std::string, int> seen;
        const auto look = [&](const std::string& id, mark at, std::string_view what) {
            if (id.empty()) return;
            const auto [first, is_new] = seen.emplace(id, at.line);
            if (!is_new)
                in_.error(at, "F020",
                          "the name \"" + id + "\" is already taken, in line " + std::to_string(first->second),
                          "give this " + std::string(what) + " another name");
        };
        for (const auto& step : flow_.steps) look(step.id, step.at, "step");
        for (const auto& rule : flow_.rules) look(rule.id, rule.at, "rule");
    }

    void target(const name_ref& go) {
        if (go.empty() || go.name == "end" || flow_.find_step(go.name) != nullptr) return;
        auto places = steps_;
        places.emplace_back("end");
        in_.unknown(go.at, "F021", "there is no step called \"" + go.name + "\"", go.name, places);
    }

    /// The question a name means; null after reporting that there is none, or when it could not be read.
    const flow_step* question(const name_ref& of) {
        if (of.empty() || in_.unclear_steps.contains(of.name)) return nullptr;
        const auto* step = flow_.find_step(of.name);
        if (step == nullptr)
            in_.unknown(of.at, "F021", "there is no step called \"" + of.name + "\"", of.name, questions_);
        else if (!step->ask)
            in_.unknown(of.at, "F021", "the step \"" + of.name + "\" asks nothing, so it has no answer", of.name,
                        questions_);
        return step != nullptr && step->ask ? step : nullptr;
    }

    void fits(const condition& test, const flow_step& step) {
        using enum answer_kind;
        const auto kind = step.ask->answer.kind;
        if (test.is == condition::test::one_of) {
            if (kind != choice && kind != several && kind != yes_no)
                return in_.error(test.at, "F025", "\"one_of\" needs options, and \"" + step.id + "\" has none",
                                 "use \"answered\", \"declined\", \"missing\" or \"settled\"");
            std::vector<std::string> options;
            for (const auto& option : step.ask->answer.options) options.push_back(option.value);
            for (const auto& value : test.values)
                if (std::ranges::find(options, value) == options.end())
                    in_.unknown(place_in(in_.source, test.at, value), "F021",
                                "\"" + step.id + "\" has no answer \"" + value + "\"", value, options);
        } else if (test.is == condition::test::at_least || test.is == condition::test::at_most) {
            const auto& answer = step.ask->answer;
            if (kind != scale && kind != number)
                in_.error(test.at, "F025",
                          "\"at_least\" and \"at_most\" need a number, and \"" + step.id + "\" is none");
            else if (answer.min < answer.max && (test.number < answer.min || test.number > answer.max))
                in_.error(test.at, "F025", "the answers of \"" + step.id + "\" never reach this number");
        }
    }

    /// `role`: whose lane looks; empty when everyone's or a rule's.
    void check(const std::vector<condition>& all, const std::string& role) {
        for (const auto& test : all)
            if (const auto* step = question(test.step)) {
                fits(test, *step);
                if (!role.empty() && !step->only_for.empty() && step->only_for != role)
                    in_.error(
                        test.step.at, "F025",
                        "\"" + step->id + "\" is asked of the " + step->only_for + ", and this step is for the " + role,
                        "in a step, conditions look at that person's own answers");
            }
    }

    void check(const std::vector<flow_action>& actions) {
        for (const auto& what : actions) {
            if (const auto* rhythm = std::get_if<action::set_rhythm>(&what))
                of_kind(rhythm->slowest_of, answer_kind::choice, "a choice of rhythms");
            if (const auto* pause = std::get_if<action::pause_until>(&what)) day_to_come(pause->date_of);
            if (const auto* new_end = std::get_if<action::set_end>(&what)) day_to_come(new_end->date_of);
            if (const auto* file = std::get_if<action::calendar_file>(&what))
                of_kind(file->date_of, answer_kind::date, "a date");
            if (const auto* end = std::get_if<action::end_pair>(&what)) question(end->reason_of);
        }
    }

    void of_kind(const name_ref& of, answer_kind kind, const std::string& wanted) {
        const auto* step = question(of);
        if (step != nullptr && step->ask->answer.kind != kind)
            in_.error(of.at, "F025", "\"" + of.name + "\" does not ask for " + wanted);
    }

    /// In a step, whoever waits for a day has named it.
    void check_wait(const flow_step& step) {
        if (!step.wait_for) return;
        const auto& [rule, most, day] = *step.wait_for;
        if (!rule.empty() && flow_.find_rule(rule.name) == nullptr)
            in_.unknown(rule.at, "F021", "there is no rule called \"" + rule.name + "\"", rule.name, rules_);
        if (day.empty()) return;
        day_to_come(day);
        const auto* asked = flow_.find_step(day.name);
        if (asked != nullptr && !asked->only_for.empty() && asked->only_for != step.only_for)
            in_.error(day.at, "F025", "\"" + day.name + "\" is asked of the " + asked->only_for + " alone",
                      "write \"for: " + asked->only_for + "\" at this step");
    }

    /// A pause or an end that is over already would be told, and would not be.
    void day_to_come(const name_ref& of) {
        of_kind(of, answer_kind::date, "a date");
        const auto* step = flow_.find_step(of.name);
        if (step == nullptr || !step->ask || step->ask->answer.kind != answer_kind::date) return;
        if (step->ask->answer.days_ahead != 1)
            in_.error(of.at, "F025", "\"" + of.name + "\" also takes days that are over",
                      "write \"not_before: tomorrow\" at its answer");
    }

    /// A rule that sets the slower of two rhythms must only fire on answers that are rhythms.
    void check_rhythm(const together_rule& rule) {
        for (const auto& what : rule.does) {
            const auto* rhythm = std::get_if<action::set_rhythm>(&what);
            if (rhythm == nullptr || rhythm->slowest_of.empty()) continue;
            const auto& of = rhythm->slowest_of.name;
            const auto need = std::ranges::find_if(rule.needs, [&](const auto& test) {
                return test.step.name == of && test.is == condition::test::one_of;
            });
            std::vector<std::string> values;
            if (need != rule.needs.end())
                values = need->values;
            else if (const auto* step = flow_.find_step(of); step != nullptr && step->ask)
                for (const auto& option : step->ask->answer.options) values.push_back(option.value);
            for (const auto& value : values)
                if (!is_rhythm(value) && !in_.unclear_steps.contains(of)) {
                    in_.error(rhythm->slowest_of.at, "F025",
                              "\"" + of + "\" can be answered \"" + value + "\", which is no rhythm",
                              "let the rule need { " + of + ": { one_of: [...] } } with rhythms only");
                    break;
                }
        }
    }

    /// A file goes to one person, and they have just said that they want it.
    void check_files(const together_rule& rule) {
        for (const auto& what : rule.does)
            if (const auto* file = std::get_if<action::calendar_file>(&what))
                in_.error(file->date_of.at, "F018", "a calendar file is given to whoever has just answered",
                          "move it to a step of that person");
    }

    void check(const flow_step& step) {
        check(step.only_if, step.only_for);
        check(step.does);
        for (const auto& what : step.does)
            if (const auto* new_end = std::get_if<action::set_end>(&what))
                in_.error(new_end->date_of.at, "F018", "nobody changes the end of a pair alone",
                          "move it to a together rule that needs a yes of the other one");
        if (step.ask && step.ask->after_silence) target(step.ask->after_silence->go);
        for (const auto& one : step.next) {
            check(one.when, step.only_for);
            target(one.go);
        }
        check_wait(step);
    }

    reading& in_;
    const flow& flow_;
    std::vector<std::string> steps_, questions_, rules_;
};

}  // namespace

void check_names(reading& in, const flow& one) {
    name_check(in, one).run();
}

}  // namespace waymark
