// U3: the plan is what comes. Random programmes in the middle of their life are changed at random; what the plan says
// of the next 28 days is held against the real runners on the real database. WAYMARK_PLANS (20) says how many.
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "bot/rehearsal/people.hpp"
#include "bot/rehearsal/world_loop.hpp"
#include "conversations/person/zone.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "tests/bot/plan/quiet_service.hpp"
#include "tests/bot/plan/random_programme.hpp"
#include "tests/support/seed.hpp"

namespace waymark::planning {
namespace {

using namespace std::chrono_literals;
using rehearsal::chance;
using std::chrono::days;
using namespace waymark::testing;
using arrival = quiet_service::arrival;

constexpr int planned_days = 28;

const loaded_scripts& conversations() {
    static const auto all = [] {
        std::vector<diagnostic> problems;
        return load_scripts(gather_scripts({}, problems));
    }();
    return all;
}

loaded_scripts with(const std::string& programme) {
    auto out = conversations();
    load_programmes({{"programmes/p.yaml", "p.yaml", programme}}, out);
    if (any_error(out.problems)) throw std::runtime_error(out.report() + programme);
    return out;
}

/// They do what they like until the plan is made.
rehearsal::group players_of(const programme& of, chance& luck) {
    rehearsal::group out{of, {}};
    for (const auto& one : of.people)
        out.players.push_back({one.id, one.addresses.front(), one.first_name, one.zone.empty() ? of.zone : one.zone,
                               of.language, static_cast<rehearsal::persona>(luck.below(rehearsal::persona_count))});
    return out;
}

struct nobody_watches final : rehearsal::witness {
    void turned(const turn_outcome&, instant) override {}
    void delivered(const outbox_row&, const rehearsal::asked_question*, instant) override {}
    void heard(const inbound_event&, instant) override {}
};

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

    /// As the service starts.
    script_book start(loaded_scripts scripts, instant now) {
        std::ostringstream said;
        auto ready = get_ready(std::move(scripts), std::move(at), now, said);
        if (!ready || !ready->waiting.empty()) throw std::runtime_error("no start: " + said.str());
        at = std::move(ready->at);
        return std::move(ready->book);
    }
    void live_with_people(loaded_scripts scripts, instant from, instant until, chance& luck) {
        const auto book = start(std::move(scripts), from);
        const auto all = players_of(book.programmes.begin()->second, luck);
        rehearsal::calm_platform platform;
        rehearsal::synthetic_people people(all, book, luck.next(), from, until);
        nobody_watches unseen;
        rehearsal::world_loop loop(*at, book, platform, people, unseen);
        EXPECT_FALSE(loop.run(from, until).has_error());
    }
    void hold(const holds& all) const { EXPECT_EQ(write_holds(holds_file(file), all), ""); }

    struct what_came {
        std::vector<arrival> messages;
        std::map<person_id, int> too_much;
    };
    /// From a start until a moment, as the service runs; nobody writes anything.
    what_came live(loaded_scripts scripts, instant from, instant until) {
        const auto book = start(std::move(scripts), from);
        quiet_service service(*at, book, from, holds_file(file));
        for (const auto& id : at->pairs({}, 1000).value()) {
            const auto known = at->load(turn_owner(id)).value();
            service.learn(known.pairs.at(id));
            for (const auto& [who, person] : known.people) service.learn(person);
        }
        service.run_until(until);
        return {service.came(), service.too_much()};
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

std::string in_words(const std::map<person_id, int>& all) {
    std::string out;
    for (const auto& [who, count] : all) out += who.text + ": " + std::to_string(count) + "\n";
    return out;
}

/// Returns how many messages came.
std::size_t expect_plan_is_reality(std::uint64_t seed) {
    chance luck(seed, "plan");
    const instant begins{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + days(luck.below(365)) +
                         std::chrono::minutes(luck.below(1440))};
    const auto goes_quiet = begins + std::chrono::minutes(luck.below(luck.happens(.5) ? 20 * 1440 : 120 * 1440));
    const auto changes = goes_quiet + std::chrono::minutes(luck.below(10 * 1440));
    members who(luck, begins);
    const auto before = random_programme(luck, who, begins);
    const auto of_before = with(before).book.programmes.begin()->second;
    if (luck.happens(.5)) {
        who.add_person(8, "Europe/Paris");
        who.add_pair(luck, 0, 8, changes);
    }
    const auto after = random_programme(luck, who, changes);
    SCOPED_TRACE("before:\n" + before + "after, at " + std::to_string(to_us(changes)) + ":\n" + after);
    life one;
    one.live_with_people(with(before), begins, goes_quiet, luck);
    const auto on_hold_before = luck.happens(.4) ? random_holds(luck, of_before, goes_quiet) : holds{};
    one.hold(on_hold_before);
    (void)one.live(with(before), goes_quiet, changes);
    auto on_hold = luck.happens(.5) ? on_hold_before : holds{};
    if (luck.happens(.4)) on_hold = random_holds(luck, of_before, changes);
    one.hold(on_hold);
    SCOPED_TRACE("on hold before:\n" + holds_text(on_hold_before) + "on hold:\n" + holds_text(on_hold));
    auto planned = with(after);
    auto copy = open_sqlite_copy(one.file);
    EXPECT_TRUE(copy.at) << copy.problem.words;
    auto copied = planned;
    EXPECT_FALSE(publish(*copy.at, copied, changes).has_error());
    const auto plan = foresee(*copy.at, copied.book, on_hold, changes, planned_days);
    EXPECT_TRUE(plan);
    const auto applied = apply_text(*one.at, planned, {"changing"}, by_applying, changes);
    EXPECT_TRUE(applied) << applied.error().message();
    const auto reality = one.live(with(after), changes, changes + days(planned_days));
    const auto came = sorted(reality.messages);
    std::vector<arrival> said;
    for (const auto& message : plan->messages) said.push_back({message.at, message.account.user, message.what});
    said = sorted(std::move(said));
    EXPECT_TRUE(said == came) << "the plan:\n" << in_words(said) << "what came:\n" << in_words(came);
    EXPECT_EQ(in_words(plan->too_much), in_words(reality.too_much));
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
