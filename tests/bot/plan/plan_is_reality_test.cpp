// U3: the plan is what comes. Random programmes in the middle of their life are changed at random; what the plan says
// of the next 28 days is held against the real runners on the real database. WAYMARK_PLANS (20) says how many.
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "bot/rehearsal/chance.hpp"
#include "conversations/person/zone.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "tests/bot/plan/quiet_service.hpp"
#include "tests/support/seed.hpp"

namespace waymark::planning {
namespace {

using namespace std::chrono_literals;
using rehearsal::chance;
using std::chrono::days;
using waymark::testing::quiet_service;
using arrival = quiet_service::arrival;

constexpr int planned_days = 28;

const loaded_scripts& conversations() {
    static const auto all = [] {
        std::vector<diagnostic> problems;
        return load_scripts(gather_scripts({}, problems));
    }();
    return all;
}

std::string day_text(instant at) {
    return date_text(std::chrono::year_month_day(std::chrono::floor<days>(at)));
}

/// Whoever takes part, and from when to when: the same before and after a change, and more people come with some.
struct members {
    std::string people, pairs;

    members(chance& luck, instant now) {
        static const std::vector<std::string> zones{"Europe/Madrid",    "America/New_York", "Asia/Kathmandu",
                                                    "Pacific/Auckland", "Asia/Riyadh",      ""};
        const auto count = 3 + luck.below(5);
        for (std::size_t i = 0; i < count; ++i) add_person(i, luck.one_of(zones));
        for (std::size_t i = 0; i + 1 < count; ++i) add_pair(luck, i, i + 1, now);
    }
    void add_person(std::size_t i, const std::string& zone) {
        const auto id = std::to_string(i);
        people += "  - { id: p" + id + ", first_name: Somebody, slack: U00000000" + id;
        people += (zone.empty() ? "" : ", zone: " + zone) + " }\n";
    }
    void add_pair(chance& luck, std::size_t mentor, std::size_t mentee, instant now) {
        pairs += "  - { id: pair_" + std::to_string(mentor) + "_" + std::to_string(mentee) + ", mentor: p" +
                 std::to_string(mentor) + ", mentee: p" + std::to_string(mentee);
        if (luck.happens(.7)) pairs += ", starts: " + day_text(now + days(luck.below(20)) - days(10));
        if (luck.happens(.7)) pairs += ", ends: " + day_text(now + days(30 + luck.below(60)));
        pairs += " }\n";
    }
};

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

/// One nudge of any kind that comes by itself.
std::string random_nudge(chance& luck, std::size_t which, instant now) {
    static const std::vector<std::string> talks{"joining", "checkpoint", "ground_rules",
                                                "pulse",   "presence",   "strengths"};
    static const std::vector<std::string> weights{"low", "normal", "high"};
    const auto good_for = ", good_for: " + number(luck, 1, 20) + "d";
    std::string when, what = ", start: " + luck.one_of(talks) + ", to: both";
    switch (which) {
        case 0:
            when = "in_stage: invited" + a_while(luck);
            break;
        case 1:
            when = "since: start, for: " + number(luck, 1, 25) + "d";
            what += good_for;
            break;
        case 2:
            when = "before_end: " + number(luck, 2, 10) + "w";
            what = ", start: closing, to: both";
            break;
        case 3:
            when = "on: " + day_text(now + days(luck.below(40)));
            what += good_for;
            break;
        case 4:
            when = "silent_for: " + number(luck, 3, 20) + "d, in_stage: [invited, groundwork]";
            what = ", start: drift_question, to: waiting_person" + good_for;
            break;
        default:
            when = "in_stage: [invited, groundwork]" + a_while(luck);
            return "  - { id: line, when: { " + when + " }, tell_contact: \"Look at {pair}.\" }\n";
    }
    if (luck.happens(.3)) what += ", priority: " + luck.one_of(weights);
    if (luck.happens(.2)) what += ", hold_out: 40%";
    return "  - { id: nudge_" + std::to_string(which) + ", when: { " + when + " }" + what + ", reason: It is time. }\n";
}

std::string random_programme(chance& luck, const members& who, instant now) {
    std::string out =
        "programme: changing\nversion: 1\ntitle: Changing\nlanguage: en\nzone: Europe/Rome\ncontact: p0\n"
        "slack_workspace: T0ACME0001\nrhythm: " +
        number(luck, 1, 6) + " weeks\n" + random_settings(luck);
    if (luck.happens(.4))
        out += "stages:\n  - { from: invited, to: groundwork, when: { for: " + number(luck, 1, 30) + "d } }\n";
    out += "nudges:\n";
    for (std::size_t which = 0; which < 6; ++which)
        if (which == 0 || luck.happens(.6)) out += random_nudge(luck, which, now);
    return out + "people:\n" + who.people + "pairs:\n" + who.pairs;
}

loaded_scripts with(const std::string& programme) {
    auto out = conversations();
    load_programmes({{"programmes/p.yaml", "p.yaml", programme}}, out);
    if (any_error(out.problems)) throw std::runtime_error(out.report() + programme);
    return out;
}

struct life {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("waymark_plans_" + std::to_string(::getpid()));
    std::string file = (folder / "w.db").string();
    std::unique_ptr<store> at;

    life() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        at = std::move(open_sqlite(file).at);
    }
    ~life() {
        at.reset();
        std::filesystem::remove_all(folder);
    }
    life(const life&) = delete;
    life& operator=(const life&) = delete;

    /// From a start until a moment, as the service runs.
    std::vector<arrival> live(loaded_scripts scripts, instant from, instant until) {
        std::ostringstream said;
        auto ready = get_ready(std::move(scripts), std::move(at), from, said);
        if (!ready || !ready->waiting.empty()) throw std::runtime_error("no start: " + said.str());
        at = std::move(ready->at);
        quiet_service service(*at, ready->book, from);
        for (const auto& id : at->pairs({}, 1000).value()) {
            const auto known = at->load(turn_owner(id)).value();
            service.learn(known.pairs.at(id));
            for (const auto& [who, person] : known.people) service.learn(person);
        }
        service.run_until(until);
        return service.came();
    }
};

std::vector<arrival> sorted(std::vector<arrival> all) {
    std::ranges::sort(all);
    return all;
}

std::string in_words(const std::vector<arrival>& all) {
    std::string out;
    for (const auto& one : all) {
        out += date_text(to_local(one.at, "UTC").day) + " minute " + std::to_string(to_local(one.at, "UTC").minute) +
               " " + one.user;
        for (const auto& what : one.what) out += " [" + what + "]";
        out += "\n";
    }
    return out;
}

/// Returns how many messages came.
std::size_t expect_plan_is_reality(std::uint64_t seed) {
    chance luck(seed, "plan");
    const instant begins{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + days(luck.below(365)) +
                         std::chrono::minutes(luck.below(1440))};
    const auto changes = begins + std::chrono::minutes(luck.below(20 * 1440));
    members who(luck, begins);
    const auto before = random_programme(luck, who, begins);
    if (luck.happens(.5)) {
        who.add_person(8, "Europe/Paris");
        who.add_pair(luck, 0, 8, changes);
    }
    const auto after = random_programme(luck, who, changes);
    SCOPED_TRACE("before:\n" + before + "after, at " + std::to_string(to_us(changes)) + ":\n" + after);
    life one;
    (void)one.live(with(before), begins, changes);
    auto planned = with(after);
    auto copy = open_sqlite_copy(one.file);
    EXPECT_TRUE(copy.at) << copy.problem.words;
    auto copied = planned;
    EXPECT_FALSE(publish(*copy.at, copied, changes).has_error());
    const auto plan = foresee(*copy.at, copied.book, {}, changes, planned_days);
    EXPECT_TRUE(plan);
    const auto applied = apply_text(*one.at, planned, {"changing"}, by_applying, changes);
    EXPECT_TRUE(applied) << applied.error().message();
    const auto came = sorted(one.live(with(after), changes, changes + days(planned_days)));
    std::vector<arrival> said;
    for (const auto& message : plan->messages) said.push_back({message.at, message.account.user, message.what});
    said = sorted(std::move(said));
    EXPECT_TRUE(said == came) << "the plan:\n" << in_words(said) << "what came:\n" << in_words(came);
    for (const auto& message : plan->messages) {
        EXPECT_FALSE(message.what.empty());
        EXPECT_TRUE(is_zone(message.zone)) << message.zone;
    }
    return came.size();
}

TEST(Plan, IsWhatThenComes) {
    const auto seed = test_seed();
    const auto plans = number_from_environment("WAYMARK_PLANS", 20);
    std::size_t messages = 0;
    for (int i = 0; i < plans && !::testing::Test::HasFailure(); ++i) {
        SCOPED_TRACE(seed_in_words(seed) + ", plan " + std::to_string(i));
        messages += expect_plan_is_reality(std::uint64_t{seed} * 1'000'003 + static_cast<std::uint64_t>(i));
    }
    std::cout << plans << " plans of " << planned_days << " days, " << messages << " messages\n";
    EXPECT_GT(messages, static_cast<std::size_t>(plans)) << "too little comes to say anything";
}

}  // namespace
}  // namespace waymark::planning
