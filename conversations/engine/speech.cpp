#include "conversations/engine/speech.hpp"

#include "conversations/engine/ending.hpp"
#include "conversations/engine/passing_time.hpp"
#include "conversations/engine/render.hpp"

namespace waymark {
namespace {

offer offer_for(const talk& in, const lane& one, std::string key, std::string_view what, std::string name) {
    offer out;
    out.key = std::move(key);
    out.pair = in.room.pair.id;
    out.conversation = in.state.id;
    out.role = one.role;
    out.what = what;
    out.name = std::move(name);
    out.nudge_kind = in.script.nudge_kind.empty() ? in.script.ref.name : in.script.nudge_kind;
    out.why = in.state.why;
    out.made = in.room.now;
    return out;
}

bool rests(const talk& in) {
    return in.room.pair.held_since || in.room.pair.paused_until.value_or(in.room.now) > in.room.now;
}

}  // namespace

message_key last_key(const talk& in, const lane& one) {
    return {in.place_of(one) + "/" + std::to_string(one.said)};
}

message_key say(talk& in, lane& one, outgoing message) {
    ++one.said;
    const auto key = last_key(in, one);
    in.room.effects.emplace_back(effect::say{one.person, key, std::move(message), in.unsolicited, in.state.why});
    return key;
}

void say_text(talk& in, lane& one, std::vector<text_run> text) {
    if (text.empty()) return;
    outgoing message;
    message.text = std::move(text);
    message.language = in.language_of(one.person);
    (void)say(in, one, std::move(message));  // nothing to settle later
}

void say_phrase(talk& in, lane& one, std::string_view key, const std::map<std::string, std::string>& values) {
    say_text(in, one, phrase(in, one.person, key, values));
}

void close_buttons(talk& in, lane& one) {
    const auto words = in.room.texts.say(in.language_of(one.person), "question.given_up");
    for (const auto& key : one.ask_keys)
        in.room.effects.emplace_back(effect::settle{one.person, {key, words, false, false}});
    one.ask_keys.clear();
}

std::string step_and_round(const lane& one) {
    return one.step + "/" + std::to_string(one.rounds);
}

std::string walk_offer_key(const talk& in, const lane& one, const std::string& began_at) {
    return in.place_of(one) + "/walk/" + began_at;
}

std::string walk_offer_key(const talk& in, const lane& one) {
    return walk_offer_key(in, one, step_and_round(one));
}

std::string rule_offer_key(const talk& in, const lane& one, std::string_view what_and_rule) {
    return in.place_of(one) + "/" + std::string(what_and_rule);
}

std::string remind_offer_key(const talk& in, const lane& one, int number) {
    return in.place_of(one) + "/" + one.step + "/remind/" + std::to_string(one.rounds) + "." + std::to_string(number);
}

void propose_walk(talk& in, const lane& one) {
    if (rests(in)) return;
    auto what = offer_for(in, one, walk_offer_key(in, one), "walk", one.step);
    if (one.said == 0) {
        what.weight = in.state.weight;
        what.good_until = in.state.good_until;
    }
    in.room.effects.emplace_back(effect::propose{one.person, std::move(what)});
}

void propose_rule(talk& in, lane& one, std::string_view what, const std::string& rule) {
    const auto waiting = std::string(what) + "/" + rule;
    one.to_tell.insert(waiting);
    if (in.room.pair.held_since) return;
    auto offered = offer_for(in, one, rule_offer_key(in, one, waiting), what, rule);
    offered.good_until = ends_at(in.script, in.state) + last_words_kept;
    in.room.effects.emplace_back(effect::propose{one.person, std::move(offered)});
}

void propose_all_waiting(talk& in, lane& one) {
    const auto waiting = one.to_tell;
    for (const auto& each : waiting) {
        const auto slash = each.find('/');
        propose_rule(in, one, std::string_view(each).substr(0, slash), each.substr(slash + 1));
    }
    if (one.is == lane::phase::held) propose_walk(in, one);
}

void propose_reminder(talk& in, const lane& one, instant good_until) {
    if (rests(in)) return;
    auto what = offer_for(in, one, remind_offer_key(in, one, one.reminded), "remind", one.step);
    what.good_until = good_until;
    in.room.effects.emplace_back(effect::propose{one.person, std::move(what)});
}

void withdraw(talk& in, const person_id& from, std::string key) {
    in.room.effects.emplace_back(effect::withdraw{from, std::move(key)});
}

void withdraw_reminder(talk& in, const lane& one) {
    if (one.reminded > 0) withdraw(in, one.person, remind_offer_key(in, one, one.reminded));
}

void withdraw_questions(talk& in, const lane& one) {
    if (one.is == lane::phase::held) withdraw(in, one.person, walk_offer_key(in, one));
    withdraw_reminder(in, one);
}

void withdraw_everything(talk& in, const lane& one) {
    withdraw_questions(in, one);
    for (const auto& waiting : one.to_tell) withdraw(in, one.person, rule_offer_key(in, one, waiting));
}

}  // namespace waymark
