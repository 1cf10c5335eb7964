// A conversation keeps what it promises: questions end before it does, what is for the partner is shown, and no text
// is left without a line.
#include <algorithm>

#include "conversations/language/flow_parts.hpp"
#include "conversations/language/placeholder.hpp"

namespace waymark {

namespace {

/// Whether what this mentions can be missing: there is no goal yet, no agreed end. An answer is left to the conditions.
bool can_be_missing(const placeholder& one) {
    return one.name == "programme.ends" || (one.name.starts_with("pair.") && one.name != "pair.rhythm");
}

class promise_check {
  public:
    promise_check(reading& in, const flow& one) : in_(in), flow_(one) {}

    void run() {
        for (std::size_t i = 0; i < flow_.steps.size(); ++i) {
            const auto& step = flow_.steps[i];
            if (step.ask) question(i);
            if (!step.ask) keeps_a_line(step.say);
            told(step.does);
        }
        for (const auto& rule : flow_.rules) {
            keeps_a_line(rule.say);
            keeps_a_line(rule.otherwise.say);
            told(rule.does);
        }
    }

  private:
    void question(std::size_t index) {
        const auto& step = flow_.steps[index];
        keeps_a_line(step.ask->text);
        keeps_a_line(step.ask->remind.say);
        if (!step.ask->after_silence && something_follows(index))
            in_.warning(step.at, "F063", "whoever never answers \"" + step.id + "\" does not get to what follows it",
                        "add a line such as \"give_up: { after: 9d, go: a_step }\"");
        const bool for_partner =
            step.ask->seen_by == audience::partner || step.ask->seen_by == audience::partner_after_both;
        if (for_partner && flow_.people.size() == 2) shown_to_partners(step);
    }

    void shown_to_partners(const flow_step& step) {
        std::vector<std::string> asked, left_out;  // left out: whose partner is shown nothing
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& who = flow_.people[i];
            if (!step.only_for.empty() && step.only_for != who) continue;
            asked.push_back(who);
            const auto& partner = flow_.people[1 - i];
            if (std::ranges::none_of(flow_.rules, [&](const auto& rule) { return shows(rule, step, partner); }))
                left_out.push_back(who);
        }
        if (left_out.empty()) return;
        const auto at = place_in(in_.source, step.at, "seen_by:");
        const auto& other = left_out.front() == flow_.people[0] ? flow_.people[1] : flow_.people[0];
        if (left_out.size() < asked.size())
            in_.warning(
                at, "F036",
                "what the " + left_out.front() + " answers to \"" + step.id + "\" is meant for the " + other +
                    ", and no rule shows it to them",
                "let a rule without \"to\", or one for the " + other + ", say {partner.answer." + step.id + "}");
        else
            in_.warning(at, "F036", "\"" + step.id + "\" is meant for the partner, and no rule shows it",
                        "let a together rule say {partner.answer." + step.id + "}, or write \"seen_by: me\"");
    }

    [[nodiscard]] bool something_follows(std::size_t index) const {
        const auto& step = flow_.steps[index];
        if (step.end) return false;
        if (!step.next.empty())
            return std::ranges::any_of(step.next, [](const auto& one) { return one.go.name != "end"; });
        return std::any_of(
            flow_.steps.begin() + static_cast<std::ptrdiff_t>(index) + 1, flow_.steps.end(), [&](const auto& later) {
                return step.only_for.empty() || later.only_for.empty() || later.only_for == step.only_for;
            });
    }

    /// In words, or by happening at one answer and not at another.
    static bool shows(const together_rule& rule, const flow_step& step, const std::string& reader) {
        if (rule.say.empty() || (!rule.to.empty() && rule.to != reader)) return false;
        const auto said = placeholders_in(rule.say.text);
        return std::ranges::find(said, "partner.answer." + step.id, &placeholder::name) != said.end() ||
               std::ranges::any_of(rule.needs,
                                   [&](const auto& test) { return test.step.name == step.id && looks_inside(test); });
    }

    void told(const std::vector<flow_action>& actions) {
        for (const auto& what : actions)
            if (const auto* tell = std::get_if<action::tell_contact>(&what)) keeps_a_line(tell->text);
    }

    void keeps_a_line(const script_text& text) {
        std::string missing;
        std::string_view rest = text.text;
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            const auto mentioned = placeholders_in(line);
            const auto found = std::ranges::find_if(mentioned, can_be_missing);
            if (found == mentioned.end()) return;
            missing = found->name;
        }
        if (!missing.empty())
            in_.warning(place_in(in_.source, text.at, "{" + missing + "}"), "F037",
                        "nothing is left of this text when there is no {" + missing + "}",
                        "add a line that needs nothing");
    }

    reading& in_;
    const flow& flow_;
};

void check_time(reading& in, span after, mark at, span ends_after) {
    if (ends_after > span::zero() && after >= ends_after)
        in.error(at, "F062", "the whole conversation is over by then, after " + span_text(ends_after),
                 "make this shorter, or \"ends_after\" longer");
}

}  // namespace

void check_times(reading& in, const flow& one) {
    for (const auto& step : one.steps)
        if (step.ask && step.ask->after_silence)
            check_time(in, step.ask->after_silence->after, step.ask->after_silence->at, one.ends_after);
    for (const auto& rule : one.rules) check_time(in, rule.otherwise.after, rule.otherwise.at, one.ends_after);
}

void check_promises(reading& in, const flow& one) {
    promise_check(in, one).run();
}

}  // namespace waymark
