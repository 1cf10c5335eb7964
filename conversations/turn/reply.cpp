#include "conversations/turn/reply.hpp"

#include "conversations/engine/phrase_runs.hpp"
#include "conversations/engine/shown_time.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/turn/forms.hpp"
#include "conversations/turn/where.hpp"

namespace waymark {
namespace {

void add_after(std::vector<text_run>& to, const char* gap, std::vector<text_run> more) {
    if (!to.empty() && !more.empty()) to.push_back(ours(gap));
    for (auto& run : more) to.push_back(std::move(run));
}

}  // namespace

text_run theirs(std::string text) {
    return {std::move(text), true};
}

text_run ours(std::string text) {
    return {std::move(text), false};
}

std::vector<text_run> phrase(const bot_texts& texts, std::string_view language, std::string_view key,
                             const fillings& with) {
    return phrase_runs(texts, language, key, with);
}

std::vector<text_run> phrase_for(const turn_work& work, const person_state& to, std::string_view key,
                                 const fillings& with) {
    return phrase(texts_for(work.book, to), language_of(work.book, to), key, with);
}

void add_lines(std::vector<text_run>& to, std::vector<text_run> more) {
    add_after(to, "\n", std::move(more));
}

void add_paragraph(std::vector<text_run>& to, std::vector<text_run> more) {
    add_after(to, "\n\n", std::move(more));
}

std::string label_for(const turn_work& work, const person_state& to, std::string_view key) {
    return texts_for(work.book, to).say(language_of(work.book, to), key);
}

std::string stage_for(const turn_work& work, const person_state& to, const std::string& stage) {
    const auto key = "stage." + stage;
    const auto language = language_of(work.book, to);
    return texts_for(work.book, to).has(language, key) ? texts_for(work.book, to).say(language, key) : stage;
}

std::string day_for(const turn_work& work, const person_state& to, instant at) {
    return day_in_words(texts_for(work.book, to), language_of(work.book, to), to_local(at, zone_of(work.book, to)).day);
}

std::string start_day_for(const turn_work& work, const person_state& to, const pair_state& pair) {
    const auto day = to_local(pair.started, programme_of(work.book, pair).zone).day;
    return day_in_words(texts_for(work.book, to), language_of(work.book, to), day);
}

std::string language_for(const turn_work& work, const person_state& to, const std::string& tag) {
    const auto key = "language." + tag.substr(0, tag.find('-'));
    const auto language = language_of(work.book, to);
    return texts_for(work.book, to).has(language, key) ? label_for(work, to, key) : tag;
}

message_key reply_key(const person_state& to, int number) {
    return {to.id.text + "/reply/" + std::to_string(number)};
}

void reply(turn_work& work, person_state& to, std::vector<text_run> text, std::optional<control> ask) {
    if (is_blank(text)) return note_person(work, to, "nothing_to_say", reply_key(to, to.replies).text);
    outgoing message;
    message.text = std::move(text);
    message.ask = std::move(ask);
    message.language = language_of(work.book, to);
    outbox_message row;
    row.key = reply_key(to, to.replies++);
    row.content = std::move(message);
    put_out(work, to, std::move(row));
}

void reply(turn_work& work, person_state& to, std::string_view key, const fillings& with) {
    reply(work, to, phrase_for(work, to, key, with));
}

void put_out(turn_work& work, person_state& to, outbox_message message) {
    const auto* place = place_for(work, to, message.kind);
    if (place == nullptr) return note_person(work, to, "unsaid", message.key.text);
    to.greeted = true;  // whoever has read something needs no greeting any more
    message.to = to.id;
    message.at = *place;
    if (work.heard_from == message.at) put_into_form(work, to, message);
    work.out.outbox.push_back(std::move(message));
}

void settle(turn_work& work, person_state& to, settled what) {
    outbox_message row;
    // Its own number, and not one of the message: a second choice on the same message is shown, too.
    row.key = {to.id.text + "/settled/" + std::to_string(to.replies++)};
    row.kind = message_class::update;
    row.content = std::move(what);
    put_out(work, to, std::move(row));
}

}  // namespace waymark
