// How the real binary comes up, refuses to, and goes down.
#include <gtest/gtest.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::Test;

struct StartUp : Test {
    StartUp() { home.write("programme.yaml", programme_text(1)); }
    static void expect_words(const std::string& text, const std::vector<std::string>& words) {
        for (const auto& one : words) EXPECT_NE(text.find(one), std::string::npos) << one << " is not in:\n" << text;
    }

    fake_slack slack;
    installation home{"start_up", slack};
};

TEST_F(StartUp, StopsAtBadSettingsAndListsAllOfThem) {
    home.more_settings = "limits:\n  connections: none\n  bodi: 1 MiB\nlog:\n  level: loud\n";
    const auto said = home.start_refused();
    expect_words(said, {"C003", "bodi", "C006", "none", "C008", "loud"});
    EXPECT_NE(home.process().exit_status(), 0);
    EXPECT_FALSE(std::filesystem::exists(home.database)) << "nothing is begun before all is well";
}

TEST_F(StartUp, StopsAtBadScriptsAndProgrammesAndListsAllOfThem) {
    home.write("scripts/flows/first.yaml", "flow: first\nversion: one\n");
    home.write("scripts/flows/second.yaml", "flow: second\n\tversion: 1\n");
    home.write("programme.yaml", programme_text(1) + "pears: []\n");
    const auto said = home.start_refused();
    expect_words(said, {"first.yaml", "second.yaml", "programme.yaml", "pears"});
    EXPECT_NE(home.process().exit_status(), 0);
}

TEST_F(StartUp, RefusesASecondProcessOnTheSameDatabaseAndNamesTheLock) {
    home.start();
    installation other("second", slack);
    other.write("programme.yaml", programme_text(1));
    other.database = home.database;
    const auto said = other.start_refused();
    expect_words(said, {home.database.string() + ".lock", std::to_string(home.process().pid())});
    EXPECT_NE(other.process().exit_status(), 0);
    EXPECT_EQ(home.admin("/readyz").status, 200) << "the first one is not disturbed";
}

TEST_F(StartUp, CountsThePeopleOfTheDatabaseAlsoThoseWhomNoFileNames) {
    home.write("programme.yaml", programme_text(2));
    home.start();
    EXPECT_EQ(home.stop(), 0);
    home.write("programme.yaml", programme_text(1));
    const auto applied = home.run({"programme", "apply", "--yes", "--config", home.path("waymark.yaml").string()});
    EXPECT_EQ(applied.status, 0) << applied.text;
    home.start();
    EXPECT_EQ(home.stop(), 0);
    const auto people = database_view(home.database).number("SELECT count(*) FROM person");
    expect_words(home.log(), {"2 pairs, " + std::to_string(people) + " people"});
}

TEST_F(StartUp, AChangedProgrammeFileWaitsUntilItIsAppliedAndTheStartSaysSo) {
    const auto command = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--config", home.path("waymark.yaml").string()});
        return home.run(words);
    };
    home.start();
    EXPECT_EQ(home.stop(), 0);
    home.write("programme.yaml", programme_text(2));
    home.start();
    expect_words(home.log(), {"1 pair,", "programme.yaml has changed, and waits", "waymark programme plan"});
    const auto plan = command({"programme", "plan", "--out", home.path("plan.json").string()});
    EXPECT_EQ(plan.status, 0) << plan.text;
    EXPECT_EQ(command({"programme", "apply", home.path("plan.json").string()}).status, 2) << "while it runs";
    EXPECT_EQ(home.stop(), 0);
    const auto applied = command({"programme", "apply", home.path("plan.json").string()});
    EXPECT_EQ(applied.status, 0) << applied.text;
    home.start();
    expect_words(home.log(), {"2 pairs"});
    EXPECT_EQ(home.log().find("waits"), std::string::npos);
}

TEST_F(StartUp, AProcessThatEndedByItselfDoesNotCountAsKilled) {
    home.start();
    EXPECT_NO_THROW(home.kill());
    EXPECT_THROW(home.kill(), std::runtime_error);
    home.start();
    EXPECT_EQ(home.stop(), 0);
    EXPECT_THROW(home.kill(), std::runtime_error);
}

TEST_F(StartUp, WhatPeopleWriteCanBeReadByNoOtherUserOfTheMachine) {
    home.start();
    for (const auto* file : {"", "-wal", "-shm", ".lock", ".key"}) {
        const auto who_may = std::filesystem::status(home.database.string() + file).permissions();
        EXPECT_EQ(who_may, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write) << file;
    }
}

TEST_F(StartUp, RefusesADatabaseOfANewerVersionAndNamesBoth) {
    home.start();
    EXPECT_EQ(home.stop(), 0);
    SQLite::Database(home.database.string(), SQLite::OPEN_READWRITE)
        .exec("INSERT INTO schema_version(version) VALUES(4711)");
    const auto said = home.start_refused();
    expect_words(said, {"4711", "schema 3"});
    EXPECT_NE(home.process().exit_status(), 0);
}

TEST_F(StartUp, StopsAndSaysWhyWhenSlackDoesNotTakeTheToken) {
    slack.with_world([](slack_world& world) { world.revoke("invalid_auth"); });
    const auto said = home.start_refused();
    expect_words(said, {"token", "invalid_auth"});
    EXPECT_EQ(said.find("xoxb-"), std::string::npos);
}

struct Stopping : StartUp {
    Stopping() { home.start(); }
};

TEST_F(Stopping, FinishesWhatItHasInHand) {
    slack_fault slow;
    slow.is = slack_fault::kind::slow;
    slow.method = "chat.postMessage";
    slow.delay = 2s;
    slack.fail(slow);
    slack_participant ann(mentor_of(1), home, slack);
    ann.type("help");
    ASSERT_NE(ann.wait_for("", 10s), "") << "the fake has it, and is slow to say so";
    EXPECT_EQ(home.stop(), 0);
    const database_view left(home.database);
    EXPECT_EQ(left.number("SELECT count(*) FROM outbox WHERE state <> 0"), 0);
    EXPECT_EQ(left.number("SELECT count(*) FROM delivery"), static_cast<std::int64_t>(ann.shown().size()));
    EXPECT_EQ(left.contradictions(), std::vector<std::string>{});
}

TEST_F(Stopping, LosesNothingUnderLoad) {
    std::atomic<bool> stopping = false;
    std::atomic<int> taken = 0;
    std::vector<std::jthread> senders;
    for (int i = 0; i < 4; ++i)
        senders.emplace_back([&] {
            slack_caller caller(home.port(), signing_secret);
            while (!stopping) {
                const auto event =
                    message_event(mentee_of(1), "hello", next_ts(), "Ev" + std::to_string(next_serial()));
                if (caller.event(event).status == 200) ++taken;
            }
        });
    std::this_thread::sleep_for(500ms);
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(home.stop(), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
    stopping = true;
    senders.clear();
    EXPECT_GT(taken, 0);
    const database_view left(home.database);
    EXPECT_EQ(left.number("SELECT count(*) FROM accepted"), taken);
    EXPECT_EQ(left.number("SELECT count(*) FROM outbox WHERE state <> 0"), 0);
    EXPECT_EQ(left.contradictions(), std::vector<std::string>{});
}

}  // namespace
}  // namespace waymark::testing
