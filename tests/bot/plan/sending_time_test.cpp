// R5: the time at which a plan says that a wave is out is right to within five per cent. The real outbox under the
// Slack adapter's own rules, on a virtual clock.
#include <gmock/gmock.h>

#include "adapters/slack/slack_adapter.hpp"
#include "bot/plan/calendar.hpp"
#include "tests/bot/runner_bench.hpp"

namespace waymark::planning {
namespace {

using namespace std::chrono_literals;
using waymark::testing::noon;

/// The Slack adapter says how fast; what would be sent is only remembered.
class slack_pace final : public waymark::testing::recording_adapter {
  public:
    slack_pace(int per_minute_, const clock& time) {
        per_minute = per_minute_;
        slack_settings settings;
        settings.workspace_per_minute = per_minute;
        settings.now = [&time] { return time.now(); };
        rules_ = create_slack_adapter(std::move(settings));
    }
    instant may_send_at(const address& to, instant now) override { return rules_->may_send_at(to, now); }
    void count_send(const address& to, instant now) override { rules_->count_send(to, now); }

  private:
    std::unique_ptr<adapter> rules_;
};

struct wave {
    int people = 1, each = 1;
    span gap{};  ///< from person to person
    int per_minute = 240;
};

struct SendingTime : ::testing::TestWithParam<wave> {
    boost::asio::io_context io;
    manual_clock hands{noon - nudge_brake::slow_start - 1min};  // its slow minutes are over by noon
    waymark::testing::direct_door door{io};
    task_group tasks{io.get_executor(), [](std::string_view, const std::exception&) { ADD_FAILURE(); }};
    slack_pace platform{GetParam().per_minute, hands};
    outbox_runner outbox{door, hands, tasks, {&platform}, {}, 7};

    ~SendingTime() override {
        outbox.stop();
        const auto ignore = [](const std::exception_ptr&, bool) {};
        boost::asio::co_spawn(io, tasks.stop(0ms, 1s), ignore);
        settle();
    }
    void settle() {
        io.restart();
        while (io.poll() > 0) io.restart();
    }
    void step(span by) {
        hands.move_to(hands.now() + by);
        settle();
    }
    static address account(int i) { return waymark::testing::address_of("U" + std::to_string(i)); }
    static instant due(int i) { return noon + GetParam().gap * i; }

    void put(int i) {
        person_state who;
        who.id.text = "p" + std::to_string(i);
        who.addresses.push_back(account(i));
        turn_outcome all;
        all.people.push_back(who);
        for (int k = 0; k < GetParam().each; ++k) {
            all.outbox.push_back(waymark::testing::message_to(who, who.id.text + "/" + std::to_string(k)));
            all.outbox.back().kind = message_class::nudge;
        }
        (void)door.at().turn(turn_owner(who.id), [&](const world&) { return all; }, {}, hands.now()).value();
        outbox.messages_wait();
    }
};

TEST_P(SendingTime, InThePlanIsRightToFivePerCent) {
    const auto& how = GetParam();
    std::vector<foreseen_message> messages;
    for (int i = 0; i < how.people; ++i)
        for (int k = 0; k < how.each; ++k) messages.push_back({due(i), {}, {}, account(i), "UTC", {}});
    const sending_limits limits{slack_settings{}.per_channel, workspace_pace(how.per_minute)};
    const auto times = sent_at(messages, limits);
    const auto planned = *std::ranges::max_element(times) - noon;

    tasks.spawn("outbox", outbox.run());
    settle();
    step(noon - hands.now());
    const span quarter = span(1min) / how.per_minute / 4;
    int next = 0;
    instant finished;
    while (platform.sent.size() < messages.size() && hands.now() < noon + 24h) {
        const auto before = platform.sent.size();
        for (; next < how.people && due(next) <= hands.now(); ++next) put(next);
        settle();
        if (platform.sent.size() > before) finished = hands.now();
        step(quarter);
        if (platform.sent.size() > before) finished = hands.now();
    }
    ASSERT_EQ(platform.sent.size(), messages.size());
    const auto took = finished - noon;
    RecordProperty("planned_ms", static_cast<int>(planned / 1ms));
    RecordProperty("took_ms", static_cast<int>(took / 1ms));
    EXPECT_LE(took, planned + planned / 20 + 1s) << "planned " << planned / 1ms << " ms, took " << took / 1ms << " ms";
    EXPECT_GE(took, planned - planned / 20 - 1s) << "planned " << planned / 1ms << " ms, took " << took / 1ms << " ms";
}

// A wave at once, one with several messages to each person, one that is slower than the pace, a small and a large
// workspace. The second beside the five per cent is for waves that take no time at all.
INSTANTIATE_TEST_SUITE_P(Waves, SendingTime,
                         ::testing::Values(wave{120, 1, 0ms, 240}, wave{60, 5, 0ms, 240}, wave{100, 1, 1s, 240},
                                           wave{150, 1, 100ms, 240}, wave{40, 1, 0ms, 20}, wave{250, 1, 0ms, 1200},
                                           wave{5, 8, 0ms, 600}));

}  // namespace
}  // namespace waymark::planning
