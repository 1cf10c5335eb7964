#include "conversations/language/flow_show.hpp"

#include <array>

namespace waymark {

namespace {

constexpr std::array kind_words{"a short text",       "a text",    "a list", "one of",   "some of",
                                "a point on a scale", "yes or no", "a date", "a number", "a person"};
constexpr std::array audience_words{"only the person who answers", "the other person",
                                    "the other person, when both have answered",
                                    "counted for the programme, never quoted"};
constexpr std::array test_words{"answered", "declined", "missing", "answered or declined",
                                "one of",   "at least", "at most"};

std::string number_text(double number) {
    auto text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string in_words(const condition& one) {
    std::string out = one.step.name + " " + test_words.at(static_cast<std::size_t>(one.is));
    for (std::size_t i = 0; i < one.values.size(); ++i) out += (i == 0 ? " " : ", ") + one.values[i];
    if (one.is == condition::test::at_least || one.is == condition::test::at_most) out += " " + number_text(one.number);
    return out;
}

std::string in_words(const std::vector<condition>& all) {
    std::string out;
    for (const auto& one : all) out += (out.empty() ? "" : " and ") + in_words(one);
    return out;
}

struct action_words {
    std::string operator()(const action::set_rhythm& one) const {
        return one.slowest_of.empty() ? "the rhythm becomes " + one.value
                                      : "the rhythm becomes the slower answer to " + one.slowest_of.name;
    }
    std::string operator()(const action::set_stage& one) const { return "the stage becomes " + one.stage; }
    std::string operator()(const action::start_flow& one) const { return "the talk " + one.flow.name + " begins"; }
    std::string operator()(const action::pause_until& one) const {
        return "the pair rests until the date of " + one.date_of.name;
    }
    std::string operator()(const action::set_end& one) const {
        return "the end of the pair becomes the date of " + one.date_of.name;
    }
    std::string operator()(const action::end_pair& one) const {
        return "the pair ends" + (one.reason_of.empty() ? "" : ", for the reason given at " + one.reason_of.name);
    }
    std::string operator()(const action::log_meeting& /*nothing more to it*/) const { return "a meeting is noted"; }
    std::string operator()(const action::calendar_file& one) const {
        return "a calendar file with the date of " + one.date_of.name + " is given";
    }
    std::string operator()(const action::tell_contact& one) const {
        return "the programme's contact is told: " + one.text.text;
    }
};

/// Lines under one heading, each with a label; long texts keep their own line breaks.
class page {
  public:
    void heading(const std::string& text) { out_ += "\n" + text + "\n"; }
    void line(const std::string& label, const std::string& text) {
        if (text.empty()) return;
        std::string rest = "    " + label + (label.empty() ? "" : " ");
        const std::string indent(rest.size(), ' ');
        for (const char c : text) rest += c == '\n' ? "\n" + indent : std::string(1, c);
        out_ += rest + "\n";
    }
    void name(const std::string& text) { out_ += "  " + text + "\n"; }
    [[nodiscard]] std::string text() const { return out_; }

  private:
    std::string out_;
};

std::string answer_words(const answer_spec& one) {
    std::string out = kind_words.at(static_cast<std::size_t>(one.kind));
    const bool counted = one.kind == answer_kind::list || one.kind == answer_kind::several;
    if (counted) out += ", " + std::to_string(one.min_items) + " to " + std::to_string(one.max_items);
    if (one.min < one.max) out += ", " + number_text(one.min) + " to " + number_text(one.max);
    for (std::size_t i = 0; i < one.options.size(); ++i)
        out += (i == 0 ? ": [" : " [") + one.options[i].label.text + "]";
    if (!one.may_decline.empty()) out += " or [" + one.may_decline.text + "]";
    return out;
}

void show_ask(page& out, const ask& one) {
    out.line("asks:", one.text.text);
    out.line("hint:", one.hint.text);
    out.line("example:", one.example.text);
    out.line("answer:", answer_words(one.answer));
    out.line("seen by:", audience_words.at(static_cast<std::size_t>(one.seen_by)));
    out.line("kept as:", one.keep_as);
    out.line("if vague:", one.answer.if_vague.text);
    for (const auto after : one.remind.after) out.line("after " + span_text(after) + ":", one.remind.say.text);
    if (one.after_silence)
        out.line("after " + span_text(one.after_silence->after) + ":", "goes on at " + one.after_silence->go.name);
}

void show_step(page& out, const flow_step& step) {
    out.name(step.id);
    out.line("only if", in_words(step.only_if));
    out.line("says:", step.say.text);
    if (step.ask) show_ask(out, *step.ask);
    if (step.wait_for && !step.wait_for->date_of.empty())
        out.line("waits until", "the day of " + step.wait_for->date_of.name);
    else if (step.wait_for)
        out.line("waits for", step.wait_for->rule.name + ", at most " + span_text(step.wait_for->at_most));
    for (const auto& what : step.does) out.line("then", std::visit(action_words{}, what));
    for (const auto& one : step.next)
        out.line(one.when.empty() ? "goes on at" : "if " + in_words(one.when) + ":", one.go.name);
    if (step.end) out.line("", "their part is over");
}

void show_rule(page& out, const together_rule& rule) {
    out.name(rule.id);
    out.line("when", in_words(rule.needs));
    out.line("tells " + (rule.to.empty() ? "everyone" : "the " + rule.to) + ":", rule.say.text);
    for (const auto& what : rule.does) out.line("then", std::visit(action_words{}, what));
    if (rule.otherwise.after > span::zero())
        out.line("if not within " + span_text(rule.otherwise.after) + ":", rule.otherwise.say.text);
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : between) + word;
    return out;
}

}  // namespace

std::string show_flow(const flow& one) {
    page out;
    for (const auto& role : one.people) {
        out.heading("The " + role);
        for (const auto& step : one.steps)
            if (step.only_for.empty() || step.only_for == role) show_step(out, step);
    }
    if (!one.rules.empty()) out.heading("Together");
    for (const auto& rule : one.rules) show_rule(out, rule);
    auto head = one.title.text + "  (" + one.ref.name + "@" + std::to_string(one.ref.version) + ", " + one.language +
                ")\n" + "For " + joined(one.people, " and ") + "; over after " + span_text(one.ends_after) +
                " at the latest.\n";
    if (!one.words.empty()) head += "Begins when somebody writes: " + joined(one.words, ", ") + "\n";
    return head + out.text();
}

}  // namespace waymark
