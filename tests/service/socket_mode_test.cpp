// The real binary in Socket Mode: no address, no signing secret, and sockets that end at the worst moments.
#include <gmock/gmock.h>

#include <iostream>
#include <thread>

#include "conversations/engine/pair_state.hpp"
#include "tests/service/support/crowd.hpp"
#include "tests/service/support/database_view.hpp"
#include "tests/service/support/installation.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_caller.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/truth.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int pairs = 6;
constexpr std::uint64_t enough = 30;  ///< envelopes acknowledged
constexpr std::array worst_moments{socket_moment::before_hello, socket_moment::before_ack, socket_moment::during_ack,
                                   socket_moment::half_open, socket_moment::after_warning};

struct SocketMode : ::testing::Test {
    SocketMode() {
        for (int i = 1; i <= pairs; ++i) mentors.push_back(mentor_of(i));
        home.write("programme.yaml", programme_text(pairs));
        home.write("scripts/flows/counting.yaml", counting_flow());
    }
    void start() {
        home.start();
        ASSERT_TRUE(sockets.wait_open(2, 30s)) << home.log();
    }
    std::string say(const std::string& words) {
        return sockets.send("events_api", message_event(mentor_of(1), words, next_ts(), "Ev" + words));
    }
    std::int64_t kept() const { return database_view(home.database).number("SELECT count(*) FROM accepted"); }

    /// The crowd is busy until `disturb`, called again and again, says that it is enough.
    template <class Disturb>
    void talk_while(const Disturb& disturb) {
        std::cout << "seed " << seed << std::endl;
        crowd people(slack, no_teams, home_port, mentors, {}, seed);
        people.slack_way = [this](int) { return socket_door(sockets); };
        people.begin();
        const auto until = std::chrono::steady_clock::now() + 5min;
        while (disturb(people) && !HasFailure()) {
            ASSERT_LT(std::chrono::steady_clock::now(), until) << people.acknowledged() << " were acknowledged";
            std::this_thread::sleep_for(std::chrono::milliseconds(100 + dice() % 400));
        }
        sockets.stop_failing();
        people.end();
        std::this_thread::sleep_for(1s);
        wait_until_sent();
        EXPECT_EQ(home.stop(), 0);
        nothing_is_lost_or_doubled(people);
    }
    void wait_until_sent() {
        for (const auto until = std::chrono::steady_clock::now() + 2min; std::chrono::steady_clock::now() < until;
             std::this_thread::sleep_for(200ms)) {
            const database_view now(home.database);
            if (now.number("SELECT count(*) FROM outbox") + now.number("SELECT count(*) FROM inbox") == 0) return;
        }
        ADD_FAILURE() << "not all was sent";
    }
    void nothing_is_lost_or_doubled(crowd& people) {
        const database_view stored(home.database);
        int said = 0;
        for (const auto& one : people.people()) {
            std::vector<std::string> in_order;
            for (const auto& body : stored.opened("answer", "WHERE author = '" + person_of(one.user) +
                                                                "' ORDER BY length(conversation), conversation, step"))
                in_order.push_back(answer_from_text(body).value.items.at(0));
            EXPECT_EQ(in_order, one.said) << one.user;
            EXPECT_EQ(people.seen(one.user).most_copies, 1) << one.user;
            said += static_cast<int>(one.said.size());
        }
        EXPECT_EQ(disagreements(slack.truth()["shown"], stored), std::vector<std::string>{});
        EXPECT_EQ(stored.contradictions(), std::vector<std::string>{});
        const auto seen = sockets.counted();
        EXPECT_GT(said, pairs);
        EXPECT_GT(seen.sent_again, 0);
        EXPECT_EQ(seen.misdirected, 0);
        EXPECT_LE(seen.most_open, 10);
        std::cout << said << " answers, " << seen.sent << " envelopes, " << seen.sent_again << " sent again, over "
                  << seen.opened << " sockets" << std::endl;
    }

    const std::uint64_t seed = test_seed();
    std::mt19937_64 dice{seed};
    fake_slack slack{slack_limits{.enforced = false}};
    fake_sockets& sockets = slack.sockets();
    fake_teams no_teams;
    installation home{"socket_mode", {socket_settings_for(slack)}};
    std::vector<std::string> mentors;
    std::atomic<int> home_port = 0;
};

TEST_F(SocketMode, AConversationGoesThroughWhileSocketsEndAtTheWorstMoments) {
    constexpr int times_each = 2;
    start();
    std::size_t turn = 0;
    int wished = 0;
    talk_while([&](const crowd& people) {
        const auto when = worst_moments.at(turn % worst_moments.size());
        const auto round = static_cast<int>(turn / worst_moments.size());
        if (sockets.times_failed(when) > round) ++turn;  // it has come to that
        if (turn == worst_moments.size() * times_each) return people.acknowledged() < enough;
        if (wished <= static_cast<int>(turn)) {
            const auto next = worst_moments.at(turn % worst_moments.size());
            sockets.fail_at(next);
            if (next == socket_moment::before_hello) sockets.tell_all("refresh_requested", true);  // so that one comes
            wished = static_cast<int>(turn) + 1;
        }
        return true;
    });
    for (const auto when : worst_moments) EXPECT_EQ(sockets.times_failed(when), times_each) << static_cast<int>(when);
    EXPECT_THAT(home.log(), Not(HasSubstr("ticket=")));
}

TEST_F(SocketMode, AConversationGoesThroughWhileTheServiceIsKilled) {
    constexpr int kills = 6;
    start();
    int killed = 0;
    talk_while([&](const crowd& people) {
        if (killed == kills) return people.acknowledged() < enough;
        sockets.fail_at(killed % 2 == 0 ? socket_moment::during_ack : socket_moment::before_ack);
        std::this_thread::sleep_for(1s);
        home.kill();
        ++killed;
        start();
        return true;
    });
}

TEST_F(SocketMode, KilledBeforeAnEventIsStoredItComesAgain) {
    start();
    std::string id;
    {
        SQLite::Database other(home.database.string(), SQLite::OPEN_READWRITE, 5000);
        SQLite::Transaction held(other, SQLite::TransactionBehavior::IMMEDIATE);
        id = say("help");
        EXPECT_FALSE(sockets.acknowledged(id, 500ms)) << "nothing is acknowledged that could be lost";
        EXPECT_GE(sockets.counted().sent, 1);
        home.kill();
    }
    start();
    EXPECT_TRUE(sockets.acknowledged(id, 30s));
    EXPECT_EQ(kept(), 1);
}

TEST_F(SocketMode, KilledAfterAnEventIsStoredItIsNotTakenTwice) {
    start();
    sockets.fail_at(socket_moment::during_ack, 50);  // it comes again at once, until we are killed
    const auto id = say("help");
    for (int i = 0; i < 500 && sockets.times_failed(socket_moment::during_ack) == 0; ++i)
        std::this_thread::sleep_for(10ms);
    home.kill();
    EXPECT_EQ(database_view::as_left_behind(home.database).number("SELECT count(*) FROM accepted"), 1);
    EXPECT_FALSE(sockets.acknowledged(id, 0ms));
    sockets.stop_failing();
    start();
    EXPECT_TRUE(sockets.acknowledged(id, 30s));
    wait_until_sent();
    EXPECT_EQ(kept(), 1);
    EXPECT_EQ(slack.shown_to(mentor_of(1)).size(), 1U);
}

TEST_F(SocketMode, NobodyElseIsListenedTo) {
    start();
    slack_caller stranger(home.port(), signing_secret);
    EXPECT_EQ(stranger.event(message_event(mentor_of(1), "help", next_ts(), "Ev1")).status, 404);
    EXPECT_EQ(kept(), 0);
}

TEST_F(SocketMode, AnAppTokenThatIsRefusedIsSaidAtStart) {
    slack_fault fault;
    fault.is = slack_fault::kind::error;
    fault.method = "apps.connections.open";
    fault.error = "invalid_auth";
    slack.fail(fault);
    const auto said = home.start_refused();
    EXPECT_THAT(said, HasSubstr("Slack did not accept the app token (apps.connections.open: invalid_auth)"));
    EXPECT_THAT(said, Not(HasSubstr("xapp-")));
}

TEST_F(SocketMode, StoppingSaysGoodbyeToSlack) {
    start();
    EXPECT_EQ(home.stop(), 0);
    EXPECT_TRUE(sockets.wait_open(0, 2s));
    EXPECT_EQ(sockets.counted().said_goodbye, 2);
}

}  // namespace
}  // namespace waymark::testing
