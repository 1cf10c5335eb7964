// Accounts that a platform does not take any more, and how they come back.
#include "bot/refused_accounts.hpp"

#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const address acme{"teams", {"acme"}, "somebody"};

TEST(RefusedAccounts, OneIsClosedOnceAndOpenedBySomethingThatIsHeardFromThereAfterAWhile) {
    refused_accounts all;
    EXPECT_TRUE(all.close(acme, "BotDisabledByAdmin", testing::noon));
    EXPECT_FALSE(all.close(acme, "again", testing::noon + 1min));
    EXPECT_EQ(all.all().at("teams/acme"), "BotDisabledByAdmin");
    EXPECT_FALSE(all.hear(acme, testing::noon + 4min)) << "a wrong secret keeps nobody from writing to us";
    EXPECT_FALSE(all.hear({"teams", {"other"}, "somebody"}, testing::noon + 1h));
    EXPECT_TRUE(all.hear(acme, testing::noon + 5min));
    EXPECT_FALSE(all.contains(acme));
    EXPECT_FALSE(all.hear(acme, testing::noon + 1h));
    EXPECT_TRUE(all.close(acme, "and again", testing::noon + 1h));
}

TEST(RefusedAccounts, AnInstallationOpensAnAccountAtOnce) {
    refused_accounts all;
    EXPECT_FALSE(all.open(acme));
    EXPECT_TRUE(all.close(acme, "app_removed", testing::noon));
    EXPECT_TRUE(all.open(acme));
    EXPECT_FALSE(all.contains(acme));
    EXPECT_TRUE(all.close(acme, "app_removed", testing::noon + 1s)) << "and it may be taken out again";
    EXPECT_FALSE(all.hear(acme, testing::noon + 1min)) << "the time of the first closing is forgotten";
}

struct ReopenedAccounts : testing::runner_bench {};

TEST_F(ReopenedAccounts, WhatWasKeptIsSentOnceTheAccountIsInUseAgain) {
    platform.outcomes = {testing::ending(send_outcome::kind::account_dead, "BotDisabledByAdmin")};
    put("U1", "a1");
    start();
    move(10min);
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
    outbox->open_account({"test", {"T1"}, "U2"});
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a1"));
    EXPECT_THAT(outbox->closed_accounts(), IsEmpty());
}

TEST_F(ReopenedAccounts, AnInstallationSendsAtOnceWhatWaited) {
    platform.outcomes = {testing::ending(send_outcome::kind::account_dead, "not_installed")};
    put("U1", "a1");
    start();
    EXPECT_THAT(platform.keys(), ElementsAre("a1"));
    outbox->install_account({"test", {"T1"}, ""});
    settle();
    EXPECT_THAT(platform.keys(), ElementsAre("a1", "a1"));
    EXPECT_THAT(outbox->closed_accounts(), IsEmpty());
}

}  // namespace
}  // namespace waymark
