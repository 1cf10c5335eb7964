// Figure R13 for Slack: many messages that Slack has taken without saying so. It is asked about each of them, so none
// is shown twice and none is lost. WAYMARK_SENDS (180) says how many nudges, WAYMARK_SEED which ends they meet.
// Questions to one workspace go at Slack's pace, so the messages are spread over many; 10,000 of them take about a
// quarter of an hour.
#include <gmock/gmock.h>

#include <array>
#include <iostream>
#include <map>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_installing.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/soon.hpp"
#include "tests/service/support/truth.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;

constexpr auto invitation = "Would you like to begin?";
constexpr auto help_words = "These words always work";
constexpr int workspaces = 15;
constexpr int kills = 3;

/// What happens to a message, once.
struct end_of_send {
    const char* name;
    slack_fault::kind is;
    bool in_doubt = true;
    std::chrono::milliseconds delay{0};  ///< longer than anybody waits
};
constexpr std::array ends{
    end_of_send{"taken", slack_fault::kind::slow, false},
    end_of_send{"held back", slack_fault::kind::rate_limited, false},
    end_of_send{"taken, reply dropped", slack_fault::kind::accept_then_drop},
    end_of_send{"taken, connection reset", slack_fault::kind::accept_then_reset},
    end_of_send{"taken, 502", slack_fault::kind::accept_then_error},
    end_of_send{"taken, late", slack_fault::kind::slow, true, 17s},
};

std::string workspace(int number) {
    return "T0SPACE" + std::to_string(100 + number);
}

struct SlackUnknown : ::testing::Test {
    SlackUnknown() {
        home.programmes.clear();
        for (int i = 0; i < workspaces; ++i) {
            const auto file = "programme" + std::to_string(i) + ".yaml";
            home.programmes += (i == 0 ? "" : ", ") + file;
            programme_wishes wishes;
            wishes.pairs = pairs;
            wishes.first_pair = first_pair(i);
            wishes.workspace = workspace(i);
            wishes.nudges = closing_nudge;
            wishes.ends_in = std::chrono::days(21);
            home.write(file, programme_text(wishes));
        }
        std::vector<const end_of_send*> deck;
        for (int i = 0; i < nudges(); ++i) deck.push_back(&ends.at(static_cast<std::size_t>(i) % ends.size()));
        std::shuffle(deck.begin(), deck.end(), dice);
        for (int i = 1; i <= workspaces * pairs; ++i)
            for (const auto& user : {mentor_of(i), mentee_of(i)}) {
                inject(user, *deck.back());
                plan[user] = deck.back();
                deck.pop_back();
            }
    }
    void inject(const std::string& user, const end_of_send& end) {
        slack_fault fault;
        fault.is = end.is;
        fault.method = "chat.postMessage";
        fault.user = user;
        fault.delay = end.delay;
        slack.fail(fault);
    }
    [[nodiscard]] int first_pair(int space) const { return 1 + space * pairs; }
    [[nodiscard]] int nudges() const { return 2 * pairs * workspaces; }
    [[nodiscard]] std::int64_t stored(const std::string& query) const {
        return database_view(home.database).number(query);
    }
    [[nodiscard]] std::map<std::string, int> times_shown(const std::string& words) {
        std::map<std::string, int> out;
        slack.with_world([&](slack_world& world) {
            for (const auto& one : world.shown())
                if (one["kind"] == "post" && one["text"].get_ref<const std::string&>().find(words) != std::string::npos)
                    ++out["U" + one["channel"].get<std::string>().substr(1)];
        });
        return out;
    }
    /// So many have arrived, and are known to have.
    [[nodiscard]] bool all_have_arrived(int count) const {
        return stored("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)") == 0 &&
               stored("SELECT count(*) FROM delivery WHERE platform_ref <> ''") >= count;
    }
    /// Somebody of each workspace asks for help, and SIGKILL comes when all answers are there and nobody has said so.
    void kill_when_answered(int round) {
        for (int i = 0; i < workspaces; ++i) {
            asked.push_back(round % 2 == 0 ? mentor_of(first_pair(i) + round / 2)
                                           : mentee_of(first_pair(i) + round / 2));
            inject(asked.back(), {"taken, killed", slack_fault::kind::slow, true, 10s});
            slack_participant(asked.back(), home, slack, {}, 1, workspace(i)).command("help");
        }
        EXPECT_TRUE(becomes_true([&] { return times_shown(help_words).size() == asked.size(); }, 30s)) << home.log();
        home.kill();
        in_doubt_after_kills += static_cast<int>(
            database_view::as_left_behind(home.database).number("SELECT count(*) FROM outbox WHERE state = 1"));
        home.start();
    }

    const std::uint64_t seed = test_seed();
    std::mt19937_64 dice{seed};
    const int pairs = std::max(2, (number_from_environment("WAYMARK_SENDS", 180) + 2 * workspaces - 1) /
                                      (2 * workspaces));  ///< of each workspace
    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"slack_unknown", {installable(slack)}};
    std::map<std::string, const end_of_send*> plan;  ///< by user
    std::vector<std::string> asked;
    int in_doubt_after_kills = 0;
};

TEST_F(SlackUnknown, EveryMessageIsShownOnceAndNoneIsLost) {
    std::cout << "seed " << seed << " (WAYMARK_SEED), " << nudges() << " nudges (WAYMARK_SENDS)" << std::endl;
    home.start();
    for (int i = 0; i < workspaces; ++i) ASSERT_EQ(install_in(workspace(i), "Space", home, slack).status, 200);
    // each question waits for its turn among those of its workspace
    ASSERT_TRUE(becomes_true([&] { return all_have_arrived(nudges()); }, 2min + pairs * 5s)) << home.log();
    const auto in_doubt = std::ranges::count_if(plan, [](const auto& one) { return one.second->in_doubt; });
    EXPECT_GE(home.metric("waymark_sends_total{result=\"unknown\"}"), in_doubt) << "nothing was in doubt";

    for (int i = 0; i < kills; ++i) kill_when_answered(i);
    ASSERT_TRUE(becomes_true([&] { return all_have_arrived(nudges() + static_cast<int>(asked.size())); }, 2min))
        << home.log();
    EXPECT_GE(in_doubt_after_kills, std::ssize(asked)) << "a kill has hit nothing";

    const auto shown = times_shown(invitation), answered = times_shown(help_words);
    for (const auto& [user, end] : plan)
        EXPECT_EQ(shown.contains(user) ? shown.at(user) : 0, 1) << user << ": " << end->name;
    for (const auto& user : asked) EXPECT_EQ(answered.at(user), 1) << user;
    EXPECT_EQ(answered.size(), asked.size());
    EXPECT_EQ(stored("SELECT count(*) FROM dead_letter"), 0);
    EXPECT_THAT(disagreements(slack.truth()["shown"], database_view(home.database)), IsEmpty());
    std::cout << in_doubt << " nudges and " << in_doubt_after_kills << " answers of unknown end" << std::endl;
}

}  // namespace
}  // namespace waymark::testing
