#include "conversations/turn/privacy.hpp"

#include <algorithm>

#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/talks.hpp"

namespace waymark {
namespace {

std::string_view key_for(audience who) {
    switch (who) {
        case audience::me:
            return "who_reads.me";
        case audience::partner:
            return "who_reads.partner";
        case audience::partner_after_both:
            return "who_reads.sealed";
        case audience::programme:
            return "who_reads.programme";
    }
    return "who_reads.me";
}

/// Whether some way through this talk leads to a line to the programme's contact.
bool may_tell_contact(const flow& script) {
    const auto tells = [](const auto& part) {
        return std::ranges::any_of(
            part.does, [](const flow_action& what) { return std::holds_alternative<action::tell_contact>(what); });
    };
    return std::ranges::any_of(script.steps, tells) || std::ranges::any_of(script.rules, tells);
}

/// Whether both are told when their answers to this question go together, though neither sees the other's.
bool may_tell_both(const flow& script, const flow_step& step) {
    return step.ask->seen_by == audience::me && std::ranges::any_of(script.rules, [&](const together_rule& rule) {
               return !rule.say.empty() && std::ranges::any_of(rule.needs, [&](const condition& needed) {
                   return needed.step.name == step.id;
               });
           });
}

std::vector<text_run> readers_of(turn_work& work, const person_state& to, const open_ask& open) {
    const auto& pair = work.is.pairs.at(open.pair);
    const fillings names{{"partner", theirs(partner_name(work, pair, to.id))},
                         {"contact", theirs(programme_of(work.book, pair).contact_name)}};
    auto text = phrase_for(work, to, key_for(open.step->ask->seen_by), names);
    if (may_tell_both(*open.script, *open.step)) add_lines(text, phrase_for(work, to, "who_reads.both", names));
    if (may_tell_contact(*open.script)) add_lines(text, phrase_for(work, to, "who_reads.contact", names));
    return text;
}

}  // namespace

void say_who_reads(turn_work& work, person_state& to) {
    std::vector<text_run> text;
    if (const auto open = open_ask_of(work, to)) text = readers_of(work, to, *open);
    if (open_profile_question(work, to))
        text = phrase_for(work, to, "who_reads.profile",
                          {{"contact", theirs(home_of(work.book, to).contact_name)},
                           {"programme", ours(home_of(work.book, to).title)}});
    add_lines(text, phrase_for(work, to, "who_reads.always"));
    reply(work, to, std::move(text));
}

}  // namespace waymark
