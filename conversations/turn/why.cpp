#include "conversations/turn/why.hpp"

#include <algorithm>

#include "conversations/engine/shown_time.hpp"
#include "conversations/turn/contact.hpp"
#include "conversations/turn/other_pairs.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/talks.hpp"

namespace waymark {
namespace {

const nudge_rule* rule_called(const programme& of, const std::string& id) {
    const auto found = std::ranges::find(of.nudges, id, &nudge_rule::id);
    return found == of.nudges.end() ? nullptr : &*found;
}

/// "<conversation>/<role>/…" begins every offer's key.
conversation_id talk_of(const nudge_sent& one) {
    return {one.offer_key.substr(0, one.offer_key.find('/'))};
}

/// The flow's name stands between the pair's id and the number of the talk: "<pair>.<flow>.<n>".
std::string flow_name(const nudge_sent& one) {
    auto name = talk_of(one).text;
    if (name.size() > one.pair.text.size()) name.erase(0, one.pair.text.size() + 1);
    return name.substr(0, name.rfind('.'));
}

/// What the moment of a rule goes by, as it stands now: sentences of authors grow old.
class facts_of {
  public:
    facts_of(const turn_work& work, const person_state& reader, const pair_state& pair)
        : work_(work), reader_(reader), pair_(pair) {}

    [[nodiscard]] std::vector<text_run> behind(const trigger& when) const {
        switch (when.is) {
            case trigger::moment::silent_for:
                return meetings_and_rhythm();
            case trigger::moment::fading:
                return when.anchor == "pair" ? meetings_and_rhythm() : std::vector<text_run>{};
            case trigger::moment::before_end:
                return end();
            case trigger::moment::meetings:
            case trigger::moment::every_meetings:
                return say("why.fact_meetings", {{"count", ours(std::to_string(pair_.met.size()))}});
            case trigger::moment::in_stage:
                return say("why.fact_stage",
                           {{"stage", ours(stage_for(work_, reader_, pair_.stage))}, {"day", day(pair_.stage_since)}});
            case trigger::moment::since:
                if (when.anchor == "start")
                    return say("why.fact_starts", {{"day", ours(start_day_for(work_, reader_, pair_))}});
                if (when.anchor == "end") return end();
                return when.anchor == "last_meeting" ? meetings_and_rhythm() : std::vector<text_run>{};
            case trigger::moment::pushed:
                return say("why.fact_pushed", {});
            case trigger::moment::on:
            case trigger::moment::each_quarter:
            case trigger::moment::answer:
                return {};  // the author's sentence says which
        }
        return {};
    }

  private:
    [[nodiscard]] text_run day(instant at) const { return ours(day_for(work_, reader_, at)); }
    [[nodiscard]] std::vector<text_run> say(std::string_view key, const fillings& with) const {
        return phrase_for(work_, reader_, key, with);
    }
    [[nodiscard]] std::vector<text_run> end() const {
        return pair_.ends ? say("why.fact_ends", {{"day", day(*pair_.ends)}}) : std::vector<text_run>{};
    }
    [[nodiscard]] std::vector<text_run> meetings_and_rhythm() const {
        const auto rhythm = pair_.rhythm == span::zero() ? programme_of(work_.book, pair_).rhythm : pair_.rhythm;
        fillings with{{"rhythm", ours(rhythm_in_words(texts_for(work_.book, reader_), language_of(work_.book, reader_),
                                                      rhythm))}};
        if (pair_.met.empty()) return say("why.fact_not_met", with);
        with["day"] = day(std::ranges::max(pair_.met));
        return say("why.fact_met", with);
    }

    const turn_work& work_;
    const person_state& reader_;
    const pair_state& pair_;
};

/// The sentence that says what caused it, in a line of its own, and the facts behind it in another.
std::vector<text_run> reason_of(const turn_work& work, const person_state& reader, const nudge_sent& one,
                                const pair_state& pair) {
    const auto& of = programme_of(work.book, pair);
    const auto cause = cause_told(work.book, reader.id, one);
    if (cause.starts_with(asked_by)) {
        const bool self = cause.substr(asked_by.size()) == reader.id.text;
        return phrase_for(work, reader, self ? "why.by_you" : "why.by_partner",
                          {{"partner", theirs(partner_name(work, pair, reader.id))}});
    }
    if (cause == another_pair)
        return phrase_for(work, reader, "why.another_pair", {{"partner", theirs(partner_name(work, pair, reader.id))}});
    if (const auto* rule = rule_called(of, cause)) {
        auto reason = in_language(rule->reason, language_of(work.book, reader), of.language);
        if (!reason.empty()) {
            std::vector<text_run> out{ours(std::move(reason))};
            add_lines(out, facts_of(work, reader, pair).behind(rule->when));
            return out;
        }
    }
    return phrase_for(work, reader, "why.by_programme", {{"programme", ours(of.title)}});
}

/// What belonged to the same message, once for each talk.
std::vector<nudge_sent> talks_in(const person_state& from, const message_key& message) {
    std::vector<nudge_sent> parts;
    for (const auto& one : from.sent)
        if (one.message == message && std::ranges::find(parts, talk_of(one), talk_of) == parts.end())
            parts.push_back(one);
    return parts;
}

std::vector<text_run> about_talk(const turn_work& work, const person_state& from, const nudge_sent& one,
                                 const pair_state& pair, bool first) {
    fillings facts;
    facts["day"] = ours(day_for(work, from, one.at));
    facts["partner"] = theirs(partner_name(work, pair, from.id));
    if (const auto* script = work.book.flows.newest(flow_name(one)))
        facts["title"] = ours(title_of(work.book, *script, from));
    if (const auto* talk = pair.find(talk_of(one))) facts["began"] = ours(day_for(work, from, talk->started));
    auto text = phrase_for(work, from, first ? "why.which" : "why.and_which", facts);
    add_lines(text, reason_of(work, from, one, pair));
    add_lines(text, phrase_for(work, from, "why.began", facts));
    return text;
}

void explain(turn_work& work, person_state& from, const message_key& message) {
    std::vector<text_run> text;
    for (const auto& one : talks_in(from, message))
        if (one.pair.empty())
            add_lines(text, phrase_for(work, from, "why.no_match",
                                       {{"day", ours(day_for(work, from, one.at))},
                                        {"programme", ours(home_of(work.book, from).title)}}));
        else if (const auto* pair = find_pair(work, one.pair))
            add_lines(text, about_talk(work, from, one, *pair, text.empty()));
    if (text.empty()) return reply(work, from, "why.nothing");
    const auto& rules = from.own_settings ? *from.own_settings : home_of(work.book, from).gate;
    add_lines(text, phrase_for(work, from, rules.per_week == 1 ? "why.how_often_once" : "why.how_often",
                               {{"per_week", ours(std::to_string(rules.per_week))}}));
    reply(work, from, std::move(text));
}

/// Lines come to contacts, about their people, to whoever cannot be reached at one place any more, and to whoever's
/// partner has left.
std::string_view why_a_line(const turn_work& work, const person_state& from) {
    const bool contact = std::ranges::any_of(work.book.programmes, [&](const auto& one) {
        return one.second.contact == from.id || std::ranges::count(one.second.deputies, from.id) > 0;
    });
    if (contact) return "why.contact";
    return from.lost.empty() ? "why.left" : "why.moved";
}

}  // namespace

std::string cause_told(const script_book& book, const person_id& reader, const nudge_sent& one) {
    if (!one.why.starts_with(asked_by) || one.why.substr(asked_by.size()) == reader.text) return one.why;
    // A talk that no word begins grew out of another, and that one is none of the reader's business.
    const auto* script = book.flows.newest(flow_name(one));
    return script != nullptr && !script->words.empty() ? one.why : std::string();
}

void say_why(turn_work& work, person_state& from) {
    const auto newest = std::ranges::max_element(
        from.contact_lines, {}, [](const contact_line& one) { return one.message.empty() ? instant::min() : one.at; });
    if (newest != from.contact_lines.end() && !newest->message.empty() &&
        (from.sent.empty() || from.sent.back().at < newest->at))
        return reply(work, from, why_a_line(work, from));
    if (from.sent.empty()) return reply(work, from, "why.nothing");
    explain(work, from, message_key(from.sent.back().message));
}

void say_why_of(turn_work& work, person_state& from, const std::string& about) {
    if (holds_contact_lines(from, {about})) return reply(work, from, why_a_line(work, from));
    const auto found = std::ranges::find(from.sent, about, &nudge_sent::offer_key);
    if (found == from.sent.end()) return reply(work, from, "why.too_old");
    explain(work, from, message_key(found->message));
}

}  // namespace waymark
