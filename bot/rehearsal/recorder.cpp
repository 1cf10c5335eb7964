#include "bot/rehearsal/recorder.hpp"

#include <algorithm>
#include <variant>

#include "bot/rehearsal/sentences.hpp"
#include "conversations/programme/not_begun.hpp"

namespace waymark::rehearsal {
namespace {

using end = due_nudge::end;

/// "<conversation>/<role>/<rest>", as the engine's notes and keys name a place in a talk.
struct talk_place {
    conversation_id talk;
    std::string role, rest;
};

std::optional<talk_place> place_of(const std::string& text) {
    const auto last = text.rfind('/');
    if (last == std::string::npos || last == 0) return {};
    const auto middle = text.rfind('/', last - 1);
    if (middle == std::string::npos) return {};
    return talk_place{{text.substr(0, middle)}, text.substr(middle + 1, last - middle - 1), text.substr(last + 1)};
}

happening::kind kind_of(const inbound_content& act) {
    if (std::holds_alternative<inbound::chose>(act)) return happening::kind::pressed;
    const bool typed = std::holds_alternative<inbound::said>(act) || std::holds_alternative<inbound::edited>(act) ||
                       std::holds_alternative<inbound::commanded>(act);
    return typed ? happening::kind::wrote : happening::kind::noticed;
}

void learn_labels(const std::optional<control>& from, button_labels& into) {
    if (!from) return;
    for (const auto& one : from->options) into[{from->id, one.value}] = one.label;
}

bool same_words(const given_answer& left, const given_answer& right) {
    return left.marks == right.marks && left.value == right.value && left.declined == right.declined;
}

}  // namespace

recorder::recorder(const group& all, const script_book& book, instant from, instant until)
    : book_(book), home_zone_(all.of.zone) {
    into_.from = from;
    into_.until = until;
    into_.regions = book.regions;
    into_.pairs = all.of.pairs;
    for (const auto& one : all.players) {
        into_.people[one.id] = {one, all.of.gate, {}, {}};
        by_address_[one.at] = one.id;
    }
}

void recorder::turned(const turn_outcome& after, instant now) {
    ++into_.turns;
    learn_pairs(after, now);
    learn_answers(after, now);
    learn_people(after, now);
    learn_held_back(after, now);
    learn_not_begun(after, now);
    learn_talk_ends(after, now);
}

void recorder::learn_pairs(const turn_outcome& after, instant now) {
    for (const auto& pair : after.pairs) {
        auto& was = pairs_[pair.id];
        if (was.id.empty() || was.stage != pair.stage) into_.stages.push_back({pair.id, now, pair.stage});
        if (pair.ended && !was.ended) {
            const auto asked_for =
                std::ranges::find(pair.running, "early_ending", [](const auto& one) { return one.flow.name; });
            into_.endings.push_back(
                {pair.id, now, pair.end_reason, asked_for == pair.running.end() ? conversation_id{} : asked_for->id});
        }
        for (const auto& talk : pair.running) {
            auto& known = talks_[talk.id];
            known.pair = pair.id;
            known.flow = talk.flow.name;
            for (const auto& one : talk.lanes)
                if (one.is != lane::phase::done || !known.roles.contains(one.role))
                    known.roles[one.role] = {one.person, one.step, one.is == lane::phase::barrier};
        }
        was.id = pair.id;
        was.stage = pair.stage;
        was.ended = pair.ended;
        was.paused_until = pair.paused_until;
        was.running = pair.running;
    }
}

void recorder::learn_answers(const turn_outcome& after, instant now) {
    for (const auto& one : after.answers_kept) {
        const auto talk = talks_.find(one.conversation);
        const auto* script = book_.flows.newest(one.flow);
        const auto* step = script == nullptr ? nullptr : script->find_step(one.step);
        if (talk == talks_.end() || step == nullptr || !step->ask) continue;
        given_answer given;
        given.pair = talk->second.pair;
        given.talk = one.conversation;
        given.step = one.step;
        given.author = one.author;
        given.seen_by = step->ask->seen_by;  // as the question says, whatever the answer carries
        given.asked_of_both = step->only_for.empty() && script->people.size() > 1;
        given.at = now;
        given.declined = one.value.declined;
        given.keep_as = step->ask->keep_as;
        given.flow = one.flow;
        for (const auto& item : one.value.items)
            for (const auto mark : marks_in(item)) given.marks.push_back(mark);
        if (!one.value.items.empty() && one.kind == answer_kind::choice) given.value = one.value.items.front();
        auto& last = last_answers_[{one.conversation, one.step, one.author}];
        if (last > 0 && same_words(into_.answers[last - 1], given)) continue;  // kept once more, as it is opened
        into_.answers.push_back(std::move(given));
        last = into_.answers.size();
    }
}

void recorder::learn_people(const turn_outcome& after, instant now) {
    for (const auto& person : after.people) {
        auto& was = people_[person.id];
        was.zone = person.zone.empty() ? home_zone_ : person.zone;
        if (const auto facts = into_.people.find(person.id); facts != into_.people.end()) {
            const auto since = [&](bool is, std::optional<instant>& noted) {
                if (!is)
                    noted.reset();
                else if (!noted)
                    noted = now;
            };
            since(!person.reachable, facts->second.unreachable_since);
            since(person.stopped, facts->second.stopped_since);
            if (person.own_settings) facts->second.gate = *person.own_settings;
        }
        follow_nudges(person, was, now);
    }
}

due_nudge& recorder::nudge_of(const offer& what, const person_id& to, instant now) {
    auto& out = into_.nudges[what.key];
    if (out.key.empty()) out = {what.key, to, what.pair, now, end::open, {}, {}, {}, false};
    return out;
}

void recorder::follow_nudges(const person_state& is, known_person& was, instant now) {
    std::map<std::string, offer> waiting;
    for (const auto& one : is.waiting) waiting.emplace(one.key, one);
    for (const auto& [key, one] : waiting)
        if (!was.waiting.contains(key)) nudge_of(one, is.id, now).became = end::open;
    std::set<std::pair<std::string, message_key>> sent;
    for (const auto& one : is.sent) {
        sent.emplace(one.offer_key, one.message);
        if (was.sent.contains({one.offer_key, one.message})) continue;
        offer what;
        what.key = one.offer_key;
        what.pair = one.pair;
        auto& nudge = nudge_of(what, is.id, now);
        const bool last = std::ranges::none_of(
            is.sent, [&](const nudge_sent& other) { return &other > &one && other.message == one.message; });
        nudge.became = last ? end::sent : end::merged;
        nudge.ended = now;
        if (std::ranges::find(nudge.messages, one.message) == nudge.messages.end())
            nudge.messages.push_back(one.message);
        auto& message = nudges_[one.message];
        message.pair = one.pair;
        message.let_out = now;
        message.zone = was.zone;
        message.about.push_back({one.nudge_kind, one.offer_key.find("/remind/") != std::string::npos});
    }
    for (const auto& [key, one] : was.waiting) {
        auto& nudge = into_.nudges[key];
        if (waiting.contains(key) || nudge.became != end::open) continue;
        nudge.lost = still_wanted(one, now);
        nudge.became = nudge.lost ? end::open : end::reason_gone;
        nudge.ended = now;
    }
    was.waiting = std::move(waiting);
    was.sent = std::move(sent);
}

bool recorder::still_wanted(const offer& what, instant now) const {
    const auto found = pairs_.find(what.pair);
    if (found == pairs_.end() || found->second.ended || found->second.paused_until.value_or(now) > now) return false;
    const auto* talk = found->second.find(what.conversation);
    if (talk == nullptr) return false;
    const auto one = std::ranges::find(talk->lanes, what.role, &lane::role);
    if (one == talk->lanes.end()) return false;
    const auto place = talk->id.text + "/" + one->role + "/";
    const auto round = std::to_string(one->rounds);
    if (what.what == "walk")
        return one->is == lane::phase::held && what.key == place + "walk/" + one->step + "/" + round;
    if (what.what == "remind")
        return one->is == lane::phase::asking &&
               what.key == place + one->step + "/remind/" + round + "." + std::to_string(one->reminded);
    return one->to_tell.contains(what.what + "/" + what.name);
}

/// What the gate itself says: comes after following, and knows better than "it has gone".
void recorder::learn_held_back(const turn_outcome& after, instant now) {
    for (const auto& line : after.log) {
        if (line.event == "too_late" || line.event == "taken_back") {
            for (auto& [key, nudge] : into_.nudges) std::erase(nudge.messages, message_key{line.detail});
            continue;
        }
        const auto gap = line.detail.find(' ');
        if (line.event != "held_back" || gap == std::string::npos) continue;
        const auto reason = line.detail.substr(0, gap);
        offer what;
        what.key = line.detail.substr(gap + 1);
        if (!line.about.starts_with("person/") || reason == "too_many") continue;
        auto& nudge = nudge_of(what, {line.about.substr(7)}, now);
        nudge.became = reason == "expired" ? end::expired : end::held_back;
        nudge.lost = false;
        nudge.why = reason;
        nudge.ended = now;
    }
}

void recorder::learn_not_begun(const turn_outcome& after, instant now) {
    for (const auto& line : after.log) {
        const auto gap = line.detail.find(' ');
        if (line.event != not_begun::event || !line.about.starts_with("person/") || gap == std::string::npos) continue;
        const person_id to{line.about.substr(7)};
        offer what;
        what.key = line.detail.substr(gap + 1) + "/" + to.text;
        what.pair = {line.detail.substr(gap + 1, line.detail.find('/') - gap - 1)};
        auto& nudge = nudge_of(what, to, now);
        nudge.became = end::not_begun;
        nudge.why = line.detail.substr(0, gap);
        nudge.ended = now;
    }
}

void recorder::learn_talk_ends(const turn_outcome& after, instant now) {
    for (const auto& line : after.log) {
        const bool gave_up = line.event == "gave_up";
        if (!gave_up && line.event != "lane_done") continue;
        const auto place = place_of(line.detail);
        if (!place || (!gave_up && place->rest != "ran_out")) continue;
        const auto talk = talks_.find(place->talk);
        if (talk == talks_.end()) continue;
        const auto one = talk->second.roles.find(place->role);
        // whoever has answered everything and waits for the other one has not let the talk die
        if (one == talk->second.roles.end() || (!gave_up && one->second.waiting)) continue;
        into_.talk_ends.push_back({talk->second.pair, one->second.who, now, talk->second.flow,
                                   gave_up ? place->rest : one->second.step, gave_up});
    }
}

pair_id recorder::pair_of(const outbox_row& row) const {
    const auto* change = std::get_if<settled>(&row.message.content);
    const auto& key = change == nullptr ? row.message.key : change->message;
    if (const auto known = nudges_.find(key); known != nudges_.end()) return known->second.pair;
    const auto place = place_of(key.text);
    const auto talk = place ? talks_.find(place->talk) : talks_.end();
    return talk == talks_.end() ? pair_id{} : talk->second.pair;
}

void recorder::delivered(const outbox_row& row, const asked_question*, instant now) {
    const auto* change = std::get_if<settled>(&row.message.content);
    const auto* message = std::get_if<outgoing>(&row.message.content);
    if (change == nullptr && message == nullptr) return;  // nobody here has a page, or opens a form
    happening one;
    one.at = now;
    one.who = row.message.to;
    one.pair = pair_of(row);
    one.key = row.message.key;
    one.zone = people_[row.message.to].zone;
    std::string text;
    if (message != nullptr) {
        text = plain_text(*message);
        if (message->ask)
            for (const auto& choice : message->ask->options) one.choices.push_back(choice.label);
        learn_labels(message->ask, labels_[one.who]);
        learn_labels(message->ways_out, labels_[one.who]);
        if (row.message.kind == message_class::nudge) {
            const auto nudge = nudges_.find(row.message.key);
            one.is = nudge != nudges_.end() ? happening::kind::nudge : happening::kind::for_contact;
            if (nudge != nudges_.end() && nudge->second.let_out != now) one.let_out = nudge->second.let_out;
            // let out and shown at one moment, at which they have also travelled
            if (nudge != nudges_.end() && nudge->second.let_out == now) one.zone = nudge->second.zone;
            if (nudge != nudges_.end()) one.about = nudge->second.about;
        }
    } else {
        text = change->chosen;
        one.is = happening::kind::changed_buttons;
        one.changes = change->message;
    }
    learn_shown(text, one.who, now);
    one.text = without_marks(text);
    for (auto& choice : one.choices) {
        learn_shown(choice, one.who, now);
        choice = without_marks(choice);
    }
    into_.happenings.push_back(std::move(one));
}

void recorder::learn_shown(const std::string& text, const person_id& to, instant now) {
    for (const auto mark : marks_in(text)) {
        const auto author = into_.written.find(mark);
        if (author != into_.written.end() && author->second.author != to) into_.shown.push_back({now, mark, to});
    }
}

void recorder::heard(const inbound_event& act, instant now) {
    const auto who = by_address_.find(act.from);
    if (who == by_address_.end()) return;
    happening one;
    one.at = now;
    one.who = who->second;
    one.is = kind_of(act.what);
    one.zone = people_[one.who].zone;
    const auto text = in_words(act.what, labels_[one.who]);
    for (const auto mark : marks_in(text)) into_.written[mark] = {one.who, {}};
    one.text = without_marks(text);
    into_.happenings.push_back(std::move(one));
}

}  // namespace waymark::rehearsal
