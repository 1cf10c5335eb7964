// The closing once more, in Microsoft Teams, and then by a pair of whom each uses another platform: nothing about it is
// allowed to differ.
#include <gtest/gtest.h>

#include <iostream>

#include "tests/service/support/closing_story.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/teams_participant.hpp"
#include "tests/service/support/truth.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;

const delivery_habits repeating{.repeated = 0.5, .renamed = 0.5, .remembered = 0.3, .doubled = 1};

/// What Teams may do wrong without anybody having to guess whether a message arrived.
void disturb(fake_teams& teams, std::mt19937_64& dice) {
    constexpr std::array answers{"429_Throttled_no_retry_after", "429_Throttled_retry_after", "429_no_json",
                                 "412_PreconditionFailed", ""};
    if (dice() % 8 == 0) teams.with_sign_in([](teams_sign_in& it) { it.end_tokens(); });
    if (dice() % 3 != 0) return;
    teams_fault fault;
    fault.operation = dice() % 4 == 0 ? "update" : "send";
    fault.answer = answers[dice() % answers.size()];
    fault.retry_after = fault.answer.ends_with("_retry_after") ? 1 : 0;
    fault.delay = 200ms;
    teams.fail(fault);
}

struct TeamsClosing : ::testing::Test {
    TeamsClosing() {
        home.write("programme.yaml", closing_programme(everybody(1)));
        story.before_acts = [this] { disturb(teams, dice); };
    }

    const std::uint64_t seed = test_seed();
    std::mt19937_64 dice{seed};
    fake_teams teams;
    installation home{"teams_closing", {settings_for(teams)}};
    teams_participant ann{teams_mentor_of(1), home, teams, repeating, seed + 1};
    teams_participant bo{teams_mentee_of(1), home, teams, repeating, seed + 2};
    closing_story story{ann, bo, home};
};

TEST_F(TeamsClosing, IsTalkedThroughByBothWhileThePlatformRepeatsItselfAndHoldsBack) {
    std::cout << "seed " << seed << " (WAYMARK_SEED)\n";
    teams_fault first;
    first.operation = "send";
    first.answer = "429_Throttled_retry_after";
    first.retry_after = 2;
    teams.fail(first);
    home.start();
    story.play();
    teams.stop_failing();
    story.wait_until_all_is_said();
    EXPECT_GE(home.metric("waymark_sends_total{result=\"retried\"}"), 1);
    EXPECT_EQ(teams.times_called("limited"), 0) << "nobody had to be told to slow down";

    const database_view stored(home.database);
    story.expect_all_is_as_it_should_be(stored);
    EXPECT_EQ(disagreements(teams.truth()["shown"], stored), std::vector<std::string>{});
}

struct CrossPlatformClosing : ::testing::Test {
    CrossPlatformClosing() {
        home.write("programme.yaml", closing_programme({person_of(teams_mentor_of(1))}));
        story.before_acts = [this] { disturb(teams, dice); };
    }

    const std::uint64_t seed = test_seed();
    std::mt19937_64 dice{seed};
    fake_teams teams;
    fake_slack slack{slack_limits{.enforced = true, .workspace_per_minute = 1e6}};
    installation home{"cross_platform_closing", {settings_for(teams), settings_for(slack)}};
    teams_participant ann{teams_mentor_of(1), home, teams, repeating, seed + 1};
    slack_participant bo{mentee_of(1), home, slack, repeating, seed + 2};
    closing_story story{ann, bo, home};
};

TEST_F(CrossPlatformClosing, IsOneConversationOfAMentorInTeamsAndAMenteeInSlack) {
    std::cout << "seed " << seed << " (WAYMARK_SEED)\n";
    home.start();
    story.play();
    teams.stop_failing();
    story.wait_until_all_is_said();

    const database_view stored(home.database);
    story.expect_all_is_as_it_should_be(stored);
    auto shown = teams.truth()["shown"];
    const auto in_slack = slack.truth();
    for (const auto& one : in_slack["shown"]) shown.push_back(one);
    EXPECT_EQ(disagreements(shown, stored), std::vector<std::string>{});
}

}  // namespace
}  // namespace waymark::testing
