// The main job, seen from outside: two people go through the shipped closing over signed HTTP, while the platform
// repeats itself, holds back, fails, and forgets to say that it took a message. The fake knows what was shown to whom.
#include <gtest/gtest.h>

#include <iostream>

#include "tests/service/support/closing_story.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/truth.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

struct Closing : ::testing::Test {
    Closing() {
        home.write("programme.yaml", closing_programme());
        story.before_acts = [this] { disturb(); };
    }

    void disturb() {
        constexpr std::array kinds{slack_fault::kind::rate_limited, slack_fault::kind::accept_then_drop,
                                   slack_fault::kind::accept_then_error, slack_fault::kind::slow};
        if (dice() % 3 != 0) return;
        slack_fault fault;
        fault.is = kinds[dice() % kinds.size()];
        fault.method = dice() % 4 == 0 ? "chat.update" : "chat.postMessage";
        fault.delay = 200ms;
        slack.fail(fault);
    }
    /// A 429 for the first message of all; later ones come by chance.
    void hold_back_the_first_message() {
        slack_fault fault;
        fault.is = slack_fault::kind::rate_limited;
        fault.method = "chat.postMessage";
        fault.retry_after = 2;
        slack.fail(fault);
    }

    const std::uint64_t seed = test_seed();
    std::mt19937_64 dice{seed};
    fake_slack slack{slack_limits{.enforced = true, .workspace_per_minute = 1e6}};
    installation home{"closing", slack};
    const delivery_habits habits{.repeated = 0.5, .renamed = 0.5, .remembered = 0.3, .doubled = 1};
    slack_participant ann{mentor_of(1), home, slack, habits, seed + 1};
    slack_participant bo{mentee_of(1), home, slack, habits, seed + 2};
    closing_story story{ann, bo, home};
};

TEST_F(Closing, IsTalkedThroughByBothWhileThePlatformRepeatsItselfAndFails) {
    std::cout << "seed " << seed << " (WAYMARK_SEED)\n";
    hold_back_the_first_message();
    home.start();
    json question;
    question["type"] = "url_verification";
    question["challenge"] = "are-you-there";
    ASSERT_EQ(slack_caller(home.port(), signing_secret).event(question).status, 200);

    story.play();
    slack.stop_failing();
    story.wait_until_all_is_said();
    EXPECT_GE(slack.times_failed(slack_fault::kind::rate_limited), 1);
    EXPECT_GE(home.metric("waymark_sends_total{result=\"retried\"}"), 1);

    const database_view stored(home.database);
    story.expect_all_is_as_it_should_be(stored);
    EXPECT_EQ(disagreements(slack.truth()["shown"], stored), std::vector<std::string>{});
}

}  // namespace
}  // namespace waymark::testing
