// A zone whose rules change while the service runs: Madrid's file in a folder of the test's own, replaced by Tokyo's.
#include "bot/zone_watch.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <cstdlib>
#include <filesystem>

#include "bot/enrolment.hpp"
#include "bot/manual_clock.hpp"
#include "bot/script_library.hpp"
#include "bot/turn_runner.hpp"
#include "conversations/person/zone.hpp"
#include "tests/support/direct_door.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::Not;

constexpr auto programme_text = R"(programme: p
version: 1
title: Open Doors
language: en
zone: Test/Moving
contact: ann
person: { budget: { week: 7, day: 1, apart: 0s }, quiet: "18:00-09:00", spread: 0s }
nudges:
  - { id: closing_time, when: { before_end: 6 weeks }, start: closing, to: both, reason: It ends soon. }
people:
  - { id: ann, first_name: Ann, zone: Test/Moving, playground: ann }
  - { id: bo, first_name: Bo, zone: Test/Moving, playground: bo }
pairs:
  - { id: pair, mentor: ann, mentee: bo, starts: 2026-03-02, ends: 2026-06-30 }
)";

/// A Tuesday evening in Madrid, and an early morning in Tokyo: in both it is too late or too early to write.
constexpr instant evening{std::chrono::sys_days(std::chrono::June / 2 / 2026) + 20h};
constexpr instant nine_in_madrid = evening + 11h, nine_in_tokyo = evening + 4h;

struct ZoneWatch : ::testing::Test {
    ZoneWatch() {
        fs::create_directories(folder / "Test");
        put_zone("Europe/Madrid");
        ::setenv("TZDIR", folder.c_str(), 1);
        read_zones_anew();
        std::vector<diagnostic> problems;
        auto loaded = load_scripts(gather_scripts({}, problems));
        load_programmes({{"programmes/p.yaml", "p.yaml", programme_text}}, loaded);
        EXPECT_FALSE(any_error(loaded.problems)) << loaded.report();
        book = std::move(loaded.book);
        EXPECT_TRUE(enrol_everybody(door.at(), book, hands.now()));
        const auto step = [this](const world& before, const stimulus& what, instant now) {
            return take_turn(book, before, what, now);
        };
        turn_runner turns(door, hands, step, {});
        while (run(turns.take_due()).value() > 0) continue;
    }
    ~ZoneWatch() override {
        ::unsetenv("TZDIR");
        read_zones_anew();
        fs::remove_all(folder);
    }
    /// As an upgrade does: a new file in the place of the old one.
    void put_zone(const std::string& name) const {
        fs::copy_file(fs::path("/usr/share/zoneinfo") / name, folder / "Test/new");
        fs::rename(folder / "Test/new", folder / "Test/Moving");
    }
    template <class Result>
    Result run(boost::asio::awaitable<Result> work) {
        std::optional<Result> out;
        auto done = [&](const std::exception_ptr& failure, Result value) {
            EXPECT_FALSE(failure);
            out.emplace(std::move(value));
        };
        boost::asio::co_spawn(io, std::move(work), done);
        io.restart();
        io.run();
        return std::move(*out);
    }
    void look(zone_watch& watch) {
        boost::asio::co_spawn(io, watch.look(), [](const std::exception_ptr& failure) { EXPECT_FALSE(failure); });
        io.restart();
        io.run();
    }
    zone_watch watch() {
        zone_watch::listeners tell;
        tell.timers_changed = [this] { ++told; };
        return {door, hands, book, [this] { return version; }, tell};
    }
    std::vector<instant> timers_of_ann() {
        std::vector<instant> out;
        const auto rows = door.at().due_timers(never, 100);
        for (const auto& row : rows.value())
            if (row.owner == turn_owner(person_id{"ann"})) out.push_back(row.due);
        return out;
    }

    const fs::path folder = fs::temp_directory_path() / ("waymark_zones_" + std::to_string(::getpid()));
    boost::asio::io_context io;
    manual_clock hands{evening};
    testing::direct_door door{io};
    script_book book;
    std::string version = "2026a";
    int told = 0;
};

TEST_F(ZoneWatch, NewZoneDataMovesTimersToWhereTheNewRulesWantThem) {
    auto watching = watch();
    EXPECT_THAT(timers_of_ann(), Contains(nine_in_madrid));
    EXPECT_THAT(timers_of_ann(), Not(Contains(nine_in_tokyo)));
    put_zone("Asia/Tokyo");
    look(watching);
    EXPECT_EQ(told, 0) << "the version has not changed";
    EXPECT_EQ(to_local(evening, "Test/Moving").minute, 22 * 60) << "one version at a time";
    version = "2026b";
    look(watching);
    EXPECT_EQ(told, 1);
    EXPECT_EQ(to_local(evening, "Test/Moving").minute, 5 * 60);
    EXPECT_THAT(timers_of_ann(), Contains(nine_in_tokyo));
    look(watching);
    EXPECT_EQ(told, 1) << "once";
}

TEST_F(ZoneWatch, WhatTheStorageCannotTakeIsTriedAgain) {
    auto watching = watch();
    put_zone("Asia/Tokyo");
    version = "2026b";
    door.failures_left = 1;
    look(watching);
    EXPECT_EQ(told, 0);
    look(watching);
    EXPECT_EQ(told, 1);
    EXPECT_THAT(timers_of_ann(), Contains(nine_in_tokyo));
}

}  // namespace
}  // namespace waymark
