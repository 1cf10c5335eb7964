// How a running service learns what is on hold, and what it holds back before it has told everybody.
#include "bot/hold_watch.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <filesystem>
#include <fstream>

#include "bot/enrolment.hpp"
#include "bot/manual_clock.hpp"
#include "bot/script_library.hpp"
#include "tests/support/direct_door.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto programme_text = R"(programme: six
version: 1
title: Six months
language: en
zone: UTC
contact: ann
nudges: [ { id: a, when: { in_stage: invited }, start: joining, to: both, reason: R. } ]
people:
  - { id: ann, first_name: Ann, playground: ann }
  - { id: bo, first_name: Bo, playground: bo }
  - { id: cy, first_name: Cy, playground: cy }
pairs:
  - { id: one, mentor: ann, mentee: bo }
  - { id: two, mentor: ann, mentee: cy }
)";

constexpr instant morning{std::chrono::sys_days(std::chrono::June / 2 / 2026) + 9h};

struct HoldWatch : ::testing::Test {
    HoldWatch() {
        fs::create_directories(folder);
        std::vector<diagnostic> problems;
        auto loaded = load_scripts(gather_scripts({}, problems));
        load_programmes({{"programmes/p.yaml", "p.yaml", programme_text}}, loaded);
        EXPECT_FALSE(any_error(loaded.problems)) << loaded.report();
        book = std::move(loaded.book);
        EXPECT_TRUE(enrol_everybody(door.at(), book, morning));
        turns = std::make_unique<turn_runner>(
            door, hands,
            [this](const world& before, const stimulus& what, instant now) {
                return take_turn(book, before, what, now);
            },
            turn_runner::listeners{});
        start();
    }
    ~HoldWatch() override { fs::remove_all(folder); }
    /// As after a restart: what was known is forgotten.
    void start() {
        watch = std::make_unique<hold_watch>(door, *turns, file, morning, [this](bool released) {
            ++changes;
            was_release = released;
        });
    }
    bool look() {
        std::optional<bool> out;
        boost::asio::co_spawn(io, watch->look(), [&](const std::exception_ptr& failure, bool done) {
            EXPECT_FALSE(failure);
            out = done;
        });
        io.restart();
        io.run();
        return out.value();
    }
    void write(const holds& all) const { EXPECT_EQ(write_holds(file, all), ""); }
    pair_state pair(const std::string& id) { return door.at().load(turn_owner(pair_id{id})).value().pairs.at({id}); }
    bool is_held(const std::string& key, const std::string& to) const {
        outbox_row row;
        row.message.key = {key};
        row.message.to = {to};
        return watch->not_now(row, morning).has_value();
    }

    const fs::path folder = fs::temp_directory_path() / ("waymark_holds_" + std::to_string(::getpid()));
    const std::string file = (folder / "w.db.holds").string();
    boost::asio::io_context io;
    manual_clock hands{morning};
    testing::direct_door door{io};
    script_book book;
    std::unique_ptr<turn_runner> turns;
    std::unique_ptr<hold_watch> watch;
    int changes = 0;
    bool was_release = false;
};

holds with_programme() {
    holds out;
    out.programmes["six"] = morning;
    return out;
}

TEST_F(HoldWatch, APairOnHoldLearnsOfItAndOfTheRelease) {
    holds all;
    all.pairs["one"] = morning;
    write(all);
    EXPECT_TRUE(look());
    EXPECT_TRUE(pair("one").held_since.has_value());
    EXPECT_FALSE(pair("two").held_since.has_value());
    EXPECT_TRUE(is_held("one.joining.1/mentee/1", "bo"));
    EXPECT_FALSE(is_held("two.joining.1/mentee/1", "cy"));
    write({});
    EXPECT_TRUE(look());
    EXPECT_TRUE(was_release);
    EXPECT_FALSE(pair("one").held_since.has_value());
}

TEST_F(HoldWatch, AProgrammeOnHoldIsAllItsPairsAlsoAfterARestart) {
    write(with_programme());
    EXPECT_TRUE(look());
    for (const auto* id : {"one", "two"}) EXPECT_THAT(pair(id).held_by, ::testing::ElementsAre("programme"));
    start();
    EXPECT_TRUE(is_held("one.joining.1/mentee/1", "bo")) << "before the database was asked which pairs these are";
    EXPECT_FALSE(is_held("bo/reply/1", "bo"));
    EXPECT_TRUE(look());
    EXPECT_TRUE(is_held("one.joining.1/mentee/1", "bo"));
    EXPECT_FALSE(is_held("other.joining.1/mentee/1", "bo")) << "a pair of another programme";
    write({});
    EXPECT_TRUE(look());
    for (const auto* id : {"one", "two"}) EXPECT_FALSE(pair(id).held_since.has_value());
}

TEST_F(HoldWatch, APairThatCameIntoAProgrammeOnHoldLearnsOfItWithTheNextStart) {
    write(with_programme());
    EXPECT_TRUE(look());
    const auto& of = book.programmes.begin()->second;
    const programme_pair late{{"three"}, {"bo"}, {"cy"}, {}, {}};
    const auto step = [&](const world&) { return enrol(book, of, late, known_of(door.at(), late).value(), morning); };
    EXPECT_TRUE(door.at().turn(turn_owner(late.id), step, {}, morning));
    start();
    EXPECT_TRUE(look());
    EXPECT_TRUE(pair("three").held_since.has_value());
}

TEST_F(HoldWatch, WhatTheStorageCannotTakeIsTriedAgain) {
    write(with_programme());
    door.failures_left = 1;
    EXPECT_FALSE(look());
    EXPECT_TRUE(is_held("one.joining.1/mentee/1", "bo")) << "nothing is sent meanwhile";
    EXPECT_TRUE(look());
    EXPECT_TRUE(pair("one").held_since.has_value());
}

// A kill switch that nobody can read is no reason to send.
TEST_F(HoldWatch, WithAFileThatCannotBeReadNothingIsSent) {
    std::ofstream(file) << "{";
    start();
    EXPECT_TRUE(watch->everything());
    EXPECT_FALSE(look());
    EXPECT_TRUE(is_held("bo/reply/1", "bo"));
    write({});
    EXPECT_TRUE(look());
    EXPECT_FALSE(is_held("bo/reply/1", "bo"));
    std::ofstream(file) << "{";
    EXPECT_FALSE(look());
    EXPECT_FALSE(is_held("bo/reply/1", "bo")) << "while it runs, what was on hold stays so";
}

// An admin says it as root, and the service runs as somebody else.
TEST_F(HoldWatch, TheFileBelongsToTheOwnerOfTheFolder) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs the right to give files away (root)";
    constexpr uid_t nobody = 65534;
    ASSERT_EQ(::chown(folder.c_str(), nobody, nobody), 0);
    for (int times = 0; times < 2; ++times) {
        write(with_programme());
        struct stat made{};
        ASSERT_EQ(::stat(file.c_str(), &made), 0);
        EXPECT_EQ(made.st_uid, nobody);
        EXPECT_EQ(made.st_mode & 0777U, 0600U);
    }
}

}  // namespace
}  // namespace waymark
