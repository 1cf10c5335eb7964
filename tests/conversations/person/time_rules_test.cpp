// The gate against every zone of the system's zone data (T1) and against chance (T3). Both print their seed;
// WAYMARK_SEED=<number> plays that one again. WAYMARK_ZONES (80) says in how many zones T1 goes through one year, 0 is
// the full figure: all zones and all years from 2015 to 2037. WAYMARK_PEOPLE (200) says for how many T3 plays a year;
// the full figure is 1,000.
#include <gmock/gmock.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "conversations/person/gate.hpp"
#include "conversations/person/zone.hpp"
#include "tests/conversations/person/people.hpp"
#include "tests/support/seed.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

/// Column 3 of the zone table that comes with the zone data.
std::vector<std::string> all_zones() {
    std::vector<std::string> zones;
    std::ifstream in("/usr/share/zoneinfo/zone1970.tab");
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream columns(line);
        std::string countries, place, zone;
        columns >> countries >> place >> zone;
        zones.push_back(zone);
    }
    return zones;
}

struct chance {
    std::mt19937_64 source;
    explicit chance(std::uint64_t seed) : source(seed) {}
    int from_to(int low, int high) { return std::uniform_int_distribution<int>(low, high)(source); }
    bool once_in(int times) { return from_to(1, times) == 1; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(from_to(0, static_cast<int>(all.size()) - 1))];
    }
};

std::set<int> some_working_days(chance& by) {
    if (by.once_in(2)) return {1, 2, 3, 4, 5};
    std::set<int> some{by.from_to(1, 7)};
    for (int day = 1; day <= 7; ++day)
        if (by.once_in(2)) some.insert(day);
    return some;
}

/// Whether this wall time is a quiet one, told anew and without the gate's own words.
bool is_quiet(const gate_settings& rules, int minute) {
    if (rules.quiet_from_minute == rules.quiet_to_minute) return false;
    for (int at = rules.quiet_from_minute; at != rules.quiet_to_minute; at = (at + 1) % (24 * 60))
        if (at == minute) return true;
    return false;
}

// ---- T1

/// A wall clock that knows nothing of ours: the C library's own reading of the zone data. One at a time.
class wall_clock {
  public:
    explicit wall_clock(const std::string& zone) {
        ::setenv("TZ", zone.c_str(), 1);
        ::tzset();
    }
    wall_clock(const wall_clock&) = delete;
    wall_clock& operator=(const wall_clock&) = delete;
    ~wall_clock() {
        ::unsetenv("TZ");
        ::tzset();
    }
    struct reading {
        int date = 0;  ///< 20261129
        int minute = 0, weekday = 0;
    };
    [[nodiscard]] reading at(instant when) const {
        const auto seconds =
            static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(when.time_since_epoch()).count());
        std::tm out{};
        ::localtime_r(&seconds, &out);
        return {(out.tm_year + 1900) * 10'000 + (out.tm_mon + 1) * 100 + out.tm_mday, out.tm_hour * 60 + out.tm_min,
                out.tm_wday == 0 ? 7 : out.tm_wday};
    }
};

/// Whatever the gate knows, found by walking through the year in quarter hours with nothing but a wall clock: the first
/// open quarter of each working day, by its date.
std::map<int, instant> first_open_quarters(const gate_settings& rules, const wall_clock& clock, instant from,
                                           instant to) {
    std::map<int, instant> first;
    for (auto at = from; at < to; at += 15min) {
        const auto local = clock.at(at);
        const bool open = local.minute >= rules.quiet_to_minute && local.minute < rules.quiet_from_minute;
        const bool works = rules.working_days.empty() ? local.weekday <= 5 : rules.working_days.contains(local.weekday);
        if (open && works) first.emplace(local.date, at);
    }
    return first;
}

void expect_one_slot_a_working_day(const gate_settings& rules, const std::string& zone, int year) {
    const wall_clock clock(zone);
    const instant from = sys_days(std::chrono::year(year) / 1 / 1);
    const instant to = from + days(365);
    const auto expected = first_open_quarters(rules, clock, from, to);
    person_state person = person_in(zone);
    std::map<int, instant> found;
    for (auto slot = next_slot(person, at_home(rules, "UTC"), from, "ann"); slot < to;
         slot = next_slot(person, at_home(rules, "UTC"), slot, "ann")) {
        const auto local = clock.at(slot);
        ASSERT_FALSE(is_quiet(rules, local.minute)) << local.date << " " << local.minute;
        ASSERT_TRUE(found.emplace(local.date, slot).second) << "a second slot on " << local.date;
        person.sent.clear();  // one day's is enough to move on to the next
        sent_at(person, slot);
    }
    ASSERT_EQ(found.size(), expected.size());
    for (const auto& [date, quarter] : expected) {
        ASSERT_TRUE(found.contains(date)) << "nothing on " << date;
        ASSERT_LE(found[date], quarter) << date;
        ASSERT_GT(found[date], quarter - 15min) << date;
    }
}

/// In half of the cases open at night, where clocks change.
gate_settings one_a_day(chance& by) {
    gate_settings rules;
    rules.spread = 0min;
    rules.apart = 0min;
    rules.per_week = 7;
    if (by.once_in(2)) {
        rules.quiet_to_minute = 15 * by.from_to(0, 11);
        rules.quiet_from_minute = rules.quiet_to_minute + 15 * by.from_to(1, 60);
        rules.working_days = some_working_days(by);
    }
    return rules;
}

void expect_one_slot_a_working_day(chance& by, const std::string& zone, int year) {
    ASSERT_TRUE(is_zone(zone)) << zone;
    const auto rules = one_a_day(by);
    SCOPED_TRACE(zone + " " + std::to_string(year) + " open from " + std::to_string(rules.quiet_to_minute) + " to " +
                 std::to_string(rules.quiet_from_minute));
    expect_one_slot_a_working_day(rules, zone, year);
}

TEST(TimeRules, InEveryZoneThereIsOneSlotOnEachWorkingDayAndNoneInQuietHours) {
    const auto zones = all_zones();
    ASSERT_GE(zones.size(), 60U) << "the system has no table of zones";
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    chance by(seed);
    constexpr int first_year = 2015;
    constexpr int last_year = 2037;
    const auto some = number_from_environment("WAYMARK_ZONES", 80);
    for (int nth = 0; nth < some && !testing::Test::HasFailure(); ++nth)
        expect_one_slot_a_working_day(by, by.one_of(zones), by.from_to(first_year, last_year));
    if (some > 0) return;
    for (const auto& zone : zones)
        for (int year = first_year; year <= last_year && !testing::Test::HasFailure(); ++year)
            expect_one_slot_a_working_day(by, zone, year);
}

// The day that Samoa left out has no slot, and nobody there is written to twice or at night because of it.
TEST(TimeRules, ADayThatNeverWasHasNoSlot) {
    gate_settings rules;
    rules.spread = 0min;
    rules.apart = 0min;
    rules.per_week = 7;
    expect_one_slot_a_working_day(rules, "Pacific/Apia", 2011);
    rules.quiet_to_minute = 0;
    rules.quiet_from_minute = 6 * 60;
    expect_one_slot_a_working_day(rules, "Pacific/Apia", 2011);
}

// Clocks go back from 03:00 to 02:00. The window opens at 02:30; the second 02:00 to 02:30 is quiet again.
TEST(TimeRules, QuietMinutesThatComeAgainAreQuietAgain) {
    gate_settings rules;
    rules.spread = 0min;
    rules.quiet_to_minute = 2 * 60 + 30;
    rules.working_days = {1, 2, 3, 4, 5, 6, 7};
    const auto person = person_in("Europe/Madrid");
    const instant opens = sys_days(std::chrono::year(2026) / 10 / 25) + 30min;  // 02:30 summer time
    const auto slot = [&](instant from) { return next_slot(person, at_home(rules, "UTC"), from, "ann"); };
    EXPECT_EQ(slot(opens - 1h), opens);
    EXPECT_EQ(slot(opens + 20min), opens + 20min);
    EXPECT_EQ(slot(opens + 40min), opens + 1h);
    EXPECT_EQ(slot(opens + 1h), opens + 1h);
}

// ---- T3

struct simulated {
    gate_settings rules;
    person_state person;
    std::set<std::string> proposed, released, dropped;
    std::vector<instant> openings;
};

gate_settings some_rules(chance& by) {
    gate_settings rules;
    rules.quiet_from_minute = by.from_to(0, 24 * 60 - 1);
    rules.quiet_to_minute = by.once_in(10) ? rules.quiet_from_minute : by.from_to(0, 24 * 60 - 1);
    rules.working_days = some_working_days(by);
    rules.per_week = by.from_to(1, 5);
    rules.per_day = by.from_to(1, 3);
    rules.apart = std::chrono::minutes(by.from_to(0, 48 * 60));
    rules.spread = std::chrono::minutes(by.from_to(0, 180));
    return rules;
}

offer some_offer(chance& by, const std::string& key, instant now) {
    auto one = offer_of(key, by.one_of<std::string>({"walk", "remind", "tell", "otherwise"}));
    one.pair = {by.one_of<std::string>({"p1", "p2", "p3"})};
    one.nudge_kind = by.one_of<std::string>({"closing", "checkpoint"});
    one.weight = by.one_of<priority>({priority::low, priority::normal, priority::high});
    one.made = now;
    if (by.once_in(2)) one.good_until = now + std::chrono::hours(by.from_to(1, 24 * 20));
    return one;
}

/// Something the person does now and then: answers, snoozes, leaves something out, stops for a while.
void live(chance& by, person_state& person, instant now) {
    if (by.once_in(3) && !person.sent.empty()) person.sent.back().answered = true;
    if (by.once_in(40)) person.snoozed_until = now + std::chrono::hours(by.from_to(1, 200));
    if (by.once_in(80)) person.stopped_kinds.insert("checkpoint");
    if (by.once_in(80)) person.stopped_pairs.insert({"p2"});
    person.stopped = by.once_in(200) || (person.stopped && !by.once_in(3));
}

void open(simulated& one, instant now) {
    auto result = open_gate(one.person, at_home(one.rules, "UTC"), now);
    one.person = std::move(result.person);
    note_sent(one.person, result.released, now);
    for (const auto& what : result.released) ASSERT_TRUE(one.released.insert(what.key).second) << what.key;
    for (const auto& what : result.dropped) ASSERT_TRUE(one.dropped.insert(what.what.key).second) << what.what.key;
    if (!result.released.empty()) one.openings.push_back(now);
}

/// Runs the gate's own timer up to `until`. Whenever it asks to be looked at, something must happen.
void run_timers(simulated& one, instant now, instant until) {
    for (;;) {
        const auto next = next_timer(one.person, at_home(one.rules, "UTC"), now);
        if (next > until) return;
        const auto waiting = one.person.waiting.size();
        now = std::max(now, next);
        open(one, now);
        ASSERT_LT(one.person.waiting.size(), waiting) << "woken for nothing";
    }
}

simulated a_year_of(chance& by, const std::vector<std::string>& zones) {
    simulated one;
    one.rules = some_rules(by);
    one.person = person_in(by.one_of(zones));
    instant now = sys_days(std::chrono::year(2026) / 1 / 1);
    const auto end = now + days(365);
    for (int nth = 0; now < end; ++nth) {
        const auto key = "offer" + std::to_string(nth);
        one.proposed.insert(key);
        propose(one.person, some_offer(by, key, now));
        live(by, one.person, now);
        open(one, now);
        const auto next = now + std::chrono::minutes(by.from_to(1, 6 * 24 * 60));
        run_timers(one, now, next);
        now = next;
    }
    return one;
}

void expect_within_rules(const simulated& one) {
    const auto& at = one.openings;
    std::map<std::string, int> on_day;
    for (std::size_t i = 0; i < at.size(); ++i) {
        const auto local = to_local(at[i], one.person.zone);
        ASSERT_LE(++on_day[date_text(local.day)], one.rules.per_day);
        ASSERT_FALSE(is_quiet(one.rules, local.minute)) << date_text(local.day) << " " << local.minute;
        const bool after_midnight =
            one.rules.quiet_from_minute <= one.rules.quiet_to_minute && local.minute < one.rules.quiet_to_minute;
        const int opened_on = after_midnight ? (local.weekday + 5) % 7 + 1 : local.weekday;
        ASSERT_TRUE(one.rules.working_days.contains(opened_on)) << date_text(local.day);
        if (i > 0) {
            ASSERT_GE(at[i] - at[i - 1], std::max<span>(one.rules.apart, 1us));
        }
        if (const auto first = i - static_cast<std::size_t>(one.rules.per_week); first < i) {
            ASSERT_GE(at[i] - at[first], span(days(7)));
        }
    }
    auto accounted = one.released;
    accounted.insert(one.dropped.begin(), one.dropped.end());
    ASSERT_EQ(accounted.size(), one.released.size() + one.dropped.size()) << "released and dropped";
    for (const auto& waiting : one.person.waiting) ASSERT_TRUE(accounted.insert(waiting.key).second) << waiting.key;
    ASSERT_EQ(accounted, one.proposed);
}

TEST(TimeRules, InAYearOfChanceNobodyIsWrittenToMoreOftenThanTheirBudgetAndNoOfferIsLost) {
    const auto zones = all_zones();
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    chance by(seed);
    const auto people = number_from_environment("WAYMARK_PEOPLE", 200);
    std::size_t openings = 0;
    for (int nth = 0; nth < people; ++nth) {
        const auto one = a_year_of(by, zones);
        openings += one.openings.size();
        expect_within_rules(one);
        if (testing::Test::HasFailure()) FAIL() << "person " << nth << " in " << one.person.zone;
    }
    EXPECT_GT(openings, 10U * static_cast<unsigned>(people)) << "a gate that never opens keeps every budget";
}

}  // namespace
}  // namespace waymark
