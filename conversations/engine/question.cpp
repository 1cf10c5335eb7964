#include "conversations/engine/question.hpp"

#include <algorithm>
#include <cmath>

#include "conversations/engine/control_id.hpp"
#include "conversations/engine/render.hpp"
#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

constexpr std::size_t most_buttons = 7;

void add_paragraph(std::vector<text_run>& to, std::vector<text_run> runs) {
    if (runs.empty()) return;
    if (!to.empty()) to.push_back({"\n"});
    for (auto& run : runs) to.push_back(std::move(run));
}

shown_option option_of(const talk& in, const lane& one, const answer_option& from) {
    shown_option out{from.value, {}};
    if (from.label.at.line == 0) {  // yes or no, without words of the script's own
        out.labels = {in.room.texts.say(in.language_of(one.person), "answer." + from.value)};
        return out;
    }
    out.labels = {render_plain(in, one, from.label)};
    if (out.labels.front() != from.label.text) out.labels.push_back(from.label.text);
    return out;
}

void add_scale(const answer_spec& spec, std::vector<shown_option>& into) {
    for (int value = static_cast<int>(std::lround(spec.min)); value <= static_cast<int>(std::lround(spec.max)); ++value)
        into.push_back({std::to_string(value), {std::to_string(value)}});
}

std::vector<shown_option> options_of(const talk& in, const lane& one, const answer_spec& spec) {
    std::vector<shown_option> out;
    for (const auto& each : spec.options) out.push_back(option_of(in, one, each));
    if (spec.kind == answer_kind::scale) add_scale(spec, out);
    if (!spec.may_decline.empty()) {
        shown_option decline{std::string(declining), {render_plain(in, one, spec.may_decline)}};
        if (decline.labels.front() != spec.may_decline.text) decline.labels.push_back(spec.may_decline.text);
        out.push_back(std::move(decline));
    }
    return out;
}

/// Words that nobody else is to see, or not yet, need not stand in the chat, and long ones need room.
bool in_a_window(const ask& of) {
    const auto kind = of.answer.kind;
    if (kind == answer_kind::long_text) return true;
    const bool hidden = of.seen_by == audience::me || of.seen_by == audience::partner_after_both;
    return hidden && (kind == answer_kind::text || kind == answer_kind::list);
}

control::kind shape_of(const ask& of, std::size_t options) {
    switch (of.answer.kind) {
        case answer_kind::several:
            return control::kind::several;
        case answer_kind::date:
            return control::kind::date;
        case answer_kind::person:
            return control::kind::person;
        case answer_kind::choice:
        case answer_kind::yes_no:
        case answer_kind::scale:
            return options > most_buttons ? control::kind::select : control::kind::buttons;
        case answer_kind::number:
            return control::kind::number;
        case answer_kind::long_text:
        case answer_kind::text:
        case answer_kind::list:
            if (in_a_window(of)) return control::kind::long_text;
            break;  // a line or two for everybody: quicker written than any field is opened
    }
    return control::kind::buttons;
}

/// What the control of this kind of question knows beside its options.
void add_limits(const talk& in, const lane& one, const ask& of, control& to) {
    const auto& spec = of.answer;
    to.at_most = spec.max_items;
    if (spec.kind == answer_kind::number && is_bounded(spec)) {
        to.least = spec.min;
        to.most = spec.max;
    }
    if (to.shape != control::kind::long_text) return;
    to.at_most = spec.kind == answer_kind::list ? spec.max_chars * spec.max_items : spec.max_chars;
    to.action = in.room.texts.say(in.language_of(one.person), "answer.in_window");
}

std::optional<control> control_of(const talk& in, const lane& one, const flow_step& step) {
    const auto& spec = step.ask->answer;
    const auto options = options_of(in, one, spec);
    control out;
    out.shape = shape_of(*step.ask, options.size());
    if (options.empty() && out.shape == control::kind::buttons) return std::nullopt;
    out.id = question_control(in.state.id, step.id);
    add_limits(in, one, *step.ask, out);
    out.label = render_plain(in, one, step.ask->text);
    for (const auto& each : options) out.options.push_back({each.value, each.labels.front()});
    return out;
}

void add_scale_ends(const talk& in, const lane& one, const answer_spec& spec, outgoing& to) {
    if (spec.kind != answer_kind::scale) return;
    const auto line = [&](double value, const script_text& label) {
        if (label.empty()) return std::string();
        return std::to_string(std::lround(value)) + " = " + render_plain(in, one, label);
    };
    auto low = line(spec.min, spec.low_label);
    const auto high = line(spec.max, spec.high_label);
    if (!low.empty() && !high.empty()) low += ", ";
    if (!(low + high).empty()) add_paragraph(to.text, {{low + high}});
}

/// Every question says who will see the answer.
std::vector<text_run> who_sees(const talk& in, const lane& one, audience seen_by) {
    switch (seen_by) {
        case audience::me:
            return phrase(in, one.person, "seen.me");
        case audience::partner:
            return phrase(in, one.person, "seen.partner", {{"partner", in.first_name_of(in.partner_of(one))}});
        case audience::partner_after_both:
            return phrase(in, one.person, "seen.sealed");
        case audience::programme:
            return phrase(in, one.person, "seen.programme");
    }
    return {};
}

outgoing base(const talk& in, const lane& one) {
    outgoing out;
    out.language = in.language_of(one.person);
    return out;
}

void add_question(const talk& in, const lane& one, const flow_step& step, outgoing& to) {
    add_paragraph(to.text, render(in, one, step.ask->text));
    if (!step.ask->hint.empty()) add_paragraph(to.text, render(in, one, step.ask->hint));
    add_scale_ends(in, one, step.ask->answer, to);
    if (!step.ask->says_who_sees && !is_blank(to.text)) add_paragraph(to.text, who_sees(in, one, step.ask->seen_by));
    to.ask = control_of(in, one, step);
}

/// A talk that waits for a day waits for one before the pair's agreed end, or for a year where none is agreed on.
void limit_day(const talk& in, const flow_step& step, const std::string& zone, reading_aids& aids) {
    const auto waits_for_it = [&](const flow_step& other) {
        return other.wait_for && other.wait_for->date_of.name == step.id;
    };
    if (std::ranges::none_of(in.script.steps, waits_for_it)) return;
    if (in.room.pair.ends) {
        aids.ends = to_local(*in.room.pair.ends, zone).day;
        aids.latest = std::chrono::sys_days(*aids.ends) - std::chrono::days(1);
    } else {
        constexpr std::chrono::days a_year{365};
        aids.latest = std::chrono::sys_days(aids.today) + a_year;
    }
}

}  // namespace

outgoing question_message(const talk& in, const lane& one, const flow_step& step) {
    auto out = base(in, one);
    if (!step.say.empty()) add_paragraph(out.text, render(in, one, step.say));
    add_question(in, one, step, out);
    return out;
}

outgoing question_again(const talk& in, const lane& one, const flow_step& step) {
    auto out = base(in, one);
    add_question(in, one, step, out);
    const auto* given = in.answer_of(one.person, step.id);
    if (given != nullptr && !given->value.declined)
        add_paragraph(out.text, phrase(in, one.person, "answer.so_far", {{"answer", shown_answer(in, one, *given)}}));
    return out;
}

reading_aids aids_for(const talk& in, const lane& one, const flow_step& step) {
    const auto known = in.room.facts.people.find(one.person);
    const std::string zone = known == in.room.facts.people.end() ? std::string("UTC") : known->second.zone;
    reading_aids aids{in.room.texts, in.language_of(one.person), options_of(in, one, step.ask->answer),
                      to_local(in.room.now, zone).day};
    limit_day(in, step, zone, aids);
    return aids;
}

std::string chosen_label(const talk& in, const lane& one, const flow_step& step, const answer& given) {
    const auto& spec = step.ask->answer;
    if (given.value.declined) {
        if (spec.may_decline.empty()) return in.room.texts.say(in.language_of(one.person), "answer.skipped");
        return render_plain(in, one, spec.may_decline);
    }
    if (spec.kind == answer_kind::text || spec.kind == answer_kind::long_text || spec.kind == answer_kind::list)
        return in.room.texts.say(in.language_of(one.person), "answer.written");
    auto label = shown_answer(in, one, given);
    for (auto& c : label)
        if (c == '\n') c = ',';
    return label;
}

}  // namespace waymark
