// kill -9 at any moment, again and again, under load from Slack and from Teams: no acknowledged event lost, none
// applied twice, no message shown twice, every send whose end is unknown listed as such. Only in Teams, which cannot be
// asked whether it has a message, an answer may be shown a second time; a nudge never. WAYMARK_KILLS (200) and
// WAYMARK_SEED choose how often and how.
#include <gtest/gtest.h>

#include <iostream>
#include <thread>

#include "conversations/engine/pair_state.hpp"
#include "tests/service/support/crowd.hpp"
#include "tests/service/support/database_view.hpp"
#include "tests/service/support/installation.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/teams_silence.hpp"
#include "tests/service/support/truth.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr int pairs = 50;
constexpr int pairs_in_slack = 25;     // the others are in Teams
constexpr auto drain_patience = 8min;  // an unknown send that cannot be asked about is given five minutes

struct KillLoop : ::testing::Test {
    KillLoop() {
        programme_wishes wishes;
        wishes.pairs = pairs;
        for (int i = 1; i <= pairs; ++i) {
            const bool uses_slack = i <= pairs_in_slack;
            mentors.push_back(uses_slack ? mentor_of(i) : teams_mentor_of(i));
            mentees.push_back(uses_slack ? mentee_of(i) : teams_mentee_of(i));
            if (!uses_slack) wishes.in_teams.insert({person_of(mentors.back()), person_of(mentees.back())});
        }
        home.write("programme.yaml", programme_text(wishes));
        home.write("scripts/flows/counting.yaml", counting_flow());
        home.write("scripts/flows/silent.yaml", silent_flow());
    }

    void start() {
        home.start();
        port = home.port();
    }
    /// Something for the platform to do wrong to the next few calls.
    void disturb() {
        slack_fault fault;
        fault.method = dice() % 4 == 0 ? "chat.update" : "chat.postMessage";
        fault.is = slack_fault::kind::slow;
        fault.times = 5;
        fault.delay = std::chrono::milliseconds(5 + dice() % 100);
        slack.fail(fault);
        fault.times = 1;
        fault.delay = 0ms;
        const auto turn = dice() % 8;
        if (turn == 0) fault.is = slack_fault::kind::server_error;
        if (turn == 1) fault.is = slack_fault::kind::drop;
        if (turn == 2) fault.is = slack_fault::kind::accept_then_drop;
        if (turn == 3) fault.is = slack_fault::kind::rate_limited;
        if (turn <= 3) slack.fail(fault);
        disturb_teams();
    }
    void disturb_teams() {
        teams_fault fault;
        fault.operation = dice() % 4 == 0 ? "update" : "send";
        fault.times = 5;
        fault.delay = std::chrono::milliseconds(5 + dice() % 100);
        teams.fail(fault);
        fault.times = 1;
        fault.delay = 0ms;
        const auto turn = dice() % 8;
        if (turn == 0) fault.answer = "429_Throttled_no_retry_after";
        if (turn == 1) fault.answer = "412_PreconditionFailed";
        if (turn == 2) fault.answer = may_have_arrived;
        fault.done = turn == 2;
        if (turn <= 2) teams.fail(fault);
        if (turn == 3) teams.with_sign_in([](teams_sign_in& it) { it.end_tokens(); });
    }
    /// While nobody runs: whatever was shown is recorded as sent, or listed as a send whose end is unknown.
    void look_at_what_was_left_behind() {
        const auto left = database_view::as_left_behind(home.database);
        const auto sent = left.column("SELECT platform_ref FROM delivery");
        const std::set<std::string> recorded(sent.begin(), sent.end());
        const auto unsure = left.platform_ids("SELECT message_key FROM outbox WHERE state <> 0");
        slack.with_world([&](slack_world& world) {
            for (const auto& all = world.shown(); looked_at < all.size(); ++looked_at)
                if (all[looked_at]["kind"] == "post") unrecorded[ref_of(all[looked_at])] = id_of(all[looked_at]);
        });
        std::erase_if(unrecorded, [&](const auto& one) { return recorded.contains(one.first); });
        for (const auto& [ref, id] : unrecorded) EXPECT_TRUE(unsure.contains(id)) << ref << " would be sent again";
        uncertain.insert(unsure.begin(), unsure.end());
        in_teams.look_at_what_was_left_behind(left);
        for (const auto& [ref, id] : unrecorded) uncertain_and_shown.insert(id);
        EXPECT_EQ(left.contradictions(), std::vector<std::string>{});
    }
    /// Every silent talk ends by itself, after a question, its reminders and a last word; then nothing is under way.
    void wait_until_all_is_done(const crowd& people) {
        std::int64_t due = 0;
        for (const auto& one : people.people())
            if (!one.counts) due += one.talks * (reminders_a_talk + 2);
        const auto until = std::chrono::steady_clock::now() + drain_patience;
        for (;; std::this_thread::sleep_for(250ms)) {
            const database_view now(home.database);
            const auto left = now.number("SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM outbox)");
            const auto written = now.number(
                "SELECT count(*) FROM (SELECT message_key FROM delivery UNION SELECT message_key FROM dead_letter) "
                "WHERE message_key LIKE '%.silent.%'");
            // A reminder that came too late is offered again, so there may be more of them; none may be missing.
            // What is left is of talks that count: they end in a fortnight.
            const instant tomorrow = std::chrono::floor<span>(std::chrono::system_clock::now()) + 24h;
            const auto to_come =
                now.number("SELECT count(*) FROM timer WHERE due_us < " + std::to_string(to_us(tomorrow)));
            if (left == 0 && to_come == 0 && written >= due) return;
            ASSERT_LT(std::chrono::steady_clock::now(), until)
                << left << " are still under way; " << written << " of " << due << " words to the silent were written";
        }
    }
    void every_acknowledged_word_is_kept_once_and_in_order(const crowd& people) {
        const database_view stored(home.database);
        for (const auto& one : people.people()) {
            std::vector<std::string> kept;
            for (const auto& body : stored.opened("answer", "WHERE author = '" + person_of(one.user) +
                                                                "' ORDER BY length(conversation), conversation, step"))
                kept.push_back(answer_from_text(body).value.items.at(0));
            EXPECT_EQ(kept, one.said) << one.user;
        }
    }

    /// What was interrupted when it was sent, and again when it was sent once more, may be given up: listed, not shown.
    void only_what_nobody_can_know_was_given_up(const database_view& stored) {
        std::set<std::string> shown_ids;
        const auto all = slack.truth();
        for (const auto& one : all["shown"]) shown_ids.insert(id_of(one));
        for (const auto& id :
             stored.platform_ids("SELECT message_key FROM dead_letter WHERE reason = 'unknown_unresolved' AND "
                                 "tenant = 'T0ACME0001'")) {
            EXPECT_TRUE(uncertain.contains(id)) << id;
            EXPECT_FALSE(shown_ids.contains(id)) << id;
        }
        // A reminder behind a send of unknown end is held back until that is known, and may be too old by then.
        const auto others = stored.column(
            "SELECT DISTINCT reason FROM dead_letter WHERE reason NOT IN ('expired', 'unknown_unresolved')");
        EXPECT_EQ(others, std::vector<std::string>{});
    }
    void every_command_is_answered_once(crowd& people, const database_view& stored) {
        for (const auto& one : people.people()) {
            const auto commands = one.done.find(deed::kind::command);
            const auto wanted = commands == one.done.end() ? 0 : commands->second;
            const auto given_up =
                stored.number("SELECT count(*) FROM dead_letter WHERE recipient = '" + person_of(one.user) + "'");
            EXPECT_LE(people.seen(one.user).helps, wanted) << one.user;
            EXPECT_GE(people.seen(one.user).helps + given_up, wanted) << one.user;
        }
    }
    /// Where somebody has answered, by a button or in words, nothing is left to press, as the message says so instead.
    /// In Teams the message may be one of which nobody knows that it arrived.
    void every_answered_message_shows_it(const crowd& people) {
        int settled = 0;
        const auto in_slack = slack.truth();
        for (const auto& message : in_slack["messages"])
            if (message.value("text", "").find("✓") != std::string::npos) {
                ++settled;
                EXPECT_EQ(message["blocks"].dump().find("\"actions\""), std::string::npos) << message["ts"];
            }
        settled += in_teams.settled_messages();
        const auto answered = people.done(deed::kind::press) + people.done(deed::kind::write);
        EXPECT_LE(settled, answered);
        EXPECT_GE(settled + in_teams.answers_given_up(database_view(home.database)), answered);
    }

    const std::uint64_t seed = test_seed();
    const int kills = number_from_environment("WAYMARK_KILLS", 200);
    std::mt19937_64 dice{seed};
    fake_slack slack{slack_limits{.enforced = false}};
    fake_teams teams;
    teams_silence in_teams{teams};
    installation home{"kill_loop", {settings_for(teams), settings_for(slack)}};
    std::vector<std::string> mentors, mentees;
    std::atomic<int> port = 0;
    std::size_t looked_at = 0;                      ///< of what the fake has shown
    std::map<std::string, std::string> unrecorded;  ///< shown and, by the last look, not recorded as sent: ref -> id
    std::set<std::string> uncertain, uncertain_and_shown;  ///< ids of sends that a kill interrupted
};

TEST_F(KillLoop, LosesNothingAcknowledgedAndRepeatsNothing) {
    std::cout << "seed " << seed << ", " << kills << " kills" << std::endl;
    start();
    crowd people(slack, teams, port, mentors, mentees, seed);
    people.begin();
    for (int i = 0; i < kills && !HasFailure(); ++i) {
        disturb();
        std::this_thread::sleep_for(std::chrono::milliseconds(50 + dice() % 800));
        home.kill();
        look_at_what_was_left_behind();
        start();
    }
    people.end();
    slack.stop_failing();
    teams.stop_failing();
    wait_until_all_is_done(people);
    EXPECT_EQ(home.stop(), 0);

    const database_view stored(home.database);
    every_acknowledged_word_is_kept_once_and_in_order(people);
    every_command_is_answered_once(people, stored);
    every_answered_message_shows_it(people);
    only_what_nobody_can_know_was_given_up(stored);
    for (const auto& one : people.people())
        EXPECT_LE(people.seen(one.user).most_copies, is_in_slack(one.user) ? 1 : 2) << one.user;
    in_teams.every_nudge_is_shown_once_or_listed(stored);
    in_teams.only_what_nobody_can_know_was_given_up(stored, uncertain);
    auto shown = slack.truth()["shown"];
    const auto shown_in_teams = in_teams.recorded(stored);
    shown.insert(shown.end(), shown_in_teams.begin(), shown_in_teams.end());
    EXPECT_EQ(disagreements(shown, stored), std::vector<std::string>{});
    EXPECT_EQ(stored.contradictions(), std::vector<std::string>{});
    // Far below what a run does, so that it fails when it has tried nothing.
    const auto wanted = static_cast<std::size_t>(kills);
    EXPECT_GE(people.acknowledged(), wanted);
    for (const auto kind : {deed::kind::write, deed::kind::press, deed::kind::change, deed::kind::command})
        EXPECT_GE(people.done(kind), kills / 10);
    EXPECT_GE(shown.size(), wanted);
    EXPECT_GE(uncertain.size(), wanted / 10);
    std::cout << people.acknowledged() << " events acknowledged, of them " << people.done(deed::kind::press)
              << " clicks, " << people.done(deed::kind::write) << " written answers, "
              << people.done(deed::kind::change) << " changes and " << people.done(deed::kind::command) << " commands, "
              << shown.size() << " messages shown, of them " << shown_in_teams.size() << " in Teams, "
              << uncertain.size() << " sends were uncertain after a kill, " << uncertain_and_shown.size()
              << " of them had arrived, " << stored.number("SELECT count(*) FROM dead_letter") << " were given up"
              << std::endl;
}

}  // namespace
}  // namespace waymark::testing
