#include "conversations/turn/export.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conversations/person/places.hpp"
#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/why.hpp"

namespace waymark {
namespace {

using json = nlohmann::ordered_json;  // people read it, too

constexpr auto shape = "waymark-export-1";

std::string two(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// "2026-06-02T08:00:00Z"
std::string moment(instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<int>(unsigned{date.month()})) + "-" +
           two(static_cast<int>(unsigned{date.day()})) + "T" + two(static_cast<int>(time.hours().count())) + ":" +
           two(static_cast<int>(time.minutes().count())) + ":" + two(static_cast<int>(time.seconds().count())) + "Z";
}

json moment(const std::optional<instant>& at) {
    return at ? json(moment(*at)) : json();
}

std::string_view word_for(audience who) {
    switch (who) {
        case audience::me:
            return "me";
        case audience::partner:
            return "partner";
        case audience::partner_after_both:
            return "partner_after_both";
        case audience::programme:
            return "programme";
    }
    return "me";
}

/// What they have said for whoever matches people.
json for_matching(const learning_profile& said) {
    json out;
    out["wants"] = said.wants;
    out["offers"] = said.offers;
    out["capacity"] = said.capacity ? json(*said.capacity) : json();
    out["languages"] = said.languages;
    out["hours"] = said.hours ? json(hours_text(*said.hours)) : json();
    out["takes_part_as"] = std::string(word_of(said.takes_part_as));
    out["not_with"] = json::array();
    for (const auto& one : said.not_with) out["not_with"].push_back(one.text);
    return out;
}

json profile(const turn_work& work, const person_state& of) {
    json out;
    out["id"] = of.id.text;
    out["first_name"] = of.first_name;
    out["full_name"] = of.full_name;
    out["accounts"] = json::array();
    const auto* used = place_of(of);
    for (const auto& at : of.addresses) {
        const auto lost = std::ranges::find(of.lost, at, &lost_account::at);
        out["accounts"].push_back({{"platform", at.platform},
                                   {"workspace", at.tenant.text},
                                   {"user", at.user},
                                   {"in_use", used != nullptr && *used == at},
                                   {"cannot_be_reached", lost == of.lost.end() ? json() : json(lost->reason)}});
    }
    out["time_zone"] = zone_of(work.book, of);
    out["language"] = language_of(work.book, of);
    out["programme"] = of.programme.text;
    out["reachable"] = of.reachable;
    out["for_matching"] = for_matching(of.profile);
    constexpr std::array came{"brought", "asked", "joined", "left"};
    out["came"] = came.at(static_cast<std::size_t>(of.member.is));
    out["came_at"] = moment(of.member.since);
    out["told_of_no_match_at"] = moment(of.member.told_of_no_match);
    return out;
}

json settings(const turn_work& work, const person_state& of) {
    const auto& rules = of.own_settings ? *of.own_settings : home_of(work.book, of).gate;
    json out;
    out["stopped"] = of.stopped;
    out["on_hold_since"] = moment(of.held_since);
    out["stopped_kinds"] = of.stopped_kinds;
    out["stopped_pairs"] = json::array();
    for (const auto& pair : of.stopped_pairs) out["stopped_pairs"].push_back(pair.text);
    out["silent_until"] = moment(of.snoozed_until);
    out["at_most_per_week"] = rules.per_week;
    const auto home = rules_for(work.book, of);
    out["working_days"] = working_days_of(rules.working_days, calendar_in(home.regions, zone_of(work.book, of)));
    out["not_before"] = two(rules.quiet_to_minute / 60) + ":" + two(rules.quiet_to_minute % 60);
    out["not_after"] = two(rules.quiet_from_minute / 60) + ":" + two(rules.quiet_from_minute % 60);
    return out;
}

json answer_entry(const answer& one) {
    json out;
    out["at"] = moment(one.at);
    out["conversation"] = one.conversation.text;
    out["question"] = one.label;
    out["answer"] = one.value.declined ? json() : json(one.value.items);
    out["left_out"] = one.value.declined;
    out["seen_by"] = word_for(one.seen_by);
    out["partner_has_seen_it"] = one.opened;
    return out;
}

json kept_entry(const kept_text& one) {
    json out;
    out["at"] = moment(one.at);
    out["kind"] = one.kind;
    out["text"] = one.text;
    out["seen_by"] = word_for(one.seen_by);
    out["partner_has_seen_it"] = one.opened;
    return out;
}

json talks(const turn_work& work, const pair_state& pair, const person_id& who) {
    json out = json::array();
    for (const auto& talk : pair.running) {
        const auto* lane = lane_of(talk, who);
        if (lane == nullptr || !concerns(work, talk, who)) continue;
        out.push_back({{"conversation", talk.id.text},
                       {"began", moment(talk.started)},
                       {"over", talk.over},
                       {"your_question", lane->step},
                       {"since", moment(lane->since)}});
    }
    return out;
}

json pair_entry(const turn_work& work, const pair_state& pair, const person_state& of) {
    const auto heard = pair.last_heard.find(of.id);
    json out;
    out["id"] = pair.id.text;
    out["programme"] = programme_of(work.book, pair).title;
    out["role"] = pair.mentor == of.id ? "mentor" : "mentee";
    out["partner"] = partner_name(work, pair, of.id);
    out["stage"] = pair.stage;
    out["started"] = moment(pair.started);
    out["ends"] = moment(pair.ends);
    out["has_ended"] = pair.ended;
    out["you_last_wrote"] = heard == pair.last_heard.end() ? json() : json(moment(heard->second));
    out["meetings"] = json::array();
    for (const auto& at : pair.met) out["meetings"].push_back(moment(at));
    out["answers"] = json::array();
    for (const auto& one : pair.answers)
        if (one.author == of.id) out["answers"].push_back(answer_entry(one));
    out["kept"] = json::array();
    for (const auto& one : pair.kept)
        if (one.author == of.id) out["kept"].push_back(kept_entry(one));
    out["conversations"] = talks(work, pair, of.id);
    return out;
}

json unasked(const turn_work& work, const person_state& of) {
    json out = json::array();
    for (const auto& one : of.sent)
        out.push_back({{"at", moment(one.at)},
                       {"kind", one.nudge_kind},
                       {"because_of", cause_told(work.book, of.id, one)},
                       {"pair", one.pair.text},
                       {"you_did_something_since", one.answered}});
    return out;
}

json history(const turn_work& work) {
    json out = json::array();
    for (const auto& line : work.is.history.value_or(std::vector<log_line>()))
        out.push_back({{"at", moment(line.at)}, {"event", line.event}, {"detail", line.detail}});
    return out;
}

}  // namespace

std::string exported(const turn_work& work, const person_state& of) {
    json out;
    out["format"] = shape;
    out["made_at"] = moment(work.now);
    out["profile"] = profile(work, of);
    out["settings"] = settings(work, of);
    out["pairs"] = json::array();
    for (const auto& id : of.pairs)
        if (const auto pair = work.is.pairs.find(id); pair != work.is.pairs.end())
            out["pairs"].push_back(pair_entry(work, pair->second, of));
    const auto held = held_words(of);
    out["words_that_wait_for_your_choice"] = held.text.empty() ? json() : json(held.text);
    out["unasked_messages"] = unasked(work, of);
    out["waiting_to_be_said"] = json::array();
    for (const auto& one : of.waiting)
        out["waiting_to_be_said"].push_back({{"kind", one.nudge_kind}, {"pair", one.pair.text}});
    out["history"] = history(work);
    out["looks_of_admins"] = json::array();
    for (const auto& one : looks_that_concern(work, of))
        out["looks_of_admins"].push_back({{"at", moment(one.at)}, {"command", one.what}});
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

void export_data(turn_work& work, person_state& of) {
    if (!work.is.history) {
        work.out.history_needed = true;  // this turn is taken once more
        return;
    }
    reply(work, of, "export.done", {{"contact", theirs(home_of(work.book, of).contact_name)}});
    outgoing message;
    message.text = phrase_for(work, of, "export.file");
    message.language = language_of(work.book, of);
    message.file = attached_file{"waymark-my-data.json", exported(work, of)};
    note_person(work, of, "exported");
    outbox_message row;
    row.key = reply_key(of, of.replies++);
    row.content = std::move(message);
    put_out(work, of, std::move(row));
}

}  // namespace waymark
