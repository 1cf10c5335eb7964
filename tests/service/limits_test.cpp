// The real binary keeps to Slack's limits also when it is killed in the middle of a burst, or of a wait that Slack has
// asked for. The fake Slack counts whatever comes too fast.
#include <gmock/gmock.h>

#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/installation.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_caller.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/truth.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;

constexpr int pairs = 30;

/// We keep to thirty a minute here, with bursts of ten. This takes four more in a moment, for messages that a busy
/// machine has held up; what a start adds that thinks itself the first is seen all the same.
constexpr slack_limits just_enough{.channel_per_second = 1,
                                   .channel_burst = 4,
                                   .workspace_per_minute = 30.5,
                                   .workspace_burst = 14,
                                   .other_methods_per_minute = 100,
                                   .other_burst = 30};

platform_settings at_a_slow_pace(const fake_slack& slack) {
    auto out = settings_for(slack);
    const std::string fast = "messages_per_minute: 6000";
    out.lines.replace(out.lines.find(fast), fast.size(), "messages_per_minute: 30");
    return out;
}

struct Limits : ::testing::Test {
    Limits() { home.write("programme.yaml", programme_text(pairs)); }

    void say_help(const std::string& user) {
        const auto event = message_event(user, "help", next_ts(), "Ev" + std::to_string(next_serial()));
        ASSERT_EQ(slack_caller(home.port(), signing_secret).event(event).status, 200);
    }
    std::size_t shown() { return slack.truth()["shown"].size(); }
    bool all_is_sent(std::chrono::milliseconds patience) {
        for (const auto until = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < until;
             std::this_thread::sleep_for(100ms)) {
            const database_view now(home.database);
            if (now.number("SELECT count(*) FROM outbox") + now.number("SELECT count(*) FROM inbox") == 0) return true;
        }
        return false;
    }

    fake_slack slack{just_enough};
    installation home{"limits", {at_a_slow_pace(slack)}};
};

TEST_F(Limits, AreKeptToWhenABurstIsCutShortAgainAndAgain) {
    constexpr int kills = 3;
    home.start();
    for (int pair = 1; pair <= pairs; ++pair) say_help(mentor_of(pair));
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (shown() < 8 && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(10ms);
    for (int i = 0; i < kills; ++i) {
        home.kill();
        const auto left = database_view::as_left_behind(home.database);
        EXPECT_GT(left.number("SELECT count(*) FROM outbox") + left.number("SELECT count(*) FROM inbox"), 0);
        home.start();
        std::this_thread::sleep_for(1s);  // as much as it wants to say at once
    }
    EXPECT_TRUE(all_is_sent(3min));
    EXPECT_EQ(home.stop(), 0);
    const auto truth = slack.truth();
    EXPECT_EQ(truth["counts"].value("rate_limited", 0), 0);
    EXPECT_EQ(truth["shown"].size(), std::size_t{pairs});
    EXPECT_EQ(disagreements(truth["shown"], database_view(home.database)), std::vector<std::string>{});
}

TEST_F(Limits, AWaitThatSlackAskedForIsKeptToAfterAKill) {
    constexpr int seconds = 8;
    home.start();
    slack_fault limit;
    limit.is = slack_fault::kind::rate_limited;
    limit.method = "chat.postMessage";
    limit.retry_after = seconds;
    slack.fail(limit);
    say_help(mentor_of(1));
    const auto began = std::chrono::steady_clock::now();
    const auto wait_is_kept = [&] {
        return database_view(home.database).number("SELECT count(*) FROM note WHERE name = 'wait'") == 1;
    };
    while (!wait_is_kept() && std::chrono::steady_clock::now() < began + 5s) std::this_thread::sleep_for(10ms);
    ASSERT_TRUE(wait_is_kept());
    const auto told = std::chrono::system_clock::now();
    home.kill();
    home.start();
    say_help(mentor_of(2));  // nobody else may be written to either
    EXPECT_TRUE(all_is_sent(1min));
    const auto shown = slack.truth()["shown"];
    ASSERT_EQ(shown.size(), 2U);
    const auto earliest = std::chrono::duration<double>(told.time_since_epoch()).count() + seconds;
    for (const auto& one : shown)
        EXPECT_GT(std::stod(one["ts"].get<std::string>()), earliest - 1.5) << "told a moment before";
    EXPECT_EQ(slack.times_failed(slack_fault::kind::rate_limited), 1);
}

}  // namespace
}  // namespace waymark::testing
