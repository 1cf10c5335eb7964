#include "conversations/engine/rules.hpp"

#include <algorithm>

#include "conversations/engine/actions.hpp"
#include "conversations/engine/conditions.hpp"
#include "conversations/engine/ending.hpp"
#include "conversations/engine/render.hpp"
#include "conversations/engine/speech.hpp"
#include "conversations/engine/walk.hpp"
#include "conversations/language/placeholder.hpp"

namespace waymark {
namespace {

bool hears(const together_rule& rule, const lane& one) {
    return rule.to.empty() || rule.to == one.role;
}

/// From now on the answers a rule shows cannot be changed: somebody is reading them, and whoever of two sees the
/// other's first must not change their own any more.
void open_answers(talk& in, const together_rule& rule) {
    for (const auto& mention : placeholders_in(rule.say.text)) {
        const auto step = answer_step(mention.name);
        if (step.empty() || !mention.name.starts_with("partner.")) continue;
        for (const auto& reader : in.state.lanes) {
            if (!hears(rule, reader)) continue;
            const auto author = in.partner_of(reader);
            auto* shown = in.answer_of(author, step);
            if (shown == nullptr || shown->opened) continue;
            shown->opened = true;
            for (auto& kept : in.room.pair.kept)
                if (kept.conversation == in.state.id && kept.author == author && kept.kind == shown->keep_as)
                    kept.opened = true;
            in.room.effects.emplace_back(effect::keep_answer{*shown});
        }
    }
}

void tell(talk& in, const together_rule& rule) {
    if (rule.say.empty()) return;
    for (auto& one : in.state.lanes) {
        if (!hears(rule, one)) continue;
        if (one.person == in.present && !in.unsolicited)
            one.to_tell.insert("tell/" + rule.id);  // said before the next question, see say_all_waiting
        else
            propose_rule(in, one, "tell", rule.id);
    }
}

void fire(talk& in, const together_rule& rule) {
    in.state.fired.insert(rule.id);
    in.room.note("opened", in.state.id.text + "/" + rule.id);
    for (const auto& what : rule.does) perform(in, nullptr, what);
    tell(in, rule);
}

/// Whoever waits at a barrier for a rule that has fired goes on. Whoever has just answered walks on afterwards anyway.
void let_go(talk& in) {
    for (auto& one : in.state.lanes) {
        if (one.is != lane::phase::barrier) continue;
        const auto* step = in.script.find_step(one.step);
        if (step != nullptr && step->wait_for && in.state.fired.contains(step->wait_for->rule.name)) walk(in, one);
    }
}

/// Says what a rule has brought about, unless an answer was taken back before anybody saw it: then it happens when the
/// answer is there again.
void show(talk& in, lane& one, const together_rule& rule) {
    if (!needs_met(in, rule)) {
        if (in.state.fired.erase(rule.id) > 0) in.room.note("not_opened", in.state.id.text + "/" + rule.id);
        return;
    }
    open_answers(in, rule);
    say_text(in, one, render(in, one, rule.say));
}

}  // namespace

void fire_rules(talk& in) {
    bool fired = false;
    for (const auto& rule : in.script.rules) {
        if (in.state.fired.contains(rule.id) || !needs_met(in, rule)) continue;
        fire(in, rule);
        fired = true;
    }
    if (fired) let_go(in);
}

void say_waiting(talk& in, lane& one, const std::string& what) {
    if (one.to_tell.erase(what) == 0) return;
    if (in.unsolicited && one.is == lane::phase::done) one.since = in.room.now + words_come_back_within;
    const auto slash = what.find('/');
    const auto* rule = in.script.find_rule(std::string_view(what).substr(slash + 1));
    if (rule == nullptr) return;
    if (what.starts_with("tell/"))
        show(in, one, *rule);
    else if (!in.state.fired.contains(rule->id))  // meanwhile it may have happened after all
        say_text(in, one, render(in, one, rule->otherwise.say));
}

void say_all_waiting(talk& in, lane& one) {
    const auto waiting = one.to_tell;
    for (const auto& rule : in.script.rules)  // in the order of the script
        for (const auto& what : {"tell/" + rule.id, "otherwise/" + rule.id}) {
            if (!waiting.contains(what)) continue;
            withdraw(in, one.person, rule_offer_key(in, one, what));
            say_waiting(in, one, what);
        }
}

void tell_late(talk& in, const together_rule& rule) {
    in.state.told_late.insert(rule.id);
    for (auto& one : in.state.lanes)
        if (hears(rule, one) && own_part_done(in, one, rule)) propose_rule(in, one, "otherwise", rule.id);
}

}  // namespace waymark
