// Figure R11: Slack tells one workspace to wait. Nothing more is posted there before that is over, and nobody in the
// other workspaces waits for it. WAYMARK_RETRY_AFTER (3) says how many seconds it asks for, and so how long each phase
// is; 30 is the figure itself, and takes about four minutes.
#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <iostream>
#include <map>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_installing.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/soon.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using seconds = std::chrono::duration<double>;

constexpr std::array workspaces{"T0STORM001", "T0CALM0001", "T0CALM0002", "T0CALM0003"};
constexpr auto stormy = workspaces[0];
constexpr int pairs = 8;
constexpr int rounds = 3;
constexpr auto between_questions = 1500ms;  ///< of one person: a conversation takes one message a second
constexpr auto help_words = "These words always work";
/// Two phases of a few seconds differ by themselves, more so where others use the machine: this much is no sign of one
/// workspace holding up another, which would take as long as Slack asks for.
constexpr auto allowance = seconds(0.04), small_allowance = seconds(0.01);
constexpr double most_change = 0.10;

struct asked_question {
    std::string team, user;
    instant at;
    bool in_storm = false;
    int round = 0;
};

instant wall_now() {
    return std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
}

seconds share_of(std::vector<seconds> all, double share) {
    if (all.empty()) return seconds(0);
    std::ranges::sort(all);
    return all[static_cast<std::size_t>(std::ceil(share * static_cast<double>(all.size()))) - 1];
}

struct SlackStorm : ::testing::Test {
    SlackStorm() {
        home.programmes.clear();
        for (std::size_t i = 0; i < workspaces.size(); ++i) {
            const auto file = "programme" + std::to_string(i) + ".yaml";
            home.programmes += (i == 0 ? "" : ", ") + file;
            programme_wishes wishes;
            wishes.pairs = pairs;
            wishes.first_pair = 1 + static_cast<int>(i) * pairs;
            wishes.workspace = workspaces[i];
            home.write(file, programme_text(wishes));
            for (int pair = wishes.first_pair; pair < wishes.first_pair + pairs; ++pair)
                for (const auto& user : {mentor_of(pair), mentee_of(pair)}) people.emplace_back(workspaces[i], user);
        }
        // in turns, so that what one workspace does is spread over time
        std::ranges::sort(people, {}, [](const auto& one) { return one.second.substr(one.second.size() - 4); });
        std::shuffle(people.begin(), people.end(), std::mt19937_64(7));
    }
    void ask(const std::string& team, const std::string& user, bool in_storm, int round) {
        auto event = message_event(user, "help", next_ts(), "Ev" + std::to_string(next_serial()));
        asked.push_back({team, user, wall_now(), in_storm, round});
        ASSERT_EQ(caller->event(of_team(std::move(event), team)).status, 200);
    }
    /// Everybody asks, one after the other, again and again for as long as a phase takes.
    void phase(bool in_storm, int round) {
        auto next = std::chrono::steady_clock::now();
        const auto until = next + std::chrono::seconds(retry_after);
        for (std::size_t i = 0; next < until; ++i, next += between_questions / people.size()) {
            std::this_thread::sleep_until(next);
            const auto& [team, user] = people[i % people.size()];
            ask(team, user, in_storm, round);
        }
    }
    bool all_is_answered() {
        return becomes_true(
            [&] {
                return database_view(home.database)
                           .number("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == 0;
            },
            std::chrono::seconds(30 + 3 * retry_after));
    }
    void storm(bool begins) {
        slack.with_world([&](slack_world& world) {
            if (begins)
                world.storms().begin(stormy, "chat.postMessage", retry_after);
            else
                world.storms().end(stormy, "chat.postMessage");
        });
    }
    /// When each question was answered, by Slack's own time, in the order in which they were asked.
    std::vector<instant> answers() {
        std::map<std::string, std::vector<instant>> by_person;
        slack.with_world([&](slack_world& world) {
            for (const auto& one : world.shown())
                if (one["text"].get_ref<const std::string&>().find(help_words) != std::string::npos)
                    by_person[one["team"].get<std::string>() + one["channel"].get<std::string>()].emplace_back(
                        std::chrono::duration_cast<span>(seconds(std::stold(one["ts"].get<std::string>()))));
        });
        std::map<std::string, std::size_t> read;
        std::vector<instant> out;
        for (const auto& one : asked) {
            const auto name = one.team + channel_of(one.user);
            const auto at = read[name]++;
            out.push_back(at < by_person[name].size() ? by_person[name][at] : never);
        }
        return out;
    }
    struct phase_times {
        std::vector<seconds> quiet, in_storm;
    };
    /// Of the others.
    std::vector<phase_times> times_by_round() {
        std::vector<phase_times> out(rounds);
        const auto answered = answers();
        for (std::size_t i = 0; i < asked.size(); ++i) {
            EXPECT_NE(answered[i], never) << asked[i].user << " was not answered";
            if (asked[i].team == stormy || asked[i].round < 0) continue;
            auto& of = out[static_cast<std::size_t>(asked[i].round)];
            (asked[i].in_storm ? of.in_storm : of.quiet).push_back(answered[i] - asked[i].at);
        }
        return out;
    }
    /// How much longer it took in the storm than in quiet, and a tenth, by round, from the least to the most.
    static std::vector<seconds> excess(const std::vector<phase_times>& times, double share) {
        std::vector<seconds> out;
        for (const auto& one : times) {
            const auto quiet = share_of(one.quiet, share), in_storm = share_of(one.in_storm, share);
            std::cout << share * 100 << " % within " << quiet.count() * 1000 << " ms, in a storm "
                      << in_storm.count() * 1000 << " ms (" << one.in_storm.size() << " questions)\n";
            out.push_back(in_storm - quiet * (1 + most_change));
        }
        std::ranges::sort(out);
        return out;
    }

    const int retry_after = number_from_environment("WAYMARK_RETRY_AFTER", 3);
    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"slack_storm", {installable(slack)}};
    std::vector<std::pair<std::string, std::string>> people;  ///< workspace and user
    std::unique_ptr<slack_caller> caller;
    std::vector<asked_question> asked;
};

TEST_F(SlackStorm, OneWorkspaceWaitsAsLongAsItIsToldAndNoOtherDoes) {
    home.start();
    for (const auto* one : workspaces) ASSERT_EQ(install_in(one, "Space", home, slack).status, 200);
    caller = std::make_unique<slack_caller>(home.port(), signing_secret);
    for (const auto& [team, user] : people) ask(team, user, false, -1);  // whoever is new takes longer
    ASSERT_TRUE(all_is_answered()) << home.log();
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        phase(false, round);
        ASSERT_TRUE(all_is_answered()) << home.log();
        storm(true);
        phase(true, round);
        storm(false);
        ASSERT_TRUE(all_is_answered()) << home.log();
    }
    int refused = 0, too_early = 0;
    slack.with_world([&](slack_world& world) {
        refused = world.storms().refused();
        too_early = world.storms().too_early();
    });
    EXPECT_GE(refused, rounds) << "there was no storm";
    EXPECT_EQ(too_early, 0);
    const auto times = times_by_round();
    EXPECT_LE(excess(times, 0.5).at(rounds / 2), small_allowance);
    EXPECT_LE(excess(times, 0.99).front(), allowance) << "whatever else runs here only ever adds to the slowest";
    std::cout << refused << " calls were told to wait, " << too_early << " came before that was over" << std::endl;
}

}  // namespace
}  // namespace waymark::testing
