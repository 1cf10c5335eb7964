#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct TimerRunner : testing::runner_bench {
    [[nodiscard]] std::string due_at(const std::string& user, span after) const {
        return "p" + user + "/due/" + std::to_string(to_us(testing::noon + after));
    }
};

TEST_F(TimerRunner, ATimerFiresAtItsTimeAndNotBefore) {
    start();
    accept("U1", "in 60");
    settle();
    move(59s);
    EXPECT_THAT(platform.keys(), IsEmpty());
    move(1s);
    EXPECT_THAT(platform.keys(), ElementsAre(due_at("U1", 60s)));
    EXPECT_EQ(rows().timers, 0);
    EXPECT_TRUE(timers->idle(hands.now()));
}

TEST_F(TimerRunner, AnEarlierTimerSetLaterIsNotSleptThrough) {
    start();
    accept("U1", "in 3600");
    settle();
    accept("U2", "in 10");
    settle();
    move(10s);
    EXPECT_THAT(platform.keys(), ElementsAre(due_at("U2", 10s)));
}

TEST_F(TimerRunner, AfterALongSleepWhatIsOverdueIsOneTurnForEachPerson) {
    for (const auto* key : {"a", "b", "c"}) {
        turn_outcome out;
        const turn_owner owner(person_id{"pU1"});
        out.timers.push_back({"person/pU1/" + std::string(key), owner, std::nullopt, testing::noon + 1min});
        (void)door.at().turn(owner, [&](const world&) { return out; }, {}, testing::noon).value();
    }
    hands.move_to(testing::noon + 24h);
    start();
    EXPECT_THAT(platform.keys(), ElementsAre(due_at("U1", 24h)));
    EXPECT_EQ(turns->counts().timers, 1U);
}

TEST_F(TimerRunner, OfManyThatAreOverdueEachHasOneTurnAndNoCommitHoldsThemAll) {
    constexpr auto many = 2 * turn_runner::turns_at_once + 9;
    for (std::size_t i = 0; i < many; ++i) {
        turn_outcome out;
        const turn_owner owner(person_id{"q" + std::to_string(i)});
        out.timers.push_back({timer_key(owner), owner, std::nullopt, testing::noon + std::chrono::seconds(many - i)});
        (void)door.at().turn(owner, [&](const world&) { return out; }, {}, testing::noon).value();
    }
    hands.move_to(testing::noon + 24h);
    const auto asked = door.jobs;
    start();
    EXPECT_EQ(turns->counts().timers, many);
    EXPECT_EQ(rows().timers, 0);
    EXPECT_GE(door.jobs - asked, 3);
}

TEST_F(TimerRunner, NothingIsAskedOfTheStoreBeforeTheNextTimerIsDue) {
    start();
    accept("U1", "in 3600");
    settle();
    const auto asked = door.jobs;
    for (int i = 0; i < 59; ++i) move(1min);
    EXPECT_EQ(door.jobs, asked);
    move(1min);
    EXPECT_GT(door.jobs, asked);
}

TEST_F(TimerRunner, APersonWhoseTurnFailsIsLeftAloneForAWhileAndTheOthersAreNot) {
    turn_outcome bad;
    auto who = person("U1");
    who.first_name = "throws";
    bad.people.push_back(who);
    const turn_owner owner(who.id);
    bad.timers.push_back({"person/pU1/t", owner, std::nullopt, testing::noon});
    (void)door.at().turn(owner, [&](const world&) { return bad; }, {}, testing::noon - 1s).value();
    start();
    EXPECT_EQ(turns->counts().failed, 1U);
    EXPECT_THAT(problems, ElementsAre(HasSubstr("person/pU1: std::runtime_error")));
    accept("U2", "in 5");
    settle();
    move(5s);
    EXPECT_THAT(platform.keys(), ElementsAre(due_at("U2", 5s)));
    EXPECT_EQ(turns->counts().failed, 1U);
    move(2min);
    EXPECT_EQ(turns->counts().failed, 2U);
    EXPECT_EQ(rows().timers, 1) << "its timer stays";
}

TEST_F(TimerRunner, WhatATurnLeavesDueIsTakenWithoutAWait) {
    turn_outcome first;
    auto who = person("U1");
    who.first_name = "again";
    first.people.push_back(who);
    const turn_owner owner(who.id);
    first.timers.push_back({"person/pU1/t", owner, std::nullopt, testing::noon});
    (void)door.at().turn(owner, [&](const world&) { return first; }, {}, testing::noon - 1s).value();
    start();
    EXPECT_EQ(turns->counts().timers, 2U);
    EXPECT_EQ(rows().timers, 0);
}

TEST_F(TimerRunner, AStorageThatCannotSayWhatIsDueIsAskedAgain) {
    door.failures_left = 1;
    accept("U1", "in 1");
    tasks.spawn("timers", timers->run());
    settle();
    EXPECT_FALSE(timers->idle(hands.now()));
    wait(1200ms);
    EXPECT_TRUE(timers->idle(hands.now()));
}

}  // namespace
}  // namespace waymark
