#include "conversations/engine/render.hpp"

#include <algorithm>

#include "conversations/engine/control_id.hpp"
#include "conversations/engine/phrase_runs.hpp"
#include "conversations/engine/shown_time.hpp"
#include "conversations/engine/unasked_offers.hpp"
#include "conversations/language/placeholder.hpp"
#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

constexpr std::string_view bullet = "• ";

std::string zone_of(const talk& in, const person_id& who) {
    const auto found = in.room.facts.people.find(who);
    return found == in.room.facts.people.end() ? std::string("UTC") : found->second.zone;
}

bool may_see(const lane& reader, const kept_text& kept) {
    return kept.author == reader.person || kept.opened;
}

std::string as_list(const std::vector<std::string>& texts) {
    if (texts.size() == 1) return texts.front();
    std::string out;
    for (const auto& text : texts) out.append("\n").append(bullet).append(text);
    return out;
}

/// The newest goal; what was hard, and the moments they have kept, in all of their time; of everything else what the
/// last talk about it brought.
std::string kept_for(const talk& in, const lane& reader, std::string_view kind) {
    const auto& all = in.room.pair.kept;
    const auto newest = std::ranges::find_if(
        all.rbegin(), all.rend(), [&](const kept_text& one) { return one.kind == kind && may_see(reader, one); });
    if (newest == all.rend()) return {};
    if (kind == "goal") return newest->text;
    const bool from_any_talk = kind == "challenge" || kind == "moment";
    std::vector<std::string> texts;
    for (const auto& one : all)
        if (one.kind == kind && (from_any_talk || one.conversation == newest->conversation) && may_see(reader, one))
            texts.push_back(one.text);
    return as_list(texts);
}

std::string day_of(const talk& in, const lane& reader, instant at) {
    const auto day = to_local(at, zone_of(in, reader.person)).day;
    return day_in_words(in.room.texts, in.language_of(reader.person), day);
}

text_run answer_run(const talk& in, const lane& reader, const person_id& author, std::string_view step) {
    const auto* given = author == reader.person ? in.answer_of(author, step) : nullptr;
    if (given == nullptr)
        for (const auto& one : in.state.lanes)
            if (one.person == author && author != reader.person) given = in.settled_answer(one, step);
    if (given == nullptr || given->value.declined) return {};
    return {shown_answer(in, reader, *given), true};
}

text_run pair_run(const talk& in, const lane& reader, std::string_view name) {
    const auto& pair = in.room.pair;
    if (name == "rhythm")
        return {pair.rhythm == span::zero()
                    ? std::string()
                    : rhythm_in_words(in.room.texts, in.language_of(reader.person), pair.rhythm)};
    if (name == "meetings") return {pair.met.empty() ? std::string() : std::to_string(pair.met.size())};
    return {kept_for(in, reader, name), true};
}

text_run value_of(const talk& in, const lane& reader, std::string_view name) {
    const auto partner = in.partner_of(reader);
    if (name == "me.first_name") return {in.first_name_of(reader.person), true};
    if (name == "me.unasked_offers") return {as_list(unasked_offers(in, reader.person)), true};
    if (name == "partner.first_name") return {in.first_name_of(partner), true};
    if (name == "programme.name") return {in.room.facts.programme_name};
    if (name == "programme.contact") return {in.room.facts.contact_name, true};
    if (name == "programme.ends") return {in.room.pair.ends ? day_of(in, reader, *in.room.pair.ends) : std::string()};
    constexpr std::string_view of_pair = "pair.";
    if (name.starts_with(of_pair)) return pair_run(in, reader, name.substr(of_pair.size()));
    return answer_run(in, reader, name.starts_with("me.") ? reader.person : partner, answer_step(name));
}

/// Joins neighbours of one kind, so that a platform gets few and whole stretches.
void append(std::vector<text_run>& to, text_run one) {
    if (one.text.empty()) return;
    if (!to.empty() && to.back().from_person == one.from_person)
        to.back().text += one.text;
    else
        to.push_back(std::move(one));
}

/// A piece of authored text between placeholders: "{{" stands for one brace.
std::string literal(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text.substr(i).starts_with("{{")) ++i;
    }
    return out;
}

/// Empty when something the line mentions is not there.
std::optional<std::vector<text_run>> render_line(const talk& in, const lane& reader, std::string_view line) {
    std::vector<text_run> out;
    std::size_t done = 0;
    for (const auto& one : placeholders_in(line)) {
        append(out, {literal(line.substr(done, one.at - done))});
        auto value = value_of(in, reader, one.name);
        if (value.text.empty()) return std::nullopt;
        append(out, std::move(value));
        done = one.at + one.name.size() + 2;
    }
    append(out, {literal(line.substr(done))});
    return out;
}

std::string label_of(const talk& in, const lane& reader, const answer_spec& spec, const std::string& value) {
    const auto found = std::ranges::find(spec.options, value, &answer_option::value);
    if (found == spec.options.end()) return value;
    return in.room.flows.text(in.script, found->label, in.language_of(reader.person), in.room.texts);
}

}  // namespace

std::vector<text_run> render(const talk& in, const lane& reader, const script_text& text) {
    std::string_view rest = in.room.flows.text(in.script, text, in.language_of(reader.person), in.room.texts);
    while (rest.ends_with('\n')) rest.remove_suffix(1);
    std::vector<text_run> out;
    while (true) {
        const auto end = rest.find('\n');
        if (auto line = render_line(in, reader, rest.substr(0, end))) {
            if (!out.empty()) append(out, {"\n"});
            for (auto& run : *line) append(out, std::move(run));
        }
        if (end == std::string_view::npos) return out;
        rest.remove_prefix(end + 1);
    }
}

std::string render_plain(const talk& in, const lane& reader, const script_text& text) {
    std::string out;
    for (const auto& run : render(in, reader, text)) out += run.text;
    return out;
}

std::vector<text_run> phrase(const talk& in, const person_id& reader, std::string_view key,
                             const std::map<std::string, std::string>& values) {
    std::map<std::string, text_run> with;
    for (const auto& [name, value] : values) with.emplace(name, text_run{value, true});
    return phrase_runs(in.room.texts, in.language_of(reader), key, with);
}

std::string shown_answer(const talk& in, const lane& reader, const answer& what) {
    const auto* step = in.script.find_step(what.step);
    const bool has_labels = step != nullptr && step->ask;
    std::string out;
    for (const auto& item : what.value.items) {
        auto text = item;
        if (has_labels) text = label_of(in, reader, step->ask->answer, item);
        if (what.kind == answer_kind::date)
            if (const auto day = parse_date(item))
                text = day_in_words(in.room.texts, in.language_of(reader.person), *day);
        out.append(out.empty() ? "" : "\n");
        if (what.kind == answer_kind::list && what.value.items.size() > 1) out.append(bullet);
        out.append(text);
    }
    return out;
}

}  // namespace waymark
