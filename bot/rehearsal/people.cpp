#include "bot/rehearsal/people.hpp"

#include <algorithm>
#include <utility>

#include "bot/rehearsal/sentences.hpp"
#include "conversations/person/zone.hpp"

namespace waymark::rehearsal {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr int gets_up = 7 * 60 + 30, goes_to_bed = 22 * 60;
constexpr auto usual_time_together = days(180);  // of pairs without an end
constexpr std::array far_zones{"Asia/Tokyo", "America/Chicago", "Europe/Paris", "Asia/Dubai", "Pacific/Auckland"};

/// This share of a stretch of time.
span share(span of, double part) {
    return std::chrono::floor<std::chrono::minutes>(
        span(static_cast<span::rep>(static_cast<double>(of.count()) * part)));
}

instant start_of(const programme_pair& pair, const std::string& zone, instant otherwise) {
    return pair.starts ? from_local(*pair.starts, gets_up, zone) : otherwise;
}

instant end_of(const programme_pair& pair, const std::string& zone, instant begins) {
    return pair.ends ? from_local(*pair.ends, gets_up, zone) : begins + usual_time_together;
}

}  // namespace

synthetic_people::synthetic_people(const group& all, const script_book& book, std::uint64_t seed, instant from,
                                   instant until)
    : book_(book), from_(from), until_(until), rhythm_(all.of.rhythm) {
    for (const auto& one : all.players) {
        by_id_.emplace(one.id, people_.size());
        people_.emplace_back(one, chance(seed, one.id.text));
    }
    for (const auto& pair : all.of.pairs) {
        for (const auto& id : {pair.mentor, pair.mentee}) {
            const auto who = by_id_.at(id);
            if (!std::exchange(people_[who].partner_pair, pair.id.text).empty()) continue;
            plan_the_year(who, pair);
        }
        plan_meetings(pair);
    }
}

void synthetic_people::plan_the_year(std::size_t who, const programme_pair& pair) {
    auto& one = people_[who];
    const auto& own = habits_of(one.is.is);
    const auto begins = start_of(pair, one.is.zone, from_);
    const auto ends = end_of(pair, one.is.zone, begins);
    if (own.answers_faded > 0) one.fades = begins + share(ends - begins, own.fades_after);
    if (own.goes_away) {
        plan_absence(who, begins + share(ends - begins, .25), one.away_from, one.away_until);
        plan_absence(who, begins + share(ends - begins, .65), one.away_again_from, one.away_again_until);
    }
    if (own.leaves) plan_leaving(who, begins, ends);
    if (own.travels) plan_journeys(who, begins);
    if (own.presses_twice) plan_own_words(who, begins);
}

/// Every second time they tell the bot before they go.
void synthetic_people::plan_absence(std::size_t who, instant from, instant& begins, instant& ends) {
    auto& one = people_[who];
    begins = from + one.luck.between(days(1), days(21));
    ends = begins + one.luck.between(days(14), days(28));
    if (!one.luck.happens(.5)) return;
    const auto word = word_for(book_.texts, one.is.language, "word.pause");
    say(who, begins - 2h, word + " " + date_text(to_local(ends, one.is.zone).day));
}

void synthetic_people::plan_leaving(std::size_t who, instant begins, instant ends) {
    auto& one = people_[who];
    const auto when = begins + share(ends - begins, .2 + one.luck.unit() * .6);
    plan last{who, inbound::profile_changed{}, {}, false};
    std::get<inbound::profile_changed>(last.what).account = inbound::account_is::deactivated;
    const auto way = one.luck.below(4);
    if (way == 0) last.what = inbound::said{word_for(book_.texts, one.is.language, "word.stop")};
    if (way == 1) last.what = inbound::opened{};  // no word at all: they have looked in for the last time
    add(when, std::move(last));
    one.away_from = when;
    one.away_until = never;
}

void synthetic_people::plan_journeys(std::size_t who, instant begins) {
    auto& one = people_[who];
    const auto home = one.is.zone;
    for (auto at = begins + one.luck.between(days(10), days(40)); at < until_;) {
        const auto moved = [&](const std::string& zone) {
            plan there{who, inbound::profile_changed{}, {}, false};
            std::get<inbound::profile_changed>(there.what).zone = zone;
            return there;
        };
        const auto back = at + one.luck.between(days(3), days(16));
        add(at, moved(one.luck.one_of(far_zones)));
        add(back, moved(home));
        at = back + one.luck.between(days(20), days(50));
    }
}

void synthetic_people::plan_meetings(const programme_pair& pair) {
    const auto& mentor = people_[by_id_.at(pair.mentor)];
    const auto& mentee = people_[by_id_.at(pair.mentee)];
    const auto begins = start_of(pair, mentor.is.zone, from_);
    const auto ends = end_of(pair, mentor.is.zone, begins);
    chance luck(by_id_.size(), pair.id.text);
    for (auto at = begins + luck.between(days(3), days(12)); at < ends; at += rhythm_) {
        auto likely = 1.0;
        for (const auto* one : {&mentor, &mentee})
            likely *= is_away(*one, at) ? 0 : at > one->fades ? .2 : habits_of(one->is.is).meets;
        if (!luck.happens(likely)) continue;
        meetings_[pair.id.text].insert(at);
        for (const auto& id : {pair.mentor, pair.mentee}) {
            const auto who = by_id_.at(id);
            if (!people_[who].luck.happens(habits_of(people_[who].is.is).notes_meetings)) continue;
            for (const auto* script : book_.flows.all()) {
                const auto notes = !script->words.empty() && !script->steps.empty() && script->steps.front().ask &&
                                   !choice_that_notes_a_meeting(*script, script->steps.front()).empty();
                if (notes) say(who, at + 3h, script->words.front());
            }
        }
    }
}

void synthetic_people::plan_own_words(std::size_t who, instant begins) {
    auto& one = people_[who];
    std::vector<std::string> words;
    for (const auto* script : book_.flows.all())
        if (!script->words.empty()) words.push_back(script->words.front());
    words.push_back(word_for(book_.texts, one.is.language, "word.help"));
    for (auto at = begins + days(5); at < until_; at += one.luck.between(days(4), days(25)))
        say(who, at,
            one.luck.happens(.5) ? one.luck.one_of(words) : marked(chatter(one.is.language, one.luck), ++next_mark_));
}

void synthetic_people::add(instant when, plan what) {
    if (when < until_) plans_.emplace(std::pair(std::max(when, from_), next_plan_++), std::move(what));
}

void synthetic_people::say(std::size_t who, instant when, std::string text) {
    add(when, {who, inbound::said{std::move(text)}, {}, true});
}

bool synthetic_people::is_away(const someone& one, instant at) const {
    return (at >= one.away_from && at < one.away_until) || (at >= one.away_again_from && at < one.away_again_until);
}

instant synthetic_people::at_ease(someone& one, instant when) const {
    if (one.gone) return never;
    if (is_away(one, when))
        when = when < one.away_until && when >= one.away_from ? one.away_until : one.away_again_until;
    if (when == never) return never;
    const auto local = to_local(when, one.is.zone);
    if (local.minute >= gets_up && local.minute < goes_to_bed) return when;
    const auto day =
        local.minute < gets_up ? std::chrono::sys_days(local.day) : std::chrono::sys_days(local.day) + days(1);
    return from_local(day, gets_up, one.is.zone) + one.luck.between(1min, 90min);
}

void synthetic_people::sees(const outbox_row& row, const asked_question* asks, instant now) {
    const auto found = by_id_.find(row.message.to);
    const auto* message = std::get_if<outgoing>(&row.message.content);
    if (found == by_id_.end() || message == nullptr) return;
    const auto who = found->second;
    auto& one = people_[who];
    if (one.gone) return;
    if (message->ways_out) react_to_nudge(who, row, *message->ways_out, now);
    if (asks != nullptr) return answer(who, row, *message, *asks, now);
    if (message->ask) {  // a question of the bot's own
        const answering by{one.is, book_.texts, one.luck, now};
        add(now + one.luck.between(20s, 10min), {who, answer_to(*message->ask, by), row.message.key.text, true});
    }
}

void synthetic_people::answer(std::size_t who, const outbox_row& row, const outgoing& message,
                              const asked_question& asks, instant now) {
    auto& one = people_[who];
    const auto& own = habits_of(one.is.is);
    const std::pair question{asks.talk, asks.step->id};
    if (one.planned.contains(question)) return;  // they mean to, and have not come round to it
    const bool again = !one.seen.insert(question).second;
    const bool faded = now >= one.fades;
    if (!one.luck.happens(faded ? own.answers_faded : again ? own.answers_again : own.answers)) return;
    const auto when = now + one.luck.between(own.soonest, own.latest);
    const auto& meetings = meetings_[asks.pair.text];
    const auto met = meetings.upper_bound(when);
    answering by{one.is, book_.texts, one.luck, when};
    by.has_met = met != meetings.begin() && *std::prev(met) > when - rhythm_;
    by.mark = ++next_mark_;
    plan next{who, answer_to(message, asks, by), row.message.key.text, true, question};
    one.planned[question] = when;
    const bool pressed = std::holds_alternative<inbound::chose>(next.what);
    add(when, next);
    if (!own.presses_twice || !pressed) return;
    next.answers.reset();
    add(when + 1s, std::move(next));
}

void synthetic_people::react_to_nudge(std::size_t who, const outbox_row& row, const control& ways_out, instant now) {
    auto& one = people_[who];
    const auto& own = habits_of(one.is.is);
    const auto take = [&](const char* way) {
        const auto is_there = std::ranges::find(ways_out.options, way, &option::value) != ways_out.options.end();
        if (!is_there) return;
        add(now + one.luck.between(30s, 2h), {who, inbound::chose{ways_out.id, {way}}, row.message.key.text, true});
    };
    if (one.luck.happens(own.asks_why)) take("why");
    if (one.luck.happens(own.snoozes)) take(one.luck.happens(.6) ? "snooze_day" : "snooze_week");
    if (one.luck.happens(own.less)) take("less");
    if (one.luck.happens(own.stops)) take(one.luck.happens(.5) ? "stop" : "pause");
}

std::optional<instant> synthetic_people::next() const {
    if (plans_.empty()) return {};
    return plans_.begin()->first.first;
}

std::vector<inbound_event> synthetic_people::act(instant now) {
    std::vector<inbound_event> out;
    while (!plans_.empty() && plans_.begin()->first.first <= now) {
        auto what = std::move(plans_.extract(plans_.begin()).mapped());
        auto& one = people_[what.who];
        if (one.gone) continue;
        if (const auto when = what.may_wait ? at_ease(one, now) : now; when > now) {
            if (when != never) add(when, std::move(what));
            continue;
        }
        out.push_back(event_of(one, std::move(what), now));
    }
    return out;
}

inbound_event synthetic_people::event_of(someone& one, plan what, instant now) {
    if (what.answers) one.planned.erase(*what.answers);
    inbound_event out;
    out.from = one.is.at;
    out.at = now;
    out.key = one.is.id.text + "/act/" + std::to_string(++one.written);
    out.message = what.about;
    if (const auto* text = std::get_if<inbound::said>(&what.what)) {
        out.message = one.is.id.text + "/own/" + std::to_string(one.written);
        const bool answer = what.answers && !marks_in(text->text).empty();
        if (answer && one.luck.happens(habits_of(one.is.is).edits)) {
            auto better = marked(sentence(one.is.language, {}, one.luck), ++next_mark_);
            add(now + one.luck.between(1min, 40min), {what.who, inbound::edited{std::move(better)}, out.message, true});
        }
    }
    if (const auto* change = std::get_if<inbound::profile_changed>(&what.what)) {
        if (change->zone) one.is.zone = *change->zone;
        if (change->account == inbound::account_is::deactivated) one.gone = true;
    }
    out.what = std::move(what.what);
    return out;
}

}  // namespace waymark::rehearsal
