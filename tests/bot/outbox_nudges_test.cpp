// What nobody awaits is held back now and then; what somebody awaits never is.
#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct OutboxNudges : testing::runner_bench {};

TEST_F(OutboxNudges, WhenTheClockIsSetFarNudgesPauseAndRepliesGoOn) {
    start();
    hands.set_to(testing::noon + 24h);
    put("U1", "nudge", message_class::nudge);
    put("U2", "reply");
    settle();
    EXPECT_THAT(clock_steps, ElementsAre(24h));
    EXPECT_THAT(platform.keys(), ElementsAre("reply"));
    move(119s);
    EXPECT_THAT(platform.keys(), SizeIs(1));
    move(2s);
    EXPECT_THAT(platform.keys(), ElementsAre("reply", "nudge"));
    EXPECT_THAT(clock_steps, SizeIs(1)) << "said once";
}

TEST_F(OutboxNudges, ANudgeInHandOutlastsAClockThatIsSetAndSetBack) {
    platform.pace = [](const address& to, instant now) {
        return to.user == "U1" ? std::max(now, testing::noon + 1s) : now;
    };
    put("U1", "nudge", message_class::nudge, testing::noon + 1h);
    start();
    hands.set_to(testing::noon + 24h);
    settle();
    hands.set_to(testing::noon);
    settle();
    EXPECT_THAT(platform.keys(), IsEmpty());
    for (int i = 0; i < 13; ++i) move(10s);
    EXPECT_THAT(platform.keys(), ElementsAre("nudge"));
    EXPECT_THAT(dead, IsEmpty());
}

TEST_F(OutboxNudges, RepliesGoOnWhenTheClockIsSetBack) {
    start();
    hands.set_to(testing::noon + 24h);
    put("U1", "nudge", message_class::nudge);  // waits by the wrong clock, and the reply must not pass it
    settle();
    hands.set_to(testing::noon);
    settle();
    put("U1", "reply");
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("nudge", "reply"));
    EXPECT_EQ(platform.clocks_set, 2);
}

TEST_F(OutboxNudges, ANudgeThatAReplyWaitsBehindIsNotHeldBack) {
    start();
    hands.set_to(testing::noon + 1h);
    settle();
    put("U1", "nudge", message_class::nudge);
    settle();
    EXPECT_THAT(platform.keys(), IsEmpty());
    put("U1", "reply");
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("nudge", "reply"));
}

TEST_F(OutboxNudges, NudgesBeginSlowlyAfterAStartAndRepliesDoNot) {
    platform.per_minute = 240;
    for (int i = 0; i < 100; ++i) put("N" + std::to_string(i), "n" + std::to_string(i), message_class::nudge);
    start();
    for (int i = 0; i < 20; ++i) move(1s);
    EXPECT_NEAR(static_cast<double>(platform.sent.size()), 20, 2) << "a quarter of four a second";
    const auto before = platform.sent.size();
    for (int i = 0; i < 50; ++i) put("R" + std::to_string(i), "r" + std::to_string(i));
    settle();
    EXPECT_EQ(platform.sent.size(), before + 50);
}

TEST_F(OutboxNudges, ANudgeOfWhichNobodyCanTellIsListedAndNotSentTwice) {
    platform.outcomes = {testing::ending(send_outcome::kind::unknown, "no_answer")};
    put("U1", "a1", message_class::nudge);
    put("U1", "a2");
    start();
    for (const auto step : {5s, 55s, 240s}) move(step);
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a2"));
    EXPECT_THAT(dead, ElementsAre("a1: unknown_unresolved"));
}

}  // namespace
}  // namespace waymark
