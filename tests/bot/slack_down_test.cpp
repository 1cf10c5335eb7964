// Figure R10: Slack is down for six hours, in every way in which it can be. The whole service with the real adapter and
// a database on disk, on a clock turned by hand: nothing is lost or said twice, memory stays where it is, nothing goes
// faster than Slack allows when it is back, and what has become too old says so. WAYMARK_PAIRS (6) says how many pairs
// wait.
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>

#include "adapters/slack/slack_adapter.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "tests/bot/app_bench.hpp"
#include "tests/bot/slack_down.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/slack_signing.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define WAYMARK_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WAYMARK_ASAN 1
#endif
#endif
#ifdef WAYMARK_ASAN
#include <sanitizer/allocator_interface.h>
#endif

namespace waymark {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using std::chrono::days;
using testing::way_down;

constexpr auto outage = 6h;
constexpr auto secret = "a-signing-secret-of-the-tests";
constexpr auto help_words = "These words always work";
constexpr std::size_t most_growth = 16 * 1024 * 1024;
constexpr std::array names{"Up", "Refused", "BlackHole", "Answers500", "HalfOpen", "Drips"};
constexpr int questions = 4;  // of each person, while it is down

/// In use by the process, without what an allocator keeps.
std::size_t memory_in_use() {
#ifdef WAYMARK_ASAN
    return __sanitizer_get_current_allocated_bytes();
#else
    return ::mallinfo2().uordblks;
#endif
}

/// Everybody may be written to from nine to three: what is due in the outage becomes too old in it.
std::string programme(int pairs) {
    std::string out =
        "programme: open_doors\nversion: 1\ntitle: Open Doors\nlanguage: en\nzone: UTC\ncontact: sam\n"
        "slack_workspace: T0ACME0001\n"
        "person:\n  budget: { week: 2, day: 1, apart: 20h }\n  quiet: \"15:00-09:00\"\n  spread: 2h\n"
        "nudges:\n  - { id: closing_time, when: { before_end: 6 weeks }, start: closing, to: both, "
        "reason: \"Your time together ends soon.\" }\n"
        "people:\n  - { id: sam, first_name: Sam, zone: UTC, slack: U0SAM00001 }\n";
    std::string matched = "pairs:\n";
    for (int i = 1; i <= pairs; ++i) {
        const auto number = std::to_string(i);
        out += "  - { id: ann" + number + ", first_name: Ann, zone: UTC, slack: U0ANN" + number + " }\n";
        out += "  - { id: bo" + number + ", first_name: Bo, zone: UTC, slack: U0BO" + number + " }\n";
        matched += "  - { id: pair" + number + ", mentor: ann" + number + ", mentee: bo" + number +
                   ", starts: 2026-03-02, ends: 2026-07-01 }\n";
    }
    return out + matched;
}

struct SlackDown : testing::app_bench, ::testing::WithParamInterface<way_down> {
    SlackDown() {
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "programme.yaml") << programme(pairs);
        programmes = {folder / "programme.yaml"};
        at = std::move(open_sqlite(folder / "w.db").at);
        slack_settings with;
        with.signing_secrets = {secret};
        with.bot_token = "xoxb-T0ACME0001-of-the-tests";
        with.now = [this] { return hands.now(); };
        more_platforms.push_back(create_slack_adapter(with, &network));
        for (int i = 1; i <= pairs; ++i)
            for (const auto* who : {"U0ANN", "U0BO"}) users.push_back(who + std::to_string(i));
    }
    ~SlackDown() override {
        if (service) (void)run(service->stop());
        service.reset();
        std::filesystem::remove_all(folder);
    }

    /// Until nothing is left to do at this moment, neither here nor at the store: until to measure, which comes after
    /// whatever waits there, takes no more steps than it does when nothing else goes on.
    void settle() {
        for (int still = 0; still < 2;) {
            auto steps = io.poll();
            auto measured = boost::asio::co_spawn(io, service->measure(), boost::asio::use_future);
            while (measured.wait_for(0s) != std::future_status::ready) steps += io.run_one_for(20ms);
            fewest_steps = std::min(fewest_steps, steps);
            still = steps > fewest_steps ? 0 : still + 1;
        }
    }
    void live_until(instant until, span step) {
        for (; hands.now() < until; settle()) hands.move_to(std::min(until, hands.now() + step));
    }
    void everybody_asks() {
        for (const auto& user : users) {
            json event{{"type", "message"}, {"channel_type", "im"}, {"text", "help"}};
            event["user"] = user;
            event["channel"] = testing::direct_channel(user);
            event["ts"] = event["event_ts"] =
                std::to_string(to_us(hands.now()) / 1'000'000) + "." + std::to_string(100'000 + ++serial);
            json envelope{{"type", "event_callback"}, {"team_id", "T0ACME0001"}, {"api_app_id", "A0MENTOR01"}};
            envelope["event_id"] = "Ev" + std::to_string(serial);
            envelope["event_time"] = to_us(hands.now()) / 1'000'000;
            envelope["event"] = event;
            http_request request("POST", "http://127.0.0.1:" + std::to_string(service->port()) + "/slack/events");
            request.body = envelope.dump();
            const auto stamp = std::to_string(to_us(hands.now()) / 1'000'000);
            request.headers = {{"Content-Type", "application/json"},
                               {"X-Slack-Request-Timestamp", stamp},
                               {"X-Slack-Signature", testing::slack_signature(secret, stamp, request.body)}};
            ASSERT_EQ(run(client->ask(request)).status, 200U);
        }
        settle();
    }
    [[nodiscard]] std::vector<instant> shown(const std::string& user, bool answers) const {
        std::vector<instant> out;
        for (const auto& one : world.shown()) {
            if (one["kind"] != "post" || one["channel"] != testing::direct_channel(user)) continue;
            const bool is_answer = one["text"].get_ref<const std::string&>().find(help_words) != std::string::npos;
            if (is_answer != answers) continue;
            const auto ts = one["ts"].get<std::string>();
            out.push_back(from_us(std::stoll(ts.substr(0, 10)) * 1'000'000 + std::stoll(ts.substr(11))));
        }
        return out;
    }
    [[nodiscard]] std::size_t answers() const {
        std::size_t out = 0;
        for (const auto& user : users) out += shown(user, true).size();
        return out;
    }
    void expect_the_budget_is_kept(const std::string& user) const {
        const auto nudges = shown(user, false);
        for (std::size_t i = 0; i < nudges.size(); ++i) {
            const auto in_a_week = std::ranges::count_if(
                nudges, [&](instant one) { return one >= nudges[i] && one < nudges[i] + days(7); });
            EXPECT_LE(in_a_week, 2) << user;
        }
        EXPECT_GE(nudges.size(), 1U) << user << " was never asked";
    }

    const int pairs = number_from_environment("WAYMARK_PAIRS", 6);
    const std::filesystem::path folder = ::testing::TempDir() + "waymark_slack_down_" + std::to_string(::getpid());
    testing::slack_world world;
    testing::slack_on_a_bad_day network{world, hands};
    std::vector<std::string> users;
    int serial = 0;
    std::size_t fewest_steps = std::numeric_limits<std::size_t>::max();
};

TEST_P(SlackDown, ForSixHoursLosesNothingAndIsFollowedByNoFlood) {
    hands.set_to(morning + 30min);  // 8:30; from nine on everybody is asked, over two hours
    ASSERT_EQ(start(), std::nullopt);
    live_until(morning + 75min, 1min);
    const auto before = memory_in_use();
    auto most = before;
    network.is = GetParam();
    const auto down = hands.now();
    for (int i = 0; i < questions; ++i) {
        everybody_asks();
        live_until(hands.now() + 2min, 5s);
        for (const auto until = down + (i + 1) * outage / questions; hands.now() < until;) {
            live_until(std::min<instant>(until, hands.now() + 30min), 2min);
            most = std::max(most, memory_in_use());
        }
    }
    const auto waiting = run(service->measure());
    EXPECT_GT(network.failed(), 0);
    EXPECT_LE(most - before, most_growth) << "bytes more than before";

    network.is = way_down::up;
    const auto up = hands.now();
    const auto wanted = users.size() * questions;
    live_until(up + 1min, 2s);
    while (answers() < wanted && hands.now() < up + 1h) live_until(hands.now() + 5s, 5s);
    const auto drained_in = hands.now() - up;
    std::cout << wanted << " answers and " << waiting.rows.value().outbox << " messages waited, " << network.failed()
              << " calls failed, " << (most - before) / 1024 << " KiB more, drained in "
              << std::chrono::duration_cast<std::chrono::seconds>(drained_in).count() << " s\n";
    EXPECT_LE(drained_in, 20min) << "the longest wait between two attempts, and a quarter of chance";
    live_until(up + days(1), 20min);
    live_until(up + days(8), 1h);

    EXPECT_EQ(world.counts().value("rate_limited", 0), 0) << "faster than Slack allows";
    int expired = 0;
    for (const auto& user : users) {
        EXPECT_EQ(shown(user, true).size(), std::size_t{questions}) << user << " was answered";
        expect_the_budget_is_kept(user);
    }
    auto look = [](store& at) { return at.dead_letters(100'000); };
    (void)run(service->stop());
    service.reset();
    const auto opened = open_sqlite(folder / "w.db");
    for (const auto& one : look(*opened.at).value()) {
        EXPECT_EQ(one.reason, "expired") << one.key.text;
        ++expired;
    }
    EXPECT_GT(expired, 0) << "what was due while Slack was down became too old";
    EXPECT_EQ(opened.at->health().value().outbox, 0);
}

INSTANTIATE_TEST_SUITE_P(InEveryWay, SlackDown,
                         ::testing::Values(way_down::refused, way_down::black_hole, way_down::answers_500,
                                           way_down::half_open, way_down::drips),
                         [](const auto& one) { return std::string(names.at(static_cast<std::size_t>(one.param))); });

}  // namespace
}  // namespace waymark
