#include "conversations/turn/rules.hpp"

#include <algorithm>

#include "conversations/engine/stages.hpp"
#include "conversations/programme/not_begun.hpp"
#include "conversations/turn/contact.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

/// A pair can go through all its stages at once, and no further: stages only lead on.
constexpr int most_rounds = 8;

std::string both_names(const turn_work& work, const pair_state& pair) {
    return partner_name(work, pair, pair.mentee) + " & " + partner_name(work, pair, pair.mentor);
}

constexpr std::string_view place_of_names = "{pair}";

/// The programme's line with the names of the pair in it, which stay marked as theirs.
std::vector<text_run> line_about(const turn_work& work, const pair_state& pair, const std::string& text) {
    const auto at = text.find(place_of_names);
    if (at == std::string::npos) return {ours(text)};
    return {ours(text.substr(0, at)), theirs(both_names(work, pair)), ours(text.substr(at + place_of_names.size()))};
}

struct doer {
    turn_work& work;
    pair_state& pair;

    void operator()(const input::begin& what) const { (void)step_pair(work, pair.id, what); }
    void operator()(const due_rule::line_to_contact& what) const {
        const auto& of = programme_of(work.book, pair);
        const auto* contact = find_person(work, of.contact);
        const auto language = contact == nullptr ? of.language : language_of(work.book, *contact);
        const auto text = in_language(what.text, language, of.language);
        const auto tell = text.find(place_of_names) == std::string::npos ? tell_contact_once : tell_contact;
        tell(work, of, pair.tenant, line_about(work, pair, text));
    }
    void operator()(const due_rule::move& what) const { (void)step_pair(work, pair.id, input::moved_on{what.stage}); }
};

/// How long before the end the programme begins the closing; nothing when it does not.
std::optional<span> closing_begins(const script_book& book, const programme& of) {
    std::optional<span> longest;
    const auto count = [&](const trigger& when) {
        if (when.is == trigger::moment::before_end) longest = std::max(longest.value_or(when.length), when.length);
    };
    for (const auto& rule : of.stages)
        if (rule.to == closing_stage) count(rule.when);
    for (const auto& rule : of.nudges)
        if (const auto* script = book.flows.newest(rule.start.name);
            script != nullptr && leads_to(*script, closing_stage))
            count(rule.when);
    return longest;
}

bool is_under_way(const pair_state& pair, const std::string& flow) {
    return std::ranges::any_of(pair.running, [&](const auto& one) { return !one.over && one.flow.name == flow; });
}

/// Why what is due does not come; empty when it does.
std::string why_not(const pair_state& pair, const due_rule& one) {
    const auto* talk = std::get_if<input::begin>(&one.what);
    switch (one.is) {
        case due_rule::fate::comes:
            return talk != nullptr && is_under_way(pair, talk->flow.name) ? not_begun::under_way : "";
        case due_rule::fate::too_late:
            return not_begun::too_late;
        case due_rule::fate::held_out:
            return not_begun::held_out;
    }
    return {};
}

/// It was due, so it stands in the account of each who would have been spoken to.
void note_not_begun(turn_work& work, const pair_state& pair, const due_rule& one, const std::string& why) {
    const auto* talk = std::get_if<input::begin>(&one.what);
    if (talk == nullptr) return note_pair(work, pair, not_begun::event, why + " " + one.occurrence);
    std::vector<person_id> readers{pair.mentor, pair.mentee};
    if (!talk->cast.empty()) readers.clear();
    for (const auto& [role, who] : talk->cast) readers.push_back(who);
    for (const auto& who : readers)
        if (const auto* reader = find_person(work, who); reader != nullptr)
            note_person(work, *reader, not_begun::event, why + " " + pair.id.text + "/" + one.occurrence);
}

void carry_out(turn_work& work, pair_state& pair, const due_rule& one) {
    if (!std::holds_alternative<due_rule::move>(one.what) && !pair.rules_done.insert(one.occurrence).second) return;
    const auto why = why_not(pair, one);
    if (why.empty()) return std::visit(doer{work, pair}, one.what);
    note_not_begun(work, pair, one, one.from_answers ? not_begun::not_told : why);
}

}  // namespace

void follow_rules(turn_work& work, pair_state& pair) {
    const auto& of = programme_of(work.book, pair);
    for (int round = 0; round < most_rounds; ++round) {
        const auto due = due_rules(of, pair, work.now);
        for (const auto& one : due) carry_out(work, pair, one);
        if (due.empty()) return;
    }
}

void follow_new_ends(turn_work& work) {
    for (auto& [id, pair] : work.is.pairs) {
        const auto before = work.before.pairs.find(id);
        if (pair.stage != "closing" || pair.ended || !pair.ends || before == work.before.pairs.end() ||
            before->second.ends == pair.ends)
            continue;
        const auto length = closing_begins(work.book, programme_of(work.book, pair));
        if (length && *pair.ends - *length > work.now) (void)step_pair(work, id, input::closing_put_off{});
    }
}

void push_rule(turn_work& work, pair_state& pair, const std::string& rule) {
    const auto one = pushed_rule(programme_of(work.book, pair), rule, pair, work.now);
    if (!one) return note_pair(work, pair, "not_pushed", rule);
    carry_out(work, pair, *one);
}

}  // namespace waymark
