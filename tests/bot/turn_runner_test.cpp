#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct TurnRunner : testing::runner_bench {};

TEST_F(TurnRunner, AnEventBecomesATurnAMessageAndASend) {
    start();
    accept("U1", "hello");
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("pU1/reply/1"));
    EXPECT_EQ(platform.sent.front().to, testing::address_of("U1"));
    EXPECT_EQ(rows().inbox, 0);
    EXPECT_EQ(rows().outbox, 0);
    EXPECT_EQ(door.at().platform_ref({"pU1/reply/1"}).value(), "ref-1");
    EXPECT_TRUE(turns->idle());
    EXPECT_THAT(problems, IsEmpty());
}

TEST_F(TurnRunner, WorksOnWhatAnEarlierRunLeftInTheInbox) {
    accept("U1", "hello");
    accept("U2", "hello");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("pU1/reply/1", "pU2/reply/1"));
    EXPECT_EQ(turns->counts().taken, 2U);
}

TEST_F(TurnRunner, TakesEveryEventOfALongQueueInOrder) {
    constexpr int many = 300;  // more than one batch
    for (int i = 0; i < many; ++i) accept("U1", "hello " + std::to_string(i));
    start();
    EXPECT_EQ(turns->counts().taken, static_cast<std::uint64_t>(many));
    EXPECT_EQ(person("U1").replies, many);
    ASSERT_EQ(platform.keys().size(), static_cast<std::size_t>(many));
    for (int i = 0; i < many; ++i)
        EXPECT_EQ(platform.keys().at(static_cast<std::size_t>(i)), "pU1/reply/" + std::to_string(i + 1));
}

TEST_F(TurnRunner, AStrangerHasATurnOnceAMinuteAndElseIsCounted) {
    start();
    accept("U9", "hello");
    settle();
    EXPECT_EQ(turns->counts().taken, 1U);
    for (const auto* more : {"hello", "hello?"}) accept("U9", more);
    settle();
    EXPECT_EQ(turns->counts().strangers, 2U);
    accept("U8", "hello");
    settle();
    hands.move_to(hands.now() + strangers::between_answers);
    accept("U9", "anybody there?");
    settle();
    EXPECT_EQ(turns->counts().taken, 3U);
    EXPECT_EQ(turns->counts().strangers, 2U);
    EXPECT_EQ(rows().inbox, 0);
    EXPECT_THAT(platform.keys(), IsEmpty());
}

TEST_F(TurnRunner, AnEventThatFailsThreeTimesIsSetAsideAndTheOthersGoOn) {
    start();
    accept("U1", "throw");
    accept("U2", "hello");
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("pU2/reply/1"));
    EXPECT_EQ(rows().inbox, 0);
    EXPECT_EQ(turns->counts().failed, 3U);
    EXPECT_EQ(turns->counts().quarantined, 1U);
    EXPECT_EQ(rows().dead, 1);
    accept("U1", "hello");
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("pU2/reply/1", "pU1/reply/1"));
}

TEST_F(TurnRunner, WhatAnExceptionSaysGoesIntoNoLog) {
    start();
    accept("U1", "throw");
    settle();
    ASSERT_FALSE(problems.empty());
    for (const auto& one : problems) EXPECT_THAT(one, Not(HasSubstr("secret words")));
    EXPECT_THAT(problems.front(), HasSubstr("std::runtime_error"));
}

TEST_F(TurnRunner, AnEventThatEndsTheProcessAgainAndAgainIsNotTriedAgain) {
    accept("U1", "hello");
    for (int i = 0; i < turn_runner::most_ends; ++i) (void)door.at().claim_inbox(1, testing::noon).value();
    start();
    EXPECT_THAT(platform.keys(), IsEmpty());
    EXPECT_EQ(turns->counts().quarantined, 1U);
}

TEST_F(TurnRunner, AnEventThatSomeKillsInterruptedIsWorkedOn) {
    accept("U1", "hello");
    for (int i = 1; i < turn_runner::most_ends; ++i) (void)door.at().claim_inbox(1, testing::noon).value();
    start();
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("pU1/reply/1"));
    EXPECT_EQ(turns->counts().quarantined, 0U);
}

// Such an event may be what ended that run: its try has to count even if its turn ends this one.
TEST_F(TurnRunner, WhatAnEarlierRunLeftIsClaimedOneByOneInCommitsOfTheirOwn) {
    std::vector<int> jobs;  ///< within which of the store's jobs the turns were taken
    const auto step = [&](const world& before, const stimulus& what, instant now) {
        jobs.push_back(door.jobs);
        return testing::answer_everything(before, what, now);
    };
    accept("U1", "left");
    accept("U2", "left");
    hands.move_to(testing::noon + 1h);
    turns = std::make_unique<turn_runner>(door, hands, step, turn_runner::listeners{});
    const auto before = door.jobs;
    tasks.spawn("turns", turns->run());
    settle();
    EXPECT_THAT(jobs, ElementsAre(before + 2, before + 4));
    accept("U1", "new");
    accept("U2", "new");
    settle();
    ASSERT_THAT(jobs, ::testing::SizeIs(4));
    EXPECT_EQ(jobs.at(2), jobs.at(3));
}

TEST_F(TurnRunner, AStorageThatCannotCommitIsAskedAgainAndNothingIsLost) {
    start();
    accept("U1", "hello");
    door.failures_left = 1;
    settle();
    EXPECT_THAT(platform.keys(), IsEmpty());
    EXPECT_EQ(rows().inbox, 1);
    wait(1200ms);
    EXPECT_THAT(platform.keys(), ElementsAre("pU1/reply/1"));
    EXPECT_THAT(problems, IsEmpty());
}

TEST_F(TurnRunner, RemovalOfTheBotIsSaidWhoeverItCameFrom) {
    inbound_event event;
    event.key = "removed";
    event.from = testing::address_of("");
    event.what = inbound::app_removed{};
    ASSERT_TRUE(door.at().accept(event, testing::noon).value());
    start();
    EXPECT_THAT(removed, ElementsAre("T1"));
    EXPECT_EQ(rows().inbox, 0);
}

TEST_F(TurnRunner, RemovalAndInstallationAreSaidInTheirOrder) {
    inbound_event event;
    event.from = testing::address_of("");
    for (const bool added : {false, true}) {
        event.key = added ? "added" : "removed";
        event.what = added ? inbound_content(inbound::app_added{}) : inbound_content(inbound::app_removed{});
        ASSERT_TRUE(door.at().accept(event, testing::noon).value());
    }
    start();
    EXPECT_THAT(removed, ElementsAre("T1", "T1 is back"));
    EXPECT_EQ(rows().inbox, 0);
}

TEST_F(TurnRunner, APersonWhoCannotBeReachedIsWrittenDownAlsoWhenTheStorageTakesItsTime) {
    start();
    door.failures_left = 1;
    bool stored = false;
    const auto say = [&]() -> boost::asio::awaitable<void> {
        const person_id who{"pU1"};
        const address there = testing::address_of("U1");
        const std::string reason = "user_disabled";
        stored = co_await turns->unreachable(who, there, reason);
    };
    tasks.spawn("unreachable", say());
    settle();
    EXPECT_FALSE(stored);
    EXPECT_TRUE(person("U1").reachable);
    wait(1200ms);
    EXPECT_TRUE(stored);
    EXPECT_FALSE(person("U1").reachable);
    EXPECT_EQ(person("U1").full_name, "user_disabled");
}

}  // namespace
}  // namespace waymark
