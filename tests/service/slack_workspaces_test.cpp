// Two workspaces in one Waymark, each installed from a browser, whose people have the very same ids: what is said in
// one is never heard in the other; one takes the bot out and is silent at once, comes back, and goes on.
#include <gmock/gmock.h>

#include <cstring>
#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_installing.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto acme = default_team;
constexpr auto other = "T0OTHER001";
constexpr auto first_question = "What did you two achieve together?";
constexpr auto second_question = "What did you learn from";

std::string closing_soon() {
    programme_wishes wishes;
    wishes.nudges = closing_nudge;
    wishes.started = std::chrono::days(70);
    wishes.ends_in = std::chrono::days(21);
    return programme_text(wishes);
}

/// The same people under other names, with the same ids, in the other workspace.
std::string of_the_other(std::string text) {
    for (const auto& [from, to] :
         {std::pair("open_doors", "far_doors"), std::pair("Open Doors", "Far Doors"), std::pair("sam", "sal"),
          std::pair("mentor0001", "far_mentor"), std::pair("mentee0001", "far_mentee"),
          std::pair("pair0001", "far_pair"), std::pair(acme, other)})
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + std::strlen(to)))
            text.replace(at, std::strlen(from), to);
    return text;
}

struct SlackWorkspaces : ::testing::Test {
    SlackWorkspaces() {
        slack.with_world([](slack_world& world) { world.installs().rotates = true; });
        home.programmes = "programme.yaml, far.yaml";
        home.write("programme.yaml", closing_soon());
        home.write("far.yaml", of_the_other(closing_soon()));
        home.start();
    }
    http_reply_seen install(const std::string& team, const std::string& name) {
        return install_in(team, name, home, slack);
    }
    void farewell(const std::string& team, const std::string& kind) {
        const auto envelope = farewell_event(team, kind, "Ev" + kind + std::to_string(next_serial()));
        EXPECT_EQ(slack_caller(home.port(), signing_secret).event(envelope).status, 200);
    }
    void begin(slack_participant& who) {
        ASSERT_NE(who.wait_for("Would you like to begin?", 60s), "") << home.log();
        who.press("Yes, let us begin");
        ASSERT_NE(who.wait_for(first_question, 30s), "") << home.log();
    }
    std::size_t shown_in(const std::string& team) {
        std::size_t out = 0;
        const auto shown = slack.truth()["shown"];
        for (const auto& one : shown) out += one.value("team", "") == team ? 1 : 0;
        return out;
    }
    bool is_held(const std::string& pair) {
        const auto stored = database_view(home.database).opened("pair", "WHERE id = '" + pair + "'");
        return !stored.empty() && stored.front().find("account/slack/") != std::string::npos;
    }
    bool becomes_held(const std::string& pair, bool on) {
        const auto until = std::chrono::steady_clock::now() + 20s;
        while (is_held(pair) != on && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(50ms);
        return is_held(pair) == on;
    }
    bool closed(const std::string& team) {
        const auto until = std::chrono::steady_clock::now() + 20s;
        while (std::chrono::steady_clock::now() < until) {
            if (home.admin("/readyz").body.find(team) != std::string::npos) return true;
            std::this_thread::sleep_for(20ms);
        }
        return false;
    }

    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"workspaces", {installable(slack)}};
    slack_participant bo{mentee_of(1), home, slack};
    slack_participant ann{mentor_of(1), home, slack};
    slack_participant far_bo{mentee_of(1), home, slack, {}, 2, other};
    slack_participant far_ann{mentor_of(1), home, slack, {}, 3, other};
};

TEST_F(SlackWorkspaces, EqualIdsNeverMeetAndOneThatLeavesAndComesBackIsItsOwnAffair) {
    const auto page = install(acme, "Acme");
    EXPECT_EQ(page.status, 200) << page.body;
    EXPECT_THAT(page.body, HasSubstr("Waymark is installed in Acme"));
    EXPECT_EQ(install(other, "Far away").status, 200);
    for (auto* one : {&bo, &ann, &far_bo, &far_ann}) begin(*one);
    bo.type("The canary of Acme");
    ann.type("The canary of Acme, from Ann");
    far_bo.type("The bird of far away");
    far_ann.type("The bird of far away, from Ann");
    for (auto* one : {&bo, &ann, &far_bo, &far_ann}) ASSERT_NE(one->wait_for(second_question, 30s), "") << home.log();
    const auto shown = slack.truth()["shown"];
    for (const auto& one : shown)
        EXPECT_THAT(one.dump(), Not(HasSubstr(one.value("team", "") == acme ? "bird" : "canary")));

    farewell(other, "tokens_revoked");
    ASSERT_TRUE(closed(other)) << home.log();
    EXPECT_TRUE(becomes_held("far_pair", true)) << "no time passes for whoever cannot be reached";
    EXPECT_FALSE(is_held("pair0001"));
    const auto before = shown_in(other);
    far_bo.type("What I say now waits for its answer");
    bo.type("And here it goes on");
    ASSERT_NE(bo.wait_for("What would you like to grow towards", 30s), "") << home.log();
    farewell(other, "app_uninstalled");
    slack.with_world([](slack_world& world) { world.installs().take_out(other); });
    std::this_thread::sleep_for(1s);
    EXPECT_EQ(shown_in(other), before) << "not a word more";
    EXPECT_EQ(home.stop(), 0) << home.log();
    home.start();
    std::this_thread::sleep_for(1s);
    EXPECT_EQ(shown_in(other), before) << "nor after a restart";

    ASSERT_EQ(install(other, "Far away").status, 200);
    EXPECT_NE(far_bo.wait_for("What would you like to grow towards", 30s), "") << home.log();
    EXPECT_TRUE(becomes_held("far_pair", false));
    far_ann.type("We go on");
    EXPECT_NE(far_ann.wait_for("What growth have you seen", 30s), "") << home.log();
    EXPECT_THAT(home.log(), Not(HasSubstr("xox")));
    EXPECT_THAT(home.log(), Not(HasSubstr(client_secret)));
}

TEST_F(SlackWorkspaces, WithoutASingleInstallationItServesAndSaysNothingToAnybody) {
    EXPECT_EQ(home.admin("/readyz").status, 200);
    const auto reply =
        slack_caller(home.port(), signing_secret).event(message_event(mentee_of(1), "help", next_ts(), "EvNOBODY"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(home.metric("waymark_requests_total{kind=\"other_workspace\"}"), 1);
    EXPECT_EQ(shown_in(acme) + shown_in(other), 0U);
    EXPECT_THAT(home.log(), HasSubstr("an admin of one opens https://bot.example.org/slack/install"));
}

}  // namespace
}  // namespace waymark::testing
