#include "conversations/turn/forms.hpp"

#include <algorithm>

#include "conversations/engine/control_id.hpp"
#include "conversations/turn/my_data.hpp"
#include "conversations/turn/own_profile.hpp"
#include "conversations/turn/own_settings.hpp"
#include "conversations/turn/profile_form.hpp"
#include "conversations/turn/talks.hpp"

namespace waymark {
namespace {

/// The platforms that show forms.
bool has_forms(const turn_work& work) {
    return work.heard_from && work.heard_from->platform == "slack";
}

void show(turn_work& work, person_state& to, input_form what) {
    what.language = language_of(work.book, to);
    what.send = label_for(work, to, "form.send");
    what.close = label_for(work, to, "form.close");
    what.shown_in = work.surface;
    outbox_message row;
    row.key = reply_key(to, to.replies++);
    row.content = std::move(what);
    put_out(work, to, std::move(row));
}

/// A click opens a form only for a few seconds: whoever was too late gets another button.
void offer_button(turn_work& work, person_state& to, std::string_view which, std::vector<text_run> text) {
    control open;
    open.id = std::string(form_mark) + std::string(which);
    open.options = {{"open", label_for(work, to, "form.open." + std::string(which))}};
    const bool can = has_forms(work);
    if (can) add_lines(text, phrase_for(work, to, "form.here"));
    reply(work, to, std::move(text), can ? std::optional(open) : std::nullopt);
}

void open_settings(turn_work& work, person_state& from) {
    if (work.surface.empty()) return offer_settings(work, from);
    show(work, from, settings_of(work, from));
}

void open_profile(turn_work& work, person_state& from) {
    if (work.surface.empty()) return show_profile(work, from);
    show(work, from, profile_of(work, from));
}

/// "<pair>|<conversation>"
void begin_in_form(turn_work& work, person_state& from, const std::string& value) {
    const auto bar = value.rfind('|');
    const auto* script = bar == std::string::npos ? nullptr : work.book.flows.newest(value.substr(bar + 1));
    if (script == nullptr) return reply(work, from, "question.closed");
    begin_with(work, from, {value.substr(0, bar)}, *script);
}

void begin_with_word(turn_work& work, person_state& from, const std::string& conversation) {
    const auto* script = work.book.flows.newest(conversation);
    if (script == nullptr) return reply(work, from, "question.closed");
    begin_by_word(work, from, *script);
}

void go_on_in_form(turn_work& work, person_state& from, const conversation_id& talk) {
    if (!is_asked_in(work, from, talk)) return reply(work, from, "question.closed");
    from.talking_in = talk;
    ask_open_again(work, from);
}

/// In the chat such a question is simply answered by writing; in a form there must be something to write into.
control field_for(const open_ask& open) {
    control out;
    out.shape = control::kind::long_text;
    out.id = question_control(open.talk, open.step->id);
    out.at_most = open.step->ask->answer.max_chars;
    return out;
}

outbox_message* row_in_form(turn_work& work, const person_state& to) {
    for (auto& row : work.out.outbox) {
        const auto* said = std::get_if<outgoing>(&row.content);
        if (row.to == to.id && said != nullptr && said->shown_in == work.surface) return &row;
    }
    return nullptr;
}

}  // namespace

void open_form(turn_work& work, person_state& from, std::string_view which, const std::string& value) {
    if (which == settings_form) return open_settings(work, from);
    if (which == profile_form) return open_profile(work, from);
    if (which == "begin") return begin_in_form(work, from, value);
    if (which == "word") return begin_with_word(work, from, value);
    if (which == "answer") return go_on_in_form(work, from, {value});
    reply(work, from, "question.closed");
}

void take_form(turn_work& work, person_state& from, const inbound::submitted& what) {
    if (what.form == settings_form) return take_settings(work, from, what);
    if (what.form == profile_form) return take_profile(work, from, what);
}

void leave_form(turn_work& work, person_state& from, const inbound::form_closed& what) {
    const auto question = question_of(what.form);
    if (!question || !is_asked_in(work, from, question->conversation)) return;
    from.talking_in = question->conversation;
    ask_open_again(work, from);
}

void put_into_form(turn_work& work, const person_state& to, outbox_message& message) {
    auto* said = std::get_if<outgoing>(&message.content);
    if (work.surface.empty() || said == nullptr || said->file || message.kind != message_class::reply) return;
    auto* before = row_in_form(work, to);
    if (before == nullptr) {
        said->shown_in = work.surface;
        return;
    }
    auto& earlier = std::get<outgoing>(before->content);
    if (earlier.ask && said->ask) {  // a form shows one question: the first one goes where it can be answered, too
        earlier.shown_in.clear();
        said->shown_in = work.surface;
        return;
    }
    auto text = std::move(earlier.text);
    add_paragraph(text, std::move(said->text));
    said->text = std::move(text);
    if (!said->ask && earlier.ask) {  // the message that holds the question keeps its name
        said->ask = std::move(earlier.ask);
        message.key = before->key;
    }
    said->shown_in = work.surface;
    std::erase_if(work.out.outbox, [&](const outbox_message& row) { return &row == before; });
}

void finish_form(turn_work& work) {
    if (work.surface.empty() || !work.heard_from) return;
    for (auto& row : work.out.outbox) {
        auto* said = std::get_if<outgoing>(&row.content);
        const auto* reader = find_person(work, row.to);
        if (said == nullptr || reader == nullptr || said->shown_in != work.surface || said->ask) continue;
        if (const auto open = open_ask_of(work, *reader); open && takes_words(*open)) said->ask = field_for(*open);
    }
}

void offer_settings(turn_work& work, person_state& from) {
    auto text = phrase_for(work, from, "settings.now");
    add_lines(text, settings_in_words(work, from));
    offer_button(work, from, settings_form, std::move(text));
}

}  // namespace waymark
