#include "conversations/turn/own_settings.hpp"

#include <algorithm>
#include <array>

#include "conversations/person/zone.hpp"
#include "conversations/turn/recall.hpp"
#include "conversations/turn/silence.hpp"

namespace waymark {
namespace {

constexpr int days_in_week = 7, minutes_in_day = 24 * 60;
constexpr std::size_t most_kinds = 100;  // a menu holds no more

const gate_settings& rules_of(const turn_work& work, const person_state& who) {
    return who.own_settings ? *who.own_settings : home_of(work.book, who).gate;
}

form_field field(const turn_work& work, const person_state& who, std::string_view id, control::kind shape) {
    form_field out;
    out.what.shape = shape;
    out.what.id = std::string(id);
    out.what.label = label_for(work, who, "settings." + out.what.id);
    return out;
}

form_field time_field(const turn_work& work, const person_state& who, std::string_view id, int minute) {
    auto out = field(work, who, id, control::kind::time);
    out.what.initial = {clock_text(minute % minutes_in_day)};
    out.optional = false;
    return out;
}

form_field days_field(const turn_work& work, const person_state& who) {
    auto out = field(work, who, "days", control::kind::several);
    const auto& region = calendar_in(work.book.regions, zone_of(work.book, who));
    const auto working = working_days_of(rules_of(work, who).working_days, region);
    for (int day = 1; day <= days_in_week; ++day) {
        const auto value = std::to_string(day);
        out.what.options.push_back({value, label_for(work, who, "day." + value)});
        if (working.contains(day)) out.what.initial.push_back(value);
    }
    out.what.at_most = days_in_week;
    out.optional = false;
    return out;
}

/// The kinds of messages that the rules of somebody's programmes may bring, and those they have switched off.
std::set<std::string> kinds_for(const turn_work& work, const person_state& who) {
    auto out = who.stopped_kinds;
    const auto add = [&](const programme& of) {
        for (const auto& rule : of.nudges)
            if (const auto* script = work.book.flows.find(rule.start))
                out.insert(script->nudge_kind.empty() ? script->ref.name : script->nudge_kind);
    };
    add(home_of(work.book, who));
    for (const auto& id : who.pairs)
        if (const auto pair = work.is.pairs.find(id); pair != work.is.pairs.end())
            add(programme_of(work.book, pair->second));
    return out;
}

form_field kinds_field(const turn_work& work, const person_state& who) {
    auto out = field(work, who, "kinds", control::kind::several);
    for (const auto& kind : kinds_for(work, who)) {
        if (out.what.options.size() == most_kinds) break;
        out.what.options.push_back({kind, kind_title(work.book, kind, who)});
        if (!who.stopped_kinds.contains(kind)) out.what.initial.push_back(kind);
    }
    std::ranges::sort(out.what.options, {}, &option::label);
    out.what.at_most = static_cast<int>(out.what.options.size());
    return out;
}

form_field language_field(const turn_work& work, const person_state& who) {
    auto out = field(work, who, "language", control::kind::select);
    const auto now = language_of(work.book, who);
    for (const auto& one : texts_for(work.book, who).languages()) {
        out.what.options.push_back({one, language_for(work, who, one)});
        if (one == now || one == now.substr(0, now.find('-'))) out.what.initial = {one};
    }
    return out;
}

form_field pause_field(const turn_work& work, const person_state& who) {
    auto out = field(work, who, "pause", control::kind::date);
    out.hint = label_for(work, who, "settings.pause_hint");
    if (who.snoozed_until.value_or(work.now) > work.now)
        out.what.initial = {date_text(to_local(*who.snoozed_until, zone_of(work.book, who)).day)};
    return out;
}

void take_hours(turn_work& work, person_state& who, const inbound::submitted& what) {
    const auto from = clock_minute(value_of(what, "from"));
    const auto to = clock_minute(value_of(what, "to"));
    const auto days = values_of(what, "days");
    auto rules = rules_of(work, who);
    if (from && to && *from != *to) {
        rules.quiet_to_minute = *from;
        rules.quiet_from_minute = *to;
    }
    std::set<int> chosen;
    for (const auto& one : days)
        if (one.size() == 1 && one >= "1" && one <= "7") chosen.insert(one.front() - '0');
    const auto& region = calendar_in(work.book.regions, zone_of(work.book, who));
    if (!chosen.empty() && chosen != working_days_of(rules.working_days, region)) rules.working_days = chosen;
    if (rules == rules_of(work, who)) return;
    who.own_settings = rules;
    recall(work, who);  // what has not arrived yet was let out by the hours before
}

void take_kinds(turn_work& work, person_state& who, const inbound::submitted& what) {
    if (!what.values.contains("kinds")) return;
    const auto wanted = values_of(what, "kinds");
    for (const auto& kind : kinds_for(work, who)) {
        const bool on = std::ranges::count(wanted, kind) > 0;
        if (on) who.stopped_kinds.erase(kind);
        if (!on && who.stopped_kinds.insert(kind).second) recall(work, who, kind);
    }
}

void take_pause(turn_work& work, person_state& who, const inbound::submitted& what) {
    if (!what.values.contains("pause")) return;
    const auto day = parse_date(value_of(what, "pause"));
    if (!day) return who.snoozed_until.reset();
    const auto until = from_local(*day, 0, zone_of(work.book, who));
    if (!can_keep_silent(work, until) || who.snoozed_until == until) return;
    who.snoozed_until = until;
    recall(work, who);
}

}  // namespace

input_form settings_of(const turn_work& work, const person_state& who) {
    const auto& rules = rules_of(work, who);
    input_form out;
    out.id = std::string(settings_form);
    out.title = label_for(work, who, "settings.title");
    out.text = phrase_for(work, who, "settings.text", {{"zone", ours(zone_of(work.book, who))}});
    out.fields = {time_field(work, who, "from", rules.quiet_to_minute),
                  time_field(work, who, "to", rules.quiet_from_minute),
                  days_field(work, who),
                  kinds_field(work, who),
                  language_field(work, who),
                  pause_field(work, who)};
    std::erase_if(out.fields, [](const form_field& one) {
        return one.what.options.empty() &&
               (one.what.shape == control::kind::several || one.what.shape == control::kind::select);
    });
    return out;
}

void take_settings(turn_work& work, person_state& who, const inbound::submitted& what) {
    take_hours(work, who, what);
    take_kinds(work, who, what);
    const auto language = value_of(what, "language");
    const auto known = texts_for(work.book, who).languages();
    if (std::ranges::count(known, language) > 0 && language != language_of(work.book, who)) who.own_language = language;
    take_pause(work, who, what);
    note_person(work, who, "settings");
    if (!who.page_at) reply(work, who, "settings.saved");
}

}  // namespace waymark
