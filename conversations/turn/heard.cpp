#include "conversations/turn/heard.hpp"

#include <algorithm>

#include "conversations/engine/control_id.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/turn/asides.hpp"
#include "conversations/turn/commands.hpp"
#include "conversations/turn/doubt.hpp"
#include "conversations/turn/export.hpp"
#include "conversations/turn/forms.hpp"
#include "conversations/turn/help.hpp"
#include "conversations/turn/home.hpp"
#include "conversations/turn/joining.hpp"
#include "conversations/turn/keepsakes.hpp"
#include "conversations/turn/leaving.hpp"
#include "conversations/turn/my_data.hpp"
#include "conversations/turn/own_profile.hpp"
#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/privacy.hpp"
#include "conversations/turn/recall.hpp"
#include "conversations/turn/silence.hpp"
#include "conversations/turn/step.hpp"
#include "conversations/turn/strangers.hpp"
#include "conversations/turn/talks.hpp"
#include "conversations/turn/ways_out.hpp"
#include "conversations/turn/where.hpp"
#include "conversations/turn/why.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {
namespace {

using in_talk = input::asked_to::what;

constexpr std::size_t longest_name = 100;     // bytes of a name that texts are filled with
constexpr std::size_t longest_language = 35;  // the longest tag BCP 47 expects software to take

/// Whatever they did: what was said to them did not stay unanswered.
void they_are_there(turn_work& work, person_state& from, const address& at) {
    for (auto& one : from.sent) one.answered = true;
    can_be_reached(work, from, at);
}

void carry_out(turn_work& work, person_state& from, const understood& wish, const std::string& text) {
    if (wish_from_outside(work, from, wish.what) || wish_in_profile(work, from, wish.what)) return;
    switch (wish.what) {
        case wish::help:
            return say_help(work, from);
        case wish::back:
            return wish_in_talk(work, from, in_talk::go_back, text);
        case wish::skip:
            return wish_in_talk(work, from, in_talk::skip, text);
        case wish::cancel:
            return wish_in_talk(work, from, in_talk::cancel, text);
        case wish::example:
            return wish_in_talk(work, from, in_talk::show_example, text);
        case wish::snooze:
            if (!wish.no_such_day.empty()) return ask_until_when(work, from, wish.no_such_day);
            return wish.until ? keep_silent(work, from, *wish.until) : ask_how_long(work, from);
        case wish::pause:
            return wish.until ? keep_silent(work, from, *wish.until) : ask_until_when(work, from, wish.no_such_day);
        case wish::stop:
            return stop_writing(work, from, open_title(work, from));
        case wish::start:
            return start_writing(work, from);
        case wish::less:
            return less_of(work, from, std::nullopt);
        case wish::why:
            return say_why(work, from);
        case wish::my_data:
            return show_my_data(work, from);
        case wish::forget:
            return ask_to_forget(work, from);
        case wish::who_reads:
            return say_who_reads(work, from);
        case wish::export_data:
            return export_data(work, from);
        case wish::my_profile:
            return show_profile(work, from);
        case wish::leave_list:
            return leave_list(work, from);
        case wish::settings:
            return offer_settings(work, from);
        case wish::place:
            return write_there(work, from, *wish.place);
    }
}

void typed(turn_work& work, person_state& from, const std::string& text, const std::string& said_in);

/// A date was asked for. What cannot be read as one is asked for again.
void apply_date(turn_work& work, person_state& from, const own_answer& answer) {
    const auto until = read_until(work, from, answer.value);
    if (!until) return ask_until_when(work, from, read_no_such_day(work, from, answer.value));
    if (can_keep_silent(work, *until)) settle(work, from, {answer.asked_in, day_for(work, from, *until), true});
    keep_silent(work, from, *until);
}

void apply(turn_work& work, person_state& from, const own_answer& answer) {
    close_own_question(from);
    if (!answer.label.empty()) settle(work, from, {answer.asked_in, answer.label, true});
    switch (answer.about) {
        case own_question::until:
            return apply_date(work, from, answer);
        case own_question::snooze:
            if (answer.value == "until") return ask_until_when(work, from);
            return keep_silent(work, from, work.now + std::chrono::days(answer.value == "day" ? 1 : 7));
        case own_question::stop:
            return stop_about(work, from, {answer.value});
        case own_question::begin:
            if (const auto* script = work.book.flows.newest(answer.context.flow))
                begin_with(work, from, {answer.value}, *script);
            return;
        case own_question::talk:
            // Never into another talk than the one they named, even if that has closed meanwhile.
            if (!is_asked_in(work, from, {answer.value})) return reply(work, from, "question.closed");
            from.talking_in = {answer.value};
            return typed(work, from, answer.context.text, answer.context.said_in);
        case own_question::enough:
            return apply_enough(work, from, answer);
        case own_question::concern:
            return apply_concern(work, from, answer);
        case own_question::doubt:
            return apply_doubt(work, from, answer);
        case own_question::forget:
            return apply_forget(work, from, answer);
        case own_question::join:
            return apply_join(work, from, answer);
        case own_question::which_programme:
            return apply_which_programme(work, from, answer);
        case own_question::profile:
            return apply_profile(work, from, answer);
        case own_question::moment:
            return apply_moment(work, from, answer);
        case own_question::my_profile:
            if (answer.value == "leave") return leave_list(work, from);
            if (answer.value == "back") return come_back_to_list(work, from);
            return change_profile(work, from, answer.value);
    }
}

/// "Never mind" or "cancel": after a question of the bot's own it is about that, and not about a talk.
bool waves_aside(const turn_work& work, const person_state& from, const std::string& text) {
    const auto wish = read_wish(work, from, text);
    return (wish && wish->what == wish::cancel) ||
           work.book.texts.is_word(language_of(work.book, from), "word.never_mind", text);
}

/// A wish first, then the answer to what the bot itself has asked, then a word that begins a talk, then what is written
/// to the bot and not to a partner, then an answer. Who is in no programme is asked whether they want to be.
void typed(turn_work& work, person_state& from, const std::string& text, const std::string& said_in) {
    const bool own_is_new = just_asked(work, from);
    if (own_is_new && waves_aside(work, from, text)) {
        let_own_question_go(work, from);
        if (!from.stopped) ask_open_again(work, from);  // what is typed next answers that
    } else if (const auto wish = read_wish(work, from, text)) {
        carry_out(work, from, *wish, text);
    } else if (const auto own = typed_own_answer(work, from, text)) {
        apply(work, from, *own);
    } else if (is_outside(work, from)) {
        written_from_outside(work, from, text);
    } else if (const auto* script = work.book.flows.started_by(text);
               script != nullptr && !open_profile_question(work, from)) {
        begin_by_word(work, from, *script);
    } else if (take_aside(work, from, text) || asked_first(work, from, text, said_in) ||
               take_profile_words(work, from, text)) {
        return;
    } else if (own_is_new && is_short(text)) {
        leave_unread(work, from, open_title(work, from));
    } else if (!doubted_first(work, from, text, said_in)) {
        answer_talk(work, from, text, said_in);
    }
}

/// A command is never an answer: it may be given anywhere, in front of anybody's question.
void ordered(turn_work& work, person_state& from, const std::string& text) {
    if (const auto wish = read_wish(work, from, text)) return carry_out(work, from, *wish, text);
    if (is_outside(work, from)) return written_from_outside(work, from, text);
    if (const auto* script = work.book.flows.started_by(text)) return begin_by_word(work, from, *script);
    if (!take_aside(work, from, text)) reply(work, from, "command.unknown");
}

/// In the field of the open question "skip" and "help" are the wishes that they are anywhere.
bool is_wish_in_field(const turn_work& work, const person_state& from, const question_ref& of,
                      const std::vector<std::string>& values) {
    const auto open = open_ask_of(work, from);
    return open && open->talk == of.conversation && open->step->id == of.step && takes_words(*open) &&
           values.size() == 1 && work.book.texts.is_always_word(values.front());
}

void chose(turn_work& work, person_state& from, const inbound::chose& what) {
    if (const auto question = question_of(what.control)) {
        if (is_wish_in_field(work, from, *question, what.values)) return typed(work, from, what.values.front(), {});
        return pick_in_talk(work, from, question->conversation, question->step, what.values);
    }
    if (what.values.empty()) return;  // a menu was opened and nothing picked
    if (what.control.starts_with(form_mark))
        return open_form(work, from, what.control.substr(form_mark.size()), what.values.front());
    if (what.control.starts_with(page_mark))
        return take_page_button(work, from, what.control.substr(page_mark.size()), what.values.front());
    if (what.control.starts_with(way_out_mark))
        return take_way_out(work, from, what.control.substr(way_out_mark.size()), what.values.front());
    if (const auto own = picked_own_answer(from, what.control, what.values)) return apply(work, from, *own);
    reply(work, from, "question.closed");
}

void learn_name(person_state& from, const std::string& name) {
    if (name.empty() || name.size() > longest_name) return;
    from.full_name = name;
    // What the programme calls them stays.
    if (from.first_name.empty()) from.first_name = name.substr(0, name.find(' '));
}

void learn_profile(turn_work& work, person_state& from, const address& at, const inbound::profile_changed& what) {
    if (what.account == inbound::account_is::deactivated) return cannot_be_reached(work, from, at, "deactivated");
    if (what.account == inbound::account_is::without_app) return cannot_be_reached(work, from, at, "removed");
    if (what.account == inbound::account_is::visiting && turned_away(work, from)) return;
    if (what.zone && is_zone(*what.zone) && from.zone != *what.zone) {
        from.zone = *what.zone;
        recall(work, from);  // what has not arrived yet was let out by the hours of another place
    }
    if (what.language && !what.language->empty() && what.language->size() <= longest_language)
        from.language = *what.language;
    if (what.name) learn_name(from, *what.name);
    if (what.account == inbound::account_is::active) can_be_reached(work, from, at);
}

/// One for each thing people can do on a platform.
struct listener {
    turn_work& work;
    person_state& from;
    const inbound_event& event;
    const std::string& message = event.message;  ///< the platform's name of the message concerned

    void operator()(const inbound::said& what) const {
        they_are_there(work, from, event.from);
        typed(work, from, what.text, message);
    }
    void operator()(const inbound::commanded& what) const {
        they_are_there(work, from, event.from);
        if (trimmed(what.text).empty()) return say_help(work, from);
        if (!take_command(work, from, what.text)) ordered(work, from, what.text);
    }
    void operator()(const inbound::edited& what) const {
        they_are_there(work, from, event.from);
        change_answer(work, from, message, &what.text);
    }
    void operator()(const inbound::deleted&) const {
        they_are_there(work, from, event.from);
        change_answer(work, from, message, nullptr);
    }
    void operator()(const inbound::chose& what) const {
        they_are_there(work, from, event.from);
        chose(work, from, what);
    }
    void operator()(const inbound::mentioned&) const {
        they_are_there(work, from, event.from);
        reply(work, from, "mentioned");
    }
    void operator()(const inbound::opened& what) const {
        if (what.where == inbound::place::home) return look_at_page(what);
        const bool was_away = !from.reachable;
        can_be_reached(work, from, event.from);
        if (!from.greeted && !is_outside(work, from)) greet(work, from);
        if (was_away) ask_open_again(work, from);  // what was asked meanwhile has never reached them
    }
    void operator()(const inbound::profile_changed& what) const { learn_profile(work, from, event.from, what); }
    void operator()(const inbound::submitted& what) const {
        they_are_there(work, from, event.from);
        take_form(work, from, what);
    }
    void operator()(const inbound::form_closed& what) const {
        can_be_reached(work, from, event.from);
        leave_form(work, from, what);
    }
    void operator()(const inbound::kept& what) const {
        they_are_there(work, from, event.from);
        if (message.empty()) return reply(work, from, "moment.not_yours");
        keep_moment(work, from, what.text);
    }
    // They come from a workspace and not from a person: the process stops sending there, or begins again.
    void operator()(const inbound::app_removed&) const {}
    void operator()(const inbound::app_added&) const {}

  private:
    /// Whoever looks at their page has said nothing, and is not greeted in the chat.
    void look_at_page(const inbound::opened& what) const {
        can_be_reached(work, from, event.from);
        if (!is_outside(work, from))
            open_page(work, from, event.from, what.blank);
        else if (what.blank)
            show_page_outside(work, from, event.from);
    }
};

}  // namespace

void hear(turn_work& work, const heard& what) {
    auto* from = find_person(work, what.who);
    // Whoever is leaving has said good-bye: what they still do is neither answered nor kept.
    if (from == nullptr || from->leaving) return;
    if (!std::holds_alternative<inbound::profile_changed>(what.event.what)) work.heard_from = what.event.from;
    work.surface = what.event.surface;
    std::visit(listener{work, *from, what.event}, what.event.what);
}

}  // namespace waymark
