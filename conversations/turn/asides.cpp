#include "conversations/turn/asides.hpp"

#include "conversations/turn/privacy.hpp"
#include "conversations/turn/silence.hpp"
#include "conversations/turn/talks.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {
namespace {

using in_talk = input::asked_to::what;

/// Never empty: whoever is the contact, or has none, is told of somebody they trust.
text_run contact_of(const turn_work& work, const person_state& from) {
    const auto& home = home_of(work.book, from);
    if (home.contact == from.id || home.contact_name.empty()) return ours(label_for(work, from, "concern.somebody"));
    return theirs(home.contact_name);
}

fillings about(const turn_work& work, const person_state& from) {
    return {{"contact", contact_of(work, from)},
            {"programme", ours(home_of(work.book, from).title)},
            {"open", ours(open_title(work, from))}};
}

void ask_what_is_enough(turn_work& work, person_state& from) {
    const auto with = about(work, from);
    std::vector<option> options;
    if (!with.at("open").text.empty()) options.push_back({"leave", label_for(work, from, "enough.leave")});
    for (const char* one : {"stop", "go_on"})
        options.push_back({one, label_for(work, from, std::string("enough.") + one)});
    ask_own(work, from, own_question::enough, phrase_for(work, from, "enough.ask", with), std::move(options));
}

void ask_about_concern(turn_work& work, person_state& from, const open_ask& open, own_question_context words) {
    auto with = about(work, from);
    const auto who = open.step->ask->seen_by;
    const bool for_partner = who == audience::partner || who == audience::partner_after_both;
    with["partner"] = theirs(partner_name(work, work.is.pairs.at(open.pair), from.id));
    auto text = phrase_for(work, from, for_partner ? "concern.ask_partner" : "concern.ask", with);
    std::string talk_to;
    for (const auto& run : phrase_for(work, from, "concern.contact", with)) talk_to += run.text;
    words.flow = open.step->id;
    ask_own(work, from, own_question::concern, std::move(text),
            {{open.talk.text, label_for(work, from, "concern.answer")}, {"contact", talk_to}}, words);
}

}  // namespace

bool take_aside(turn_work& work, person_state& from, const std::string& text) {
    const auto what = read_aside(work, from, text);
    const auto open = open_ask_of(work, from);
    if (!what || (open && is_offered(work, from, *open, text))) return false;
    switch (*what) {
        case aside::person:
            reply(work, from, "aside.person", about(work, from));
            return true;
        case aside::partner_reads:
            say_who_reads(work, from);
            return true;
        case aside::change:
            reply(work, from, "aside.change", about(work, from));
            return true;
        case aside::unclear:
            if (!open) return false;
            reply(work, from, "aside.unclear", about(work, from));
            ask_open_again(work, from);
            return true;
        case aside::no_time:
            ask_how_long(work, from, "aside.no_time", about(work, from));
            return true;
        case aside::enough:
            ask_what_is_enough(work, from);
            return true;
        case aside::bot:
            reply(work, from, "aside.bot", about(work, from));
            return true;
        case aside::nothing:
            if (!open || !takes_words(*open)) return false;
            wish_in_talk(work, from, in_talk::skip, text);
            return true;
    }
    return false;
}

bool asked_first(turn_work& work, person_state& from, const std::string& text, const std::string& said_in) {
    if (!work.book.texts.mentions(language_of(work.book, from), "word.distress", text)) return false;
    const auto open = open_ask_of(work, from);
    if (open && is_offered(work, from, *open, text)) return false;
    if (!open && !open_title(work, from).empty()) return false;  // first: with whom; then this comes again
    if (open && takes_words(*open))
        ask_about_concern(work, from, *open, {{}, text, said_in});
    else
        reply(work, from, "concern.not_kept", about(work, from));
    return true;
}

void apply_enough(turn_work& work, person_state& from, const own_answer& answer) {
    if (answer.value == "leave") return wish_in_talk(work, from, in_talk::cancel, answer.label);
    if (answer.value == "stop") return stop_writing(work, from, {});
    reply(work, from, "own.let_go");
    ask_open_again(work, from);
}

void apply_concern(turn_work& work, person_state& from, const own_answer& answer) {
    if (answer.value == "contact") return reply(work, from, "concern.not_kept", about(work, from));
    const auto open = open_ask_of(work, from);
    if (!open || open->talk.text != answer.value || open->step->id != answer.context.flow)
        return reply(work, from, "question.closed");
    answer_talk(work, from, answer.context.text, answer.context.said_in);
}

}  // namespace waymark
