#include "tests/bot/plan/random_programme.hpp"

#include <vector>

namespace waymark::testing {
namespace {

using rehearsal::chance;
using std::chrono::days;

std::string day_text(instant at) {
    return date_text(std::chrono::year_month_day(std::chrono::floor<days>(at)));
}

std::string number(chance& luck, std::size_t least, std::size_t most) {
    return std::to_string(least + luck.below(most - least + 1));
}

/// Or at once.
std::string a_while(chance& luck) {
    return luck.happens(.2) ? "" : ", for: " + number(luck, 1, 20) + "d";
}

std::string random_settings(chance& luck) {
    static const std::vector<std::string> quiet{"18:00-09:00", "00:00-00:00", "22:30-06:15", "12:00-08:00",
                                                "06:00-20:00"};
    static const std::vector<std::string> spreads{"0min", "90min", "6h"}, apart{"0min", "2h", "20h", "3d"};
    const auto week = 1 + luck.below(5);
    std::string out = "person:\n  budget: { week: " + std::to_string(week) + ", day: " + number(luck, 1, week) +
                      ", apart: " + luck.one_of(apart) + " }\n  quiet: \"" + luck.one_of(quiet) +
                      "\"\n  spread: " + luck.one_of(spreads) + "\n";
    if (luck.happens(.5)) out += "  working_days: [mon, wed, " + std::string(luck.happens(.5) ? "thu" : "sat") + "]\n";
    return out;
}

struct drawn_nudge {
    std::string when;
    std::string what;  ///< it does
};

/// One of each kind there is. Some wait for what people do, and come only after that.
std::vector<drawn_nudge> one_of_each_kind(chance& luck, instant now) {
    static const std::vector<std::string> talks{"joining",  "checkpoint", "ground_rules", "pulse",
                                                "presence", "strengths",  "smart_goal"};
    static const std::vector<std::string> anchors{"first_meeting", "last_meeting", "goal", "end"};
    static const std::vector<std::string> answers{"answer: checkpoint.working, one_of: [1, 2, 3, 4, 5]",
                                                  "answer: checkpoint.satisfying, one_of: [yes, mostly]",
                                                  "since: checkpoint.satisfying, for: 5d"};
    const std::string early = "in_stage: [invited, groundwork]",
                      any = "in_stage: [invited, groundwork, goals, growing]";
    const auto talk = [&] { return ", start: " + luck.one_of(talks) + ", to: both"; };
    const auto good_for = [&] { return ", good_for: " + number(luck, 1, 20) + "d"; };
    const auto in_days = [&](int most) { return number(luck, 1, static_cast<std::size_t>(most)) + "d"; };
    return {
        {"in_stage: invited" + a_while(luck), ", start: joining, to: both"},
        {"since: start, for: " + in_days(25), talk() + good_for()},
        {"before_end: " + number(luck, 2, 10) + "w", ", start: closing, to: both"},
        {"on: " + day_text(now + days(luck.below(40))), talk() + good_for()},
        {"silent_for: " + in_days(20) + ", " + early, ", start: drift_question, to: waiting_person" + good_for()},
        {"silent_for: " + number(luck, 1, 3) + " rhythms, " + any, talk() + good_for()},
        {"fading: pair, " + any, talk() + good_for()},
        {"fading: one_person, " + any, ", start: stocktake, to: fading_person" + good_for()},
        {"each: quarter", talk() + good_for()},
        {"meetings: " + number(luck, 1, 4), talk() + (luck.happens(.5) ? good_for() : "")},
        {"every_meetings: " + number(luck, 1, 3), talk()},
        {luck.one_of(answers), ", start: stocktake, to: author" + good_for()},
        {"since: " + luck.one_of(anchors) + ", for: " + in_days(30), talk() + good_for()},
        {any + a_while(luck) + ", without: { meeting: " + number(luck, 1, 6) + " weeks }", talk()},
        {any + a_while(luck) + ", with: checkpoint.progress", talk()},
        {"pushed: true", talk()},
        {early + a_while(luck), ", tell_contact: \"Look at {pair}.\""},
        {"each: quarter", ", tell_contact: \"Look at all.\"" + good_for()},
    };
}

std::string random_nudges(chance& luck, instant now) {
    static const std::vector<std::string> weights{"low", "normal", "high"};
    std::string out;
    std::size_t which = 0;
    for (const auto& one : one_of_each_kind(luck, now)) {
        const bool is_first = which == 0;
        const auto id = "nudge_" + std::to_string(which++);
        if (!is_first && !luck.happens(.5)) continue;
        out += "  - { id: " + id + ", when: { " + one.when + " }" + one.what;
        if (luck.happens(.2)) out += ", hold_out: 40%";
        if (one.what.starts_with(", start")) {
            if (luck.happens(.3)) out += ", priority: " + luck.one_of(weights);
            out += ", reason: It is time.";
        }
        out += " }\n";
    }
    return out;
}

}  // namespace

members::members(chance& luck, instant now) {
    static const std::vector<std::string> zones{"Europe/Madrid",    "America/New_York", "Asia/Kathmandu",
                                                "Pacific/Auckland", "Asia/Riyadh",      ""};
    const auto count = 3 + luck.below(5);
    for (std::size_t i = 0; i < count; ++i) add_person(i, luck.one_of(zones));
    for (std::size_t i = 0; i + 1 < count; ++i) add_pair(luck, i, i + 1, now);
}

void members::add_person(std::size_t i, const std::string& zone) {
    const auto id = std::to_string(i);
    people += "  - { id: p" + id + ", first_name: Somebody, slack: U00000000" + id;
    people += (zone.empty() ? "" : ", zone: " + zone) + " }\n";
}

void members::add_pair(chance& luck, std::size_t mentor, std::size_t mentee, instant now) {
    pairs += "  - { id: pair_" + std::to_string(mentor) + "_" + std::to_string(mentee) + ", mentor: p" +
             std::to_string(mentor) + ", mentee: p" + std::to_string(mentee);
    if (luck.happens(.7)) pairs += ", starts: " + day_text(now + days(luck.below(20)) - days(10));
    if (luck.happens(.7)) pairs += ", ends: " + day_text(now + days(30 + luck.below(60)));
    pairs += " }\n";
}

std::string random_programme(chance& luck, const members& who, instant now) {
    std::string out =
        "programme: changing\nversion: 1\ntitle: Changing\nlanguage: en\nzone: Europe/Rome\ncontact: p0\n"
        "slack_workspace: T0ACME0001\nrhythm: " +
        number(luck, 1, 6) + " weeks\n" + random_settings(luck);
    out += "stages:\n  - { from: groundwork, to: goals, when: { meetings: " + number(luck, 1, 2) + " } }\n";
    if (luck.happens(.6)) out += "  - { from: goals, to: growing, when: { for: " + number(luck, 1, 30) + "d } }\n";
    if (luck.happens(.4)) out += "  - { from: invited, to: groundwork, when: { for: " + number(luck, 1, 30) + "d } }\n";
    out += "nudges:\n" + random_nudges(luck, now);
    return out + "people:\n" + who.people + "pairs:\n" + who.pairs;
}

holds random_holds(chance& luck, const programme& of, instant since) {
    holds out;
    if (luck.happens(.08)) out.everything = since;
    if (luck.happens(.1)) out.programmes.emplace(of.id.text, since);
    for (const auto& one : of.pairs)
        if (luck.happens(.15)) out.pairs.emplace(one.id.text, since);
    for (const auto& one : of.people)
        if (luck.happens(.1)) out.people.emplace(one.id.text, since);
    return out;
}

}  // namespace waymark::testing
