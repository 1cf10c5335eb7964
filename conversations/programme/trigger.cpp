#include "conversations/programme/trigger.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "conversations/person/zone.hpp"
#include "conversations/programme/fading.hpp"

namespace waymark {

namespace {

using found = std::vector<occurrence>;

/// Nothing counts from before the end of a pause or a hold.
instant counted_from(const pair_state& pair, instant since) {
    return std::max({since, pair.paused_until.value_or(since), pair.rested_until.value_or(since)});
}

std::string number(instant at) {
    return std::to_string(to_us(at));
}

found of_stage(const trigger& when, const pair_state& pair) {
    return {{"stage/" + pair.stage + "/" + number(pair.stage_since),
             counted_from(pair, pair.stage_since) + when.length,
             {}}};
}

std::optional<instant> last_kept(const pair_state& pair, const std::string& kind) {
    std::optional<instant> last;
    for (const auto& one : pair.kept)
        if (one.kind == kind) last = std::max(last.value_or(one.at), one.at);
    return last;
}

bool is_to(const answer& one, std::string_view question) {
    return question.size() == one.flow.size() + 1 + one.step.size() && question.starts_with(one.flow) &&
           question[one.flow.size()] == '.' && question.ends_with(one.step);
}

/// The last thing anybody has answered to this question; null when nobody has, or it is no question.
const answer* newest_answer(const pair_state& pair, const std::string& question) {
    const answer* last = nullptr;
    for (const auto& one : pair.answers)
        if (is_to(one, question) && !one.value.declined && (last == nullptr || one.at >= last->at)) last = &one;
    return last;
}

std::optional<instant> time_of(const std::string& anchor, const pair_state& pair) {
    if (anchor == "start") return pair.started;
    if (anchor == "end") return pair.ends;
    if (anchor == "first_meeting" || anchor == "last_meeting") {
        if (pair.met.empty()) return {};
        const auto [first, last] = std::ranges::minmax(pair.met);
        return anchor == "first_meeting" ? first : last;
    }
    return last_kept(pair, anchor);
}

found of_anchor(const trigger& when, const pair_state& pair) {
    person_id by;
    auto at = time_of(when.anchor, pair);
    if (const auto* last = newest_answer(pair, when.anchor)) {
        at = last->at;
        by = last->author;
    }
    if (!at) return {};
    return {{when.anchor + "/" + number(*at), counted_from(pair, *at) + when.length, by}};
}

/// A pair that has had its closing, or whose end lies before its present stage, has no end to come: nobody is led to
/// the closing of a pair that was over when we first heard of it.
found of_end(const trigger& when, const pair_state& pair) {
    constexpr std::array<std::string_view, 2> closed{"closed", "afterglow"};
    if (!pair.ends || *pair.ends <= pair.stage_since || std::ranges::count(closed, pair.stage) > 0) return {};
    return {{"end/" + number(*pair.ends), counted_from(pair, *pair.ends - when.length), {}}};
}

span rhythm_of(const pair_state& pair, span default_rhythm) {
    return pair.rhythm > span::zero() ? pair.rhythm : default_rhythm;
}

/// Silence begins with the last meeting somebody logged; in a stage without one, with the stage.
found of_silence(const trigger& when, const pair_state& pair, span default_rhythm) {
    const auto last_met = pair.met.empty() ? pair.stage_since : *std::ranges::max_element(pair.met);
    const auto since = counted_from(pair, std::max(last_met, pair.stage_since));
    const auto rhythm = rhythm_of(pair, default_rhythm);
    const span rhythms{std::llround(static_cast<double>(rhythm.count()) * when.rhythms)};
    return {{"silence/" + number(since), since + rhythms + when.length, {}}};
}

found of_fading(const trigger& when, const pair_state& pair, span default_rhythm) {
    const auto from = counted_from(pair, pair.started);
    const auto rhythm = rhythm_of(pair, default_rhythm);
    found all;
    for (const auto& one :
         when.anchor == "pair" ? rarer_meetings(pair, from, rhythm) : rarer_answers(pair, from, rhythm))
        all.push_back({"fading/" + one.who.text + "/" + number(one.since), one.due, one.who});
    return all;
}

occurrence of_nth_meeting(const pair_state& pair, std::size_t nth) {
    auto met = pair.met;
    std::ranges::sort(met);
    return {"meetings/" + std::to_string(nth), counted_from(pair, met[nth - 1]), {}};
}

found of_meetings(const trigger& when, const pair_state& pair) {
    const auto wanted = static_cast<std::size_t>(when.count);
    if (pair.met.size() < wanted) return {};
    return {of_nth_meeting(pair, wanted)};
}

/// Of several that were reached at once, the last.
found of_every_meetings(const trigger& when, const pair_state& pair) {
    const auto each = static_cast<std::size_t>(when.count);
    const auto reached = pair.met.size() / each * each;
    if (reached == 0) return {};
    return {of_nth_meeting(pair, reached)};
}

constexpr int noon = 12 * 60;  // the same day of the calendar for people in other zones

found of_day(const trigger& when, const pair_state& pair, const std::string& zone) {
    if (!when.day) return {};
    return {{"on/" + date_text(*when.day), counted_from(pair, from_local(*when.day, noon, zone)), {}}};
}

/// The calendar's, so that what concerns all pairs alike is due for all of them at once. None after the agreed end, and
/// a day in a pause is left out.
found of_quarters(const pair_state& pair, const std::string& zone) {
    constexpr int quarters = 20;
    found all;
    const auto begin = to_local(pair.started, zone).day;
    std::chrono::year_month_day day = begin.year() / std::chrono::January / 1;
    for (int count = 0; count < quarters; day += std::chrono::months(3)) {
        const auto at = from_local(day, noon, zone);
        if (at < pair.started) continue;
        if (pair.ends && at > *pair.ends) break;
        ++count;
        if (counted_from(pair, at) == at) all.push_back({"quarter/" + date_text(day), at, {}});
    }
    return all;
}

/// Numbers of a scale are written as they stand on its buttons.
bool is_one_of(const answer_value& given, const std::vector<std::string>& values) {
    return !given.declined &&
           std::ranges::any_of(given.items, [&](const auto& item) { return std::ranges::count(values, item) > 0; });
}

found of_answers(const trigger& when, const pair_state& pair) {
    found all;
    for (const auto& one : pair.answers)
        if (is_to(one, when.question) && is_one_of(one.value, when.values))
            all.push_back(
                {"answer/" + one.conversation.text + "/" + one.author.text, counted_from(pair, one.at), one.author});
    std::ranges::sort(all, {}, [](const occurrence& one) { return std::tie(one.due, one.key); });
    return all;
}

std::optional<instant> last_time(const std::string& what, const pair_state& pair) {
    if (what == "meeting") return time_of("last_meeting", pair);
    if (what.find('.') == std::string::npos) return last_kept(pair, what);
    const auto* last = newest_answer(pair, what);
    return last == nullptr ? std::nullopt : std::optional(last->at);
}

/// It waits until what must not have happened lately lies long enough back. A fast start that fades does not wait: by
/// then it is a silence.
found after_absences(found all, const trigger& when, const pair_state& pair) {
    for (const auto& [what, within] : when.without) {
        const auto last = within > span::zero() ? last_time(what, pair) : std::nullopt;
        if (!last) continue;
        if (when.is == trigger::moment::fading)
            std::erase_if(all, [until = *last + within](const occurrence& one) { return one.due < until; });
        for (auto& one : all) one.due = std::max(one.due, *last + within);
    }
    return all;
}

found at_their_moment(const trigger& when, const pair_state& pair, const usual& of) {
    using moment = trigger::moment;
    switch (when.is) {
        case moment::in_stage:
            return of_stage(when, pair);
        case moment::since:
            return of_anchor(when, pair);
        case moment::before_end:
            return of_end(when, pair);
        case moment::silent_for:
            return of_silence(when, pair, of.rhythm);
        case moment::fading:
            return of_fading(when, pair, of.rhythm);
        case moment::meetings:
            return of_meetings(when, pair);
        case moment::every_meetings:
            return of_every_meetings(when, pair);
        case moment::on:
            return of_day(when, pair, of.zone);
        case moment::each_quarter:
            return of_quarters(pair, of.zone);
        case moment::answer:
            return of_answers(when, pair);
        case moment::pushed:
            return {};
    }
    return {};
}

}  // namespace

bool applies(const trigger& when, const pair_state& pair) {
    const auto is_so = [&](const std::string& what) { return last_time(what, pair).has_value(); };
    const auto is_missing = [&](const absence& one) { return one.within > span::zero() || !is_so(one.what); };
    return (when.stages.empty() || std::ranges::count(when.stages, pair.stage) > 0) &&
           std::ranges::all_of(when.with, is_so) && std::ranges::all_of(when.without, is_missing);
}

std::vector<occurrence> occurrences(const trigger& when, const pair_state& pair, const usual& of) {
    if (pair.ended || pair.held_since || !applies(when, pair)) return {};
    return after_absences(at_their_moment(when, pair, of), when, pair);
}

}  // namespace waymark
