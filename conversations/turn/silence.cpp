#include "conversations/turn/silence.hpp"

#include <algorithm>

#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/recall.hpp"
#include "conversations/turn/step.hpp"
#include "conversations/turn/talks.hpp"

namespace waymark {
namespace {

std::vector<option> partners(turn_work& work, const person_state& from) {
    std::vector<option> list;
    for (const auto* pair : pairs_of(work, from)) list.push_back({pair->id.text, partner_name(work, *pair, from.id)});
    return list;
}

}  // namespace

bool wants_silence(const person_state& person, instant now) {
    return person.stopped || person.snoozed_until.value_or(now) > now;
}

void ask_how_long(turn_work& work, person_state& from, std::string_view key, const fillings& with) {
    std::vector<option> options;
    for (const char* one : {"day", "week", "until"})
        options.push_back({one, label_for(work, from, std::string("snooze.") + one)});
    ask_own(work, from, own_question::snooze, phrase_for(work, from, key, with), std::move(options));
}

void ask_until_when(turn_work& work, person_state& from, const std::string& no_such_day) {
    ask_own(work, from, own_question::until, phrase_for(work, from, "snooze.until_when", {{"day", ours(no_such_day)}}),
            {});
}

bool can_keep_silent(const turn_work& work, instant until) {
    return until > work.now && until <= work.now + longest_silence;
}

void keep_silent(turn_work& work, person_state& from, instant until) {
    if (!can_keep_silent(work, until)) return reply(work, from, until <= work.now ? "snooze.past" : "snooze.too_long");
    from.snoozed_until = until;
    note_person(work, from, "snoozed");
    recall(work, from);
    reply(work, from, "snooze.done", {{"day", ours(day_for(work, from, until))}});
}

void stop_writing(turn_work& work, person_state& from, const std::string& maybe_answer_in) {
    from.stopped = true;
    note_person(work, from, "stopped");
    recall(work, from);
    auto options = partners(work, from);
    const fillings open{{"open", ours(maybe_answer_in)}};
    if (options.size() < 2) return reply(work, from, "stop.done", open);
    ask_own(work, from, own_question::stop, phrase_for(work, from, "stop.done_or_one", open), std::move(options));
}

void stop_about(turn_work& work, person_state& from, const pair_id& which) {
    const auto* pair = find_pair(work, which);
    if (pair == nullptr) return;
    from.stopped = false;
    from.stopped_pairs.insert(which);
    note_person(work, from, "stopped_pair", which.text);
    welcome_back(work, from);  // what "stop" has thrown away of the others
    reply(work, from, "stop.one_done", {{"partner", theirs(partner_name(work, *pair, from.id))}});
}

void start_writing(turn_work& work, person_state& from) {
    if (!wants_silence(from, work.now) && from.stopped_kinds.empty() && from.stopped_pairs.empty()) {
        reply(work, from, "start.already");
        return ask_open_again(work, from);
    }
    from.stopped = false;
    from.stopped_kinds.clear();
    from.stopped_pairs.clear();
    from.snoozed_until.reset();
    note_person(work, from, "started");
    welcome_back(work, from);
    reply(work, from, "start.done");
    ask_open_again(work, from);
}

void less_of(turn_work& work, person_state& from, std::optional<std::string> kind) {
    if (!kind && !from.sent.empty()) kind = from.sent.back().nudge_kind;
    if (!kind) return reply(work, from, "less.nothing");
    from.stopped_kinds.insert(*kind);
    note_person(work, from, "stopped_kind", *kind);
    recall(work, from, kind);
    reply(work, from, "less.done", {{"title", ours(kind_title(work.book, *kind, from))}});
}

}  // namespace waymark
