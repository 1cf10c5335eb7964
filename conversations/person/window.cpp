// When a person may be written to: their window of the day and their budget. The gate itself is in gate.cpp.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "conversations/person/gate.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/stable_hash.hpp"

namespace waymark {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr days search = days(400);
constexpr span week = days(7);
constexpr span least_apart = 1us;  // two openings are never one moment, whatever the settings say
constexpr std::size_t silence_slows_after = 3;

struct window {
    instant opens;
    instant closes;
};

bool may_be_written_to(const person_state& person) {
    return !person.stopped && person.reachable && !person.held_since;
}

/// One person's open hours. `nth` places them within the spread.
struct hours {
    const gate_settings& rules;
    std::string_view zone;
    const calendar& region;
    std::set<int> working_days;
    std::uint64_t nth;

    hours(const person_state& person, const home_rules& home, std::uint64_t place)
        : rules(person.own_settings ? *person.own_settings : home.gate),
          zone(person.zone.empty() ? home.zone : std::string_view(person.zone)),
          region(calendar_in(home.regions, zone)),
          working_days(working_days_of(rules.working_days, region)),
          nth(place) {}

    /// The window that opens on this local day; it may close on the next. Empty when a clock change swallows it.
    [[nodiscard]] window of(sys_days day) const {
        const auto last = rules.quiet_to_minute < rules.quiet_from_minute ? day : day + days(1);
        window found{from_local(day, rules.quiet_to_minute, zone), from_local(last, rules.quiet_from_minute, zone)};
        const auto room = std::min(rules.spread, (found.closes - found.opens) / 2);
        if (const auto seconds = room / 1s; seconds > 0)
            found.opens += std::chrono::seconds(nth % static_cast<std::uint64_t>(seconds));
        return found;
    }

    [[nodiscard]] bool quiet(instant at) const {
        const auto minute = to_local(at, zone).minute;
        const bool after = minute >= rules.quiet_from_minute;
        const bool before = minute < rules.quiet_to_minute;
        return rules.quiet_to_minute < rules.quiet_from_minute ? after || before : after && before;
    }

    [[nodiscard]] bool works_on(sys_days day) const {
        const auto weekday = static_cast<int>(std::chrono::weekday(day).iso_encoding());
        return working_days.contains(weekday) && !is_holiday(region, day);
    }

    /// Where the window that holds `at` closes; `at` itself when none does.
    [[nodiscard]] instant close_after(instant at) const {
        const sys_days today = to_local(at, zone).day;
        auto found = at;
        for (auto day = today - days(1); day <= today; day += days(1))
            if (const auto open = of(day); works_on(day) && open.opens <= at && at < open.closes) found = open.closes;
        return found;
    }

    /// First moment at or after `at` inside a window of a working day.
    [[nodiscard]] instant first_at(instant at) const {
        const sys_days today = to_local(at, zone).day;
        for (auto day = today - days(1); day <= today + search; day += days(1)) {
            if (!works_on(day)) continue;
            const auto open = of(day);
            if (at >= open.closes) continue;
            auto found = std::max(at, open.opens);
            // when clocks go back just after the opening, quiet minutes come again: they are waited out
            while (found < open.closes && quiet(found)) found = std::chrono::floor<std::chrono::minutes>(found) + 1min;
            if (found < open.closes) return found;
        }
        return never;
    }
};

/// The moments at which something unsolicited was said. What went out together is one.
struct openings {
    std::vector<instant> at;
    std::size_t in_silence = 0;  ///< the last ones, which stayed without any sign of life

    explicit openings(const std::vector<nudge_sent>& sent) {
        std::map<instant, bool> answered;
        for (const auto& one : sent) answered[one.at] |= one.answered;
        for (const auto& [when, any] : answered) at.push_back(when);
        const auto last_sign =
            std::find_if(answered.rbegin(), answered.rend(), [](const auto& one) { return one.second; });
        in_silence = static_cast<std::size_t>(std::distance(answered.rbegin(), last_sign));
    }

    [[nodiscard]] long on(year_month_day day, std::string_view zone) const {
        return std::ranges::count_if(at, [&](instant one) { return to_local(one, zone).day == day; });
    }

    /// First moment at or after `from` at which the budget has room. Somebody who leaves several in a row unanswered
    /// gets half as many.
    [[nodiscard]] instant room_at(instant from, const gate_settings& rules, std::string_view zone) const {
        const int stretch = in_silence >= silence_slows_after ? 2 : 1;
        if (!at.empty()) from = std::max(from, at.back() + std::max(rules.apart, least_apart) * stretch);
        if (const auto limit = static_cast<std::size_t>(rules.per_week); at.size() >= limit)
            from = std::max(from, at[at.size() - limit] + week * stretch);
        for (auto day = to_local(from, zone).day; on(day, zone) >= rules.per_day; day = to_local(from, zone).day)
            from = from_local(sys_days(day) + days(1), 0, zone);
        return from;
    }
};

}  // namespace

bool slows_down_now(const person_state& person) {
    return openings(person.sent).in_silence == silence_slows_after;
}

instant next_slot(const person_state& person, const home_rules& home, instant from, const std::string& spread_key) {
    const hours open{person, home, stable_hash(spread_key)};
    const auto& rules = open.rules;
    if (!may_be_written_to(person) || rules.per_week < 1 || rules.per_day < 1 || from > never - search) return never;
    const openings before(person.sent);
    const auto last = from + search;
    auto at = std::max(from, person.snoozed_until.value_or(from));
    while (at <= last) {
        const auto later = open.first_at(before.room_at(at, rules, open.zone));
        if (later == at) return at;
        at = later;
    }
    return never;
}

instant next_hours(const person_state& person, const home_rules& home, instant from) {
    if (!may_be_written_to(person) || from > never - search) return never;
    const hours open{person, home, stable_hash(person.id.text)};
    return open.first_at(std::max(from, person.snoozed_until.value_or(from)));
}

instant end_of_hours(const person_state& person, const home_rules& home, instant now) {
    const hours open{person, home, 0};
    const auto latest = now + days(1);
    auto end = open.close_after(now);
    for (auto next = open.close_after(end); next > end && end < latest; next = open.close_after(end)) end = next;
    return std::min(end, latest);
}

}  // namespace waymark
