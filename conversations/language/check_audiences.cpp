// Proves that no text can show an answer to somebody its question did not name, or before its time.
#include <algorithm>
#include <set>

#include "conversations/language/flow_parts.hpp"
#include "conversations/language/placeholder.hpp"

namespace waymark {

namespace {

/// Where a text is shown.
struct stage {
    enum class place { title, lane, rule, otherwise, contact } is;
    std::string role;                     ///< who reads it, when only one role does
    const together_rule* rule = nullptr;  ///< the rule that says it
};

int times_in(const std::string& text, const std::string& needle) {
    int count = 0;
    for (auto at = text.find(needle); at != std::string::npos; at = text.find(needle, at + needle.size())) ++count;
    return count;
}

class audience_check {
  public:
    audience_check(reading& in, const flow& one) : in_(in), flow_(one) {}

    void run() {
        text(flow_.title, {stage::place::title, {}});
        for (const auto& step : flow_.steps) {
            lane(step);
            behind_the_back(step);
        }
        for (const auto& rule : flow_.rules) {
            text(rule.say, {stage::place::rule, rule.to, &rule});
            text(rule.otherwise.say, {stage::place::otherwise, rule.to, &rule});
            actions(rule.does);
            behind_the_back(rule);
            for (const auto& test : rule.needs) given_away(test, rule);
        }
    }

  private:
    void lane(const flow_step& step) {
        const stage here{stage::place::lane, step.only_for};
        text(step.say, here);
        actions(step.does);
        if (!step.ask) return;
        const auto& ask = *step.ask;
        for (const auto* one : {&ask.text, &ask.hint, &ask.example, &ask.answer.low_label, &ask.answer.high_label,
                                &ask.answer.may_decline, &ask.answer.if_vague, &ask.remind.say})
            text(*one, here);
        for (const auto& option : ask.answer.options) text(option.label, here);
    }

    void actions(const std::vector<flow_action>& all) {
        for (const auto& what : all) {
            if (const auto* tell = std::get_if<action::tell_contact>(&what))
                text(tell->text, {stage::place::contact, {}});
            if (const auto* end = std::get_if<action::end_pair>(&what)) reason(end->reason_of);
        }
    }

    /// What goes to the contact is the person's own affair as long as they read of it in the same message.
    void behind_the_back(const flow_step& step) {
        const auto shown = step.say.text + (step.ask ? step.ask->text.text + step.ask->hint.text : "");
        behind_the_back(step.does, shown, "the person it is about does", "step");
    }
    void behind_the_back(const together_rule& rule) {
        behind_the_back(rule.does, rule.say.text, "those it is about do", "rule");
    }
    void behind_the_back(const std::vector<flow_action>& all, const std::string& shown, const std::string& who,
                         const std::string& where) {
        const auto told = std::ranges::find_if(all, tells_contact);
        if (told == all.end() || shown.find("{programme.contact}") != std::string::npos) return;
        in_.error(std::get<action::tell_contact>(*told).text.at, "F035",
                  "the contact is told this, and " + who + " not read so",
                  "let the \"say\" of this " + where + " tell them that {programme.contact} knows");
    }

    /// That a rule happens gives away what it looks at. Where both are asked, only a pair of such answers makes it
    /// happen, so each reader has given the same; an answer that one person gives alone must be meant for the others.
    void given_away(const condition& test, const together_rule& rule) {
        const auto* step = flow_.find_step(test.step.name);
        if (step == nullptr || !step->ask || !looks_inside(test)) return;
        const auto seen_by = step->ask->seen_by;
        if (seen_by != audience::programme && std::ranges::any_of(rule.does, tells_contact))
            in_.error(test.step.at, "F032",
                      "\"" + step->id + "\" was not asked for the programme, and here its contact hears what was said",
                      "write \"seen_by: programme\" at that question, or tell the contact in a step of that person");
        const bool for_partner = seen_by == audience::partner || seen_by == audience::partner_after_both;
        if (!for_partner && !step->only_for.empty() && flow_.people.size() == 2 && noticed_beside(step->only_for, rule))
            in_.error(test.step.at, "F032",
                      "that this rule happens gives away what the " + step->only_for + " answered to \"" + step->id +
                          "\", which is not for their partner",
                      "write \"to: " + step->only_for + "\", or change \"seen_by\" at the question");
    }

    /// Whether somebody else than `role` notices that the rule has happened, or that it has not.
    [[nodiscard]] bool noticed_beside(const std::string& role, const together_rule& rule) const {
        const bool told = (!rule.say.empty() || !rule.otherwise.say.empty()) && rule.to != role;
        return told || std::ranges::any_of(flow_.steps, [&](const flow_step& step) {
                   return step.wait_for && step.wait_for->rule.name == rule.id && step.only_for != role;
               });
    }

    static bool tells_contact(const flow_action& what) { return std::holds_alternative<action::tell_contact>(what); }

    /// The reason of an ending is kept with the pair, where the programme sees it.
    void reason(const name_ref& of) {
        const auto* step = flow_.find_step(of.name);
        if (step != nullptr && step->ask && step->ask->seen_by != audience::programme)
            in_.error(of.at, "F032",
                      "the reason of an ending reaches the programme, and \"" + of.name + "\" was not asked for it",
                      "write \"seen_by: programme\" at that question, or \"end_pair: true\" here");
    }

    void text(const script_text& one, const stage& here) {
        for (const auto& found : placeholders_in(one.text)) {
            const auto written = "{" + found.name + (found.closed ? "}" : "");
            const auto at = place_in(in_.source, one.at, written, times_in(one.text.substr(0, found.at), written));
            if (!found.closed)
                in_.error(at, "F017", "this { is never closed", "close it with }, or write {{ for a plain brace");
            else
                placeholder_in(found.name, at, here);
        }
    }

    void placeholder_in(const std::string& name, mark at, const stage& here) {
        const auto step_name = answer_step(name);
        if (step_name.empty()) return plain(name, at, here);
        const bool partner = name.starts_with("partner.");
        const mark word{at.line, at.column + static_cast<int>(name.size() - step_name.size()) + 1};
        if (in_.unclear_steps.contains(std::string(step_name))) return;
        const auto* step = flow_.find_step(step_name);
        if (step == nullptr || !step->ask) {
            std::vector<std::string> questions;
            for (const auto& one : flow_.steps)
                if (one.ask) questions.push_back(one.id);
            return in_.unknown(word, "F021", "there is no question called \"" + std::string(step_name) + "\"",
                               step_name, questions);
        }
        if (here.is == stage::place::title)
            return in_.error(at, "F017", "a title is the same for everybody and holds no answers");
        if (here.is == stage::place::contact)
            return in_.error(at, "F032", "an answer cannot be passed on to the programme's contact",
                             "say what is needed without quoting");
        if (partner)
            quote(*step, at, here);
        else if (!here.role.empty() && !step->only_for.empty() && here.role != step->only_for)
            in_.error(word, "F025", "the " + here.role + " is never asked \"" + step->id + "\"");
    }

    void plain(const std::string& name, mark at, const stage& here) {
        if (std::ranges::find(known_placeholders(), name) == known_placeholders().end()) {
            auto known = known_placeholders();
            known.emplace_back("me.answer.a_step");
            known.emplace_back("partner.answer.a_step");
            return in_.unknown(at, "F017", "there is nothing called {" + name + "}", name, known);
        }
        static const std::set<std::string> theirs{"pair.goal",      "pair.challenge", "pair.victory",     "pair.lesson",
                                                  "pair.next_step", "pair.moment",    "me.unasked_offers"};
        if (here.is == stage::place::contact && theirs.contains(name))
            in_.error(at, "F032", "what the pair wrote cannot be passed on to the programme's contact",
                      "say what is needed without quoting");
        if (here.is == stage::place::title)
            in_.error(at, "F017", "a title is the same for everybody and holds no names");
    }

    /// The partner's words: only for whom the question named, and only in a rule that proves they are there.
    void quote(const flow_step& step, mark at, const stage& here) {
        const auto seen_by = step.ask->seen_by;
        if (seen_by == audience::me)
            return in_.error(at, "F032",
                             "the answer to \"" + step.id + "\" is for the person who gives it, and nobody else",
                             "take it out, or change \"seen_by\" at the question");
        if (seen_by == audience::programme)
            return in_.error(at, "F032",
                             "the answer to \"" + step.id + "\" is counted for the programme, and quoted to nobody",
                             "take it out, or change \"seen_by\" at the question");
        const std::string what = seen_by == audience::partner ? "the partner's answer" : "a sealed answer";
        if (here.is == stage::place::otherwise)
            return in_.error(at, "F030", what + " cannot stand in \"otherwise\": the rule has not happened then",
                             "take it out");
        if (here.rule != nullptr && here.rule->needs.empty()) return;  // reported
        if (here.is != stage::place::rule)
            return in_.error(at, "F030", what + " can only be shown in a together rule that needs it",
                             "move this to a rule with \"needs: { " + step.id + ": answered }\"");
        const bool needed = std::ranges::any_of(here.rule->needs, [&](const auto& test) {
            using enum condition::test;
            return test.step.name == step.id && test.is != declined && test.is != missing && test.is != settled;
        });
        if (!needed)
            in_.error(at, "F030", what + " is shown, but the rule \"" + here.rule->id + "\" does not need it",
                      "add \"" + step.id + ": answered\" to its needs");
    }

    reading& in_;
    const flow& flow_;
};

}  // namespace

void check_audiences(reading& in, const flow& one) {
    audience_check(in, one).run();
}

}  // namespace waymark
